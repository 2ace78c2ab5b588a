import { LineCounter, parseDocument } from 'yaml';
import { DocumentProblem, placeOf } from './document-problem';
import { syntaxProblems } from './syntax-problems';
import { aliasProblems, contentOf, offsetOf, placeIn, valueOf } from './yaml-file';
import { throwProblems } from '../core/problems';

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
  const at = (offset: number): string => placeIn(shownAs, lines, offset);
  throwProblems(syntaxProblems(document, content).map(({ offset, text }) => `[${at(offset)}] ${text}`));
  throwProblems(aliasProblems(document).map(({ offset, text }) => `[${at(offset)}] ${text}`));

  const value = valueOf(document, shownAs);
  throwProblems(problemsOf(value)
    .map(problem => ({ ...problem, offset: offsetOf(document, problem.path) }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, path: where, text }) => `[${at(offset)}] ${where.length === 0 ? '' : `${placeOf(where)}: `}${text}`));
  return { value: value as T, at: where => at(offsetOf(document, where)) };
}
