import { existsSync } from 'fs';
import { join } from 'path';

/**
 * A library that the compiled command has inside, and that is a development dependency of this repository only.
 *
 * @param file - what it is called in the folder `bundled` of the compiled command
 * @param module - its own name, by which tests find it
 */
export function loadBundled<T>(file: string, module: string): T {
  const path = join(__dirname, 'bundled', `${file}.js`);
  return require(existsSync(path) ? path : module) as T; // eslint-disable-line @typescript-eslint/no-require-imports
}
