import { readFileSync } from 'fs';
import { isAbsolute, resolve } from 'path';
import { Document, LineCounter, isMap, isScalar, parseDocument, visit } from 'yaml';
import { DocumentProblem, placeOf } from './document-problem';
import { syntaxProblems } from './syntax-problems';
import { fail, throwProblems } from '../core/problems';

/** What is wrong with a file that cannot be read, by the operating system's code. */
const UNREADABLE: Record<string, [rule: string, got: string]> = {
  ENOENT: ['must exist', 'no file'],
  ENOTDIR: ['must exist', 'no file'],
  EISDIR: ['must be a file', 'a folder'],
  EACCES: ['must be readable', 'a file without permission to read it'],
};

/** A document that somebody wrote by hand, checked. */
export interface ReadDocument<T> {
  readonly value: T;
  /** Where a part of it is, such as `standards.yaml:12:5`. */
  at(path: readonly string[]): string;
}

/**
 * Reads and checks a file in YAML or JSON. Throws every problem at once, each with line and column.
 *
 * @param noun - what the file is to its author, such as `standards file`
 * @param shownAs - how messages call the file
 */
export function readDocument<T>(path: string, noun: string, problemsOf: (document: unknown) => DocumentProblem[], shownAs = path): ReadDocument<T> {
  const lines = new LineCounter();
  const content = contentOf(path, noun, shownAs);
  const document = parseDocument(content, { lineCounter: lines, logLevel: 'error' });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    // an empty file has no lines to count
    return `${shownAs}:${line || 1}:${line === 0 ? 1 : col}`;
  };
  throwProblems(syntaxProblems(document, content).map(({ offset, text }) => `[${at(offset)}] ${text}`));
  throwProblems(unresolvedAliases(document).map(({ offset, name }) => `[${at(offset)}] an alias must have its anchor above it, got "*${name}"; correct it`));

  const value = valueOf(document, shownAs);
  throwProblems(problemsOf(value)
    .map(problem => ({ ...problem, offset: offsetOf(document, problem.path) }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, path: where, text }) => `[${at(offset)}] ${where.length === 0 ? '' : `${placeOf(where)}: `}${text}`));
  return { value: value as T, at: where => at(offsetOf(document, where)) };
}

/** The document as plain data. */
function valueOf(document: Document, path: string): unknown {
  try {
    return document.toJS() ?? undefined;
  } catch (error) {
    // such as aliases of aliases that would fill the memory
    fail(path, 'the file must be plain data', (error as Error).message, 'write it without anchors and aliases');
  }
}

/** Aliases that the parser lets through and that only fail when their value is asked for. */
function unresolvedAliases(document: Document): { offset: number; name: string }[] {
  const found: { offset: number; name: string }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) {
        found.push({ offset: alias.range?.[0] ?? 0, name: alias.source });
      }
    },
  });
  return found;
}

function contentOf(path: string, noun: string, shownAs: string): string {
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

/** Where a path begins: its key if the document has it, else its nearest parent's value. */
function offsetOf(document: Document, path: readonly string[]): number {
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
