import { readFileSync, readdirSync } from 'fs';
import { join, posix, relative, sep } from 'path';

/** What a file is to a team. */
export type FileClass = 'managed' | 'sample' | 'region';

/** Files by path, each as it is to be written. */
export type Files = ReadonlyMap<string, string>;

/** The folder of the real files that repositories are made from, each layer with a folder for every class of file. */
const ASSETS = join(__dirname, '../../assets');

/**
 * Reads the files of a class, a later layer in place of an earlier one.
 *
 * @param words - what stands in place of `__WORD__`
 * @throws when a file has a word that nobody gave
 */
export function readLayers(layers: readonly string[], fileClass: FileClass, words: Readonly<Record<string, string>>): Map<string, string> {
  const files = new Map<string, string>();
  for (const layer of layers) {
    const root = join(ASSETS, layer, fileClass);
    for (const path of pathsBelow(root)) {
      files.set(fill(path, words), fill(readFileSync(join(root, path), 'utf8'), words));
    }
  }
  return new Map([...files].sort(([a], [b]) => a < b ? -1 : 1));
}

function pathsBelow(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join(posix.sep));
  } catch {
    // a layer need not have files of every class
    return [];
  }
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/__([A-Z][A-Z_]*[A-Z])__/g, (whole, word: string) => {
    if (!Object.hasOwn(words, word)) {
      throw new Error(`no text for ${whole}`);
    }
    return words[word];
  });
}
