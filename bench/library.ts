import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';

/** The folder of the library that is measured. */
export const ROOT = join(__dirname, '..');

/** Compiles the library if it is not: what is measured is what users run. */
export function ensureCompiled(): void {
  if (!existsSync(join(ROOT, 'lib/index.js'))) {
    execFileSync('npx', ['jsii', '--silence-warnings=reserved-word'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  }
}
