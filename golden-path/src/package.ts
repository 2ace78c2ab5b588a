/** What this package is called. */
export const PACKAGE = 'pavement-golden-path';

/** Its version, which the library shares. */
export function packageVersion(): string {
  return (require('../package.json') as { version: string }).version; // eslint-disable-line @typescript-eslint/no-require-imports
}
