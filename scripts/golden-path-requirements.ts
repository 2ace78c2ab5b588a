import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Pins what new services in Python use, to the newest versions that there are. */
const ROOT = join(__dirname, '../golden-path');
const FILES = {
  'service.in': 'service-py/managed/requirements/platform.txt',
  'postgres.in': 'postgres-py/managed/requirements/platform.txt',
  'dev.in': 'service-py/managed/requirements/dev.txt',
  'node.in': 'service-py/managed/requirements/node.txt',
};
// what is installed together has one version
const CONSTRAINTS: Record<string, string> = { 'service.in': FILES['postgres.in'], 'dev.in': FILES['postgres.in'] };

for (const source of ['postgres.in', 'service.in', 'dev.in', 'node.in'] as const) {
  const output = join(ROOT, 'assets', FILES[source]);
  const constraint = CONSTRAINTS[source] === undefined ? [] : ['--constraint', join(ROOT, 'assets', CONSTRAINTS[source])];
  const { status } = spawnSync('uv', [
    'pip', 'compile', '--quiet', '--upgrade', '--universal', '--python-version', '3.11', '--generate-hashes', '--no-header', '--no-annotate',
    ...constraint, source, '--output-file', output,
  ], { cwd: join(ROOT, 'requirements'), stdio: 'inherit' });
  if (status !== 0) throw new Error(`uv has not pinned ${source}`);
}
