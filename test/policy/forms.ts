import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

/** The files of a folder that somebody has read and found right, by path; `npx projen forms` writes them anew. */
export function expectedForms(folder: string, written: Readonly<Record<string, string>>): Record<string, string> {
  if (process.env.REFRESH_FORMS === 'true') {
    for (const [path, text] of Object.entries(written)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(files.map(({ parentPath, name }) => join(parentPath, name))
    .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
