import { LineCounter, parseDocument } from 'yaml';
import { placeOf, problemsOf } from './standards-problems';
import { StandardsProps } from './standards-props';
import { syntaxProblems } from './syntax-problems';
import { aliasProblems, contentOf, offsetOf, placeIn, valueOf } from './yaml-file';
import { throwProblems } from '../core/problems';

/** Reads and checks a standards file. Throws every problem at once, each with line and column. */
export function readStandards(path: string): StandardsProps {
  const lines = new LineCounter();
  const content = contentOf(path, 'standards');
  const document = parseDocument(content, { lineCounter: lines, logLevel: 'error' });
  const at = (offset: number): string => `[${placeIn(path, lines, offset)}]`;
  throwProblems(syntaxProblems(document, content).map(({ offset, text }) => `${at(offset)} ${text}`));
  throwProblems(aliasProblems(document).map(({ offset, text }) => `${at(offset)} ${text}`));

  const standards = valueOf(document, path);
  throwProblems(problemsOf(standards)
    .map(problem => ({ ...problem, offset: offsetOf(document, problem.path) }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, path: where, text }) => `${at(offset)} ${where.length === 0 ? '' : `${placeOf(where)}: `}${text}`));
  return standards as StandardsProps;
}
