import { spawnSync } from 'child_process';
import { readdirSync, rmSync } from 'fs';
import { join } from 'path';

/**
 * Writes the expected output of every example, or of the named ones.
 *
 * The compiled library is what a user runs, so compile first.
 */
const EXAMPLES = join(__dirname, '../examples');
const wanted = process.argv.slice(2);

const all = readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);

for (const name of wanted.length > 0 ? wanted : all) {
  const expected = join(EXAMPLES, name, 'expected');
  rmSync(expected, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', 'main.ts'], {
    cwd: join(EXAMPLES, name),
    env: { ...process.env, CDK8S_OUTDIR: 'expected/dist', CDKTF_OUTDIR: 'expected/cdktf.out', PAVEMENT_GOVERNANCE_OUTDIR: 'expected/governance', PAVEMENT_CATALOG_OUTDIR: 'expected' },
    stdio: 'inherit',
  });
  process.exitCode ||= status ?? 1;
}
