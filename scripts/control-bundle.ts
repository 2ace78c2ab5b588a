import { readFileSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { controlFiles } from './control-files';
import { controlsPage } from './control-pages';

/** Writes the built-in controls as one file that loads at once, and as a page to read; with `--check` only says whether they are current. */
const ROOT = join(__dirname, '..');
const controls = controlFiles().map(({ examples, ...control }) => control);

const FILES = {
  [join(ROOT, 'src/policy/controls.json')]: `${JSON.stringify({ controls }, undefined, 1)}\n`,
  [join(ROOT, 'CONTROLS.md')]: controlsPage(controls),
};

for (const [file, text] of Object.entries(FILES)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${relative(ROOT, file)} is not current; run: npx projen controls\n`);
    process.exitCode = 1;
  }
}
