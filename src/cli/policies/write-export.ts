import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { stringify } from 'yaml';
import { PlatformError } from '../../core/problems';
import { ExportedFile } from '../../policy/export/export-options';

/** How files of an export are known, so that nothing else is written over. */
const WRITTEN = 'Written by pavement policies export';

/** The files of an export as texts, by path. */
export function exportedTexts(files: readonly ExportedFile[]): Map<string, string> {
  return new Map(files.map(({ path, documents, text = '' }): [string, string] => [path, documents
    ? `# ${WRITTEN}\n${documents.map(document => `---\n${stringify(document, { lineWidth: 150, aliasDuplicateObjects: false })}`).join('')}`
    : path.endsWith('.md') ? `<!-- ${WRITTEN} -->\n${text}` : `# ${WRITTEN}\n${text}`]));
}

/** Writes files below a folder. Throws when there is a file that no export has written; then nothing is written. */
export function writeExport(cwd: string, folder: string, texts: ReadonlyMap<string, string>): void {
  const root = resolve(cwd, folder);
  const foreign = [...texts.keys()].filter(path => existsSync(join(root, path)) && !readFileSync(join(root, path), 'utf8').split('\n')[0].includes(WRITTEN));
  if (foreign.length > 0) {
    throw new PlatformError(
      foreign.map(path => `[${join(folder, path)}] the file must be one that an export has written, got another; move it away, or choose another folder`), 'Nothing was written:',
    );
  }
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
