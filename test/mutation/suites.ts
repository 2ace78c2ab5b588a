import { readdirSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';

// a law that a mutant breaks is broken, whatever the smallest example of that would be
fc.configureGlobal({ endOnFailure: true });

/** Suites that ask all controls about all their examples: they come last, as hardly any mutant gets as far as that. */
const LONG = ['aws-controls.test.ts', 'controls.test.ts', 'organisation.test.ts'];

/** What may run: the tests that reach a mutant, each by its suite and its name; everything when there is none. */
declare const testNamePattern: string | undefined;

/**
 * All suites of the controls as one: a mutant is tried in a second or two then, as the library is loaded once for it and not once for each
 * suite, and only for the suites that reach it. The suite that mutates output is not among them.
 */
const folder = join(__dirname, '../policy');
const suites = (readdirSync(folder, { recursive: true }) as string[]).filter(name => name.endsWith('.test.ts') && !name.startsWith('mutation')).sort();
for (const name of [...suites.filter(suite => !LONG.includes(suite)), '../bad-input/controls.test.ts', '../bad-input/waivers.test.ts', ...LONG]) {
  const title = name.replace(/[^a-z]+/g, ' ').trim();
  if (testNamePattern?.includes(title) ?? true) {
    describe(title, () => {
      require(join(folder, name)); // eslint-disable-line @typescript-eslint/no-require-imports
    });
  }
}
