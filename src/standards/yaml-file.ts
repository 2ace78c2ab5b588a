import { readFileSync } from 'fs';
import { isAbsolute, resolve } from 'path';
import { Document, LineCounter, isMap, isScalar, visit } from 'yaml';
import { fail, throwProblems } from '../core/problems';

/** What is wrong with a file that cannot be read, by the operating system's code. */
const UNREADABLE: Record<string, [rule: string, got: string]> = {
  ENOENT: ['must exist', 'no file'],
  ENOTDIR: ['must exist', 'no file'],
  EISDIR: ['must be a file', 'a folder'],
  EACCES: ['must be readable', 'a file without permission to read it'],
};

/**
 * The text of a file that its author named.
 *
 * @param noun - what the file is to its author, such as `standards file`
 * @param shownAs - how messages call the file
 */
export function contentOf(path: string, noun: string, shownAs = path): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const [rule, got] = UNREADABLE[String(code)] ?? ['must be readable', code];
    const remedy = isAbsolute(path) ? 'correct the path' : 'correct the path, which is relative to the working directory';
    throwProblems([`[${shownAs}] the ${noun} ${rule}, got ${got} at ${resolve(path)}; ${remedy}`]);
    throw error;
  }
}

/** A place of a file as `path:line:column`, for an offset into its text. */
export function placeIn(path: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  // an empty file has no lines to count
  return `${path}:${line || 1}:${line === 0 ? 1 : col}`;
}

/** The document as plain data. */
export function valueOf(document: Document, path: string): unknown {
  try {
    return document.toJS() ?? undefined;
  } catch (error) {
    // such as aliases of aliases that would fill the memory
    fail(path, 'the file must be plain data', (error as Error).message, 'write it without anchors and aliases');
  }
}

/** Aliases that the parser lets through and that only fail when their value is asked for. */
export function aliasProblems(document: Document): { offset: number; text: string }[] {
  const found: { offset: number; text: string }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) {
        found.push({ offset: alias.range?.[0] ?? 0, text: `an alias must have its anchor above it, got "*${alias.source}"; correct it` });
      }
    },
  });
  return found;
}

/** Where a path begins: its key if the document has it, else its nearest parent's value. */
export function offsetOf(document: Document, path: readonly string[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === path[length - 1]);
      if (pair && isScalar(pair.key)) {
        return pair.key.range?.[0] ?? 0;
      }
    }
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) {
      return node.range[0];
    }
  }
  return document.contents?.range?.[0] ?? 0;
}
