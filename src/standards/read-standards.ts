import { readDocument } from './read-document';
import { problemsOf } from './standards-problems';
import { StandardsProps } from './standards-props';

/** Reads and checks a standards file. Throws every problem at once, each with line and column. */
export function readStandards(path: string): StandardsProps {
  return readDocument<StandardsProps>(path, 'standards file', problemsOf).value;
}
