import { readFileSync } from 'fs';
import { LineCounter, Document, isMap, isScalar, parseDocument } from 'yaml';
import { checkStandards } from './check-standards';
import { StandardsProps } from './standards-props';
import { validateStandards } from './validate-standards';
import { fail, throwProblems } from '../core/problems';

/** Reads and checks a standards file. Throws every problem at once, each with line and column. */
export function readStandards(path: string): StandardsProps {
  const lines = new LineCounter();
  const document = parseDocument(contentOf(path), { lineCounter: lines });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `[${path}:${line}:${col}]`;
  };
  throwProblems(document.errors.map(error => `${at(error.pos[0])} the file must be YAML or JSON, got ${error.message.split('\n')[0].replace(/ at line .*$/, '')}; correct it`));

  const standards = document.toJS() as StandardsProps;
  const schemaProblems = validateStandards(standards);
  const problems = schemaProblems.length > 0 ? schemaProblems : checkStandards(standards);
  throwProblems(problems.map(problem => `${at(offsetOf(document, problem.path))} ${problem.path.join('.')}: ${problem.text}`));
  return standards;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    fail(path, 'the standards file must be readable', (error as NodeJS.ErrnoException).code, 'correct the path, which is relative to the working directory');
  }
}

/** Where a path begins: its key if the document has it, else its nearest parent's value. */
function offsetOf(document: Document, path: string[]): number {
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
