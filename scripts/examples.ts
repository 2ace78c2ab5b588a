import { spawnSync } from 'child_process';
import { mkdirSync, readdirSync, rmSync } from 'fs';
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
  mkdirSync(expected);
  const { status } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '../main.ts'], { cwd: expected, stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}
