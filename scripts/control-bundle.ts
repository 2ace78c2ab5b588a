import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { controlFiles } from './control-files';

/** Writes the built-in controls as one file that loads at once; with `--check` only says whether it is current. */
const FILE = join(__dirname, '../src/policy/controls.json');

const text = `${JSON.stringify({ controls: controlFiles().map(({ examples, ...control }) => control) }, undefined, 1)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write('src/policy/controls.json is not current; run: npx projen controls\n');
    process.exit(1);
  }
} else {
  writeFileSync(FILE, text);
}
