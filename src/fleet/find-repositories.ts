import { readdir, readFile, stat } from 'fs/promises';
import { dirname, join, resolve } from 'path';
import { fail } from '../core/problems';

/** How deep below a folder repositories are looked for, as groups of groups hold them. */
const DEPTH = 5;

const MARKS: ReadonlySet<string> = new Set(['.git', '.platform']);
const NEVER: ReadonlySet<string> = new Set(['node_modules', '.cache']);

/**
 * The repositories that a folder or a list names, sorted.
 *
 * A folder with `.git` or `.platform` is one; any other is looked through, five levels deep, without following links. A file is a list of
 * folders, one per line, relative to the file; lines that begin with `#` say nothing.
 */
export async function findRepositories(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory()) {
    return (await below(place, DEPTH)).sort();
  }
  if (!found?.isFile()) {
    return fail('fleet scan', 'a folder or a list of folders must be there', place, 'give a folder with clones, or a file with a folder per line');
  }
  const lines = (await readFile(place, 'utf8')).split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('#'));
  const folders = await Promise.all(lines.map(async line => {
    const folder = resolve(dirname(place), line);
    return { line, folder, isFolder: (await stat(folder).catch(() => undefined))?.isDirectory() ?? false };
  }));
  const missing = folders.filter(({ isFolder }) => !isFolder).map(({ line }) => line);
  return missing.length > 0
    ? fail(place, 'every line must be a folder', missing.slice(0, 5).join(', '), 'clone what is missing, or take the line out')
    : [...new Set(folders.map(({ folder }) => folder))].sort();
}

async function below(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(({ name }) => MARKS.has(name))) {
    return [folder];
  }
  const folders = depth === 0 ? [] : entries.filter(entry => entry.isDirectory() && !NEVER.has(entry.name));
  return (await Promise.all(folders.map(async ({ name }) => below(join(folder, name), depth - 1)))).flat();
}
