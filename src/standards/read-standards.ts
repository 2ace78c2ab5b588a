import { readFileSync } from 'fs';
import { Document, LineCounter, YAMLError, isMap, isScalar, parseDocument, visit } from 'yaml';
import { checkStandards } from './check-standards';
import { StandardsProps } from './standards-props';
import { validateStandards } from './validate-standards';
import { fail, shown, throwProblems } from '../core/problems';

/** Reads and checks a standards file. Throws every problem at once, each with line and column. */
export function readStandards(path: string): StandardsProps {
  const lines = new LineCounter();
  const content = contentOf(path);
  const document = parseDocument(content, { lineCounter: lines });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    // an empty file has no lines to count
    return `[${path}:${line || 1}:${line === 0 ? 1 : col}]`;
  };
  throwProblems(document.errors.map(error => `${at(error.pos[0])} ${syntaxProblem(error, content)}`));
  throwProblems(unresolvedAliases(document).map(({ offset, name }) => `${at(offset)} an alias must have its anchor above it, got "*${name}"; correct it`));

  const standards = (document.toJS() ?? undefined) as StandardsProps;
  const schemaProblems = validateStandards(standards);
  const problems = schemaProblems.length > 0 ? schemaProblems : checkStandards(standards);
  throwProblems(problems
    .map(problem => ({ ...problem, offset: offsetOf(document, problem.path) }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, path: where, text }) => `${at(offset)} ${where.length === 0 ? '' : `${where.join('.')}: `}${text}`));
  return standards;
}

function syntaxProblem(error: YAMLError, content: string): string {
  const line = content.slice(content.lastIndexOf('\n', error.pos[0] - 1) + 1).split('\n')[0].trim();
  if (error.code === 'DUPLICATE_KEY') {
    return `a key must not be given twice, got ${shown(line)}; remove one of them`;
  }
  const reason = error.message.split('\n')[0].replace(/ at line .*$/, '').replace(/:$/, '');
  return `the file must be YAML or JSON, got ${shown(line)}; ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
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
