import { Document, YAMLError, visit } from 'yaml';
import { shown } from '../core/problems';

/** What keeps a file from being read, and where. */
export interface SyntaxProblem {
  readonly offset: number;
  /** `must ..., got ...; what to do`. */
  readonly text: string;
}

/** What opens what a bracket or quote closes. */
const OPENING: Record<string, string> = { ']': '[', '}': '{', '\'': '\'', '"': '"' };

/**
 * What the parser complains about, in its reader's words: every key given twice, up to the first other error.
 *
 * There the parser has lost its place, and what it says afterwards follows from it.
 */
export function syntaxProblems(document: Document, content: string): SyntaxProblem[] {
  const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const lost = errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  return (lost < 0 ? errors : errors.slice(0, lost + 1)).map(error => problemOf(error, document, content));
}

function problemOf(error: YAMLError, document: Document, content: string): SyntaxProblem {
  const reason = error.message.split('\n')[0].replace(/ at line .*$/, '').replace(/:$/, '');
  const missing = /^Missing closing (["'])quote$/.exec(reason)?.[1] ?? /end with a ([\]}])$/.exec(reason)?.[1];
  if (missing) {
    return unclosed(missing, openedAt(document, content, error.pos[0], OPENING[missing]), content);
  }
  const surplus = /^Unexpected flow-(?:seq|map)-end token .*"([\]}])"$/.exec(reason)?.[1];
  const line = shown(lineAt(content, error.pos[0]));
  return { offset: error.pos[0], text: surplus ? `a bracket must be opened before it is closed, got ${line}; remove the ${surplus}` : textOf(error.code, line, reason) };
}

function textOf(code: string, line: string, reason: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return `a key must not be given twice, got ${line}; remove one of them`;
    case 'MULTIPLE_DOCS':
      return `the file must hold one document, got a second one below ${line}; remove it or put it in a file of its own`;
    case 'TAB_AS_INDENT':
      return `lines must be indented with spaces, got a tab before ${line}; replace every tab of the file by spaces`;
    default:
      return `the file must be YAML or JSON, got ${line}; ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
  }
}

function unclosed(missing: string, opened: number, content: string): SyntaxProblem {
  const rule = missing === OPENING[missing] ? 'a text that begins with a quote must end with one' : 'a bracket must be closed';
  return { offset: opened, text: `${rule}, got ${shown(lineAt(content, opened))}; add the missing ${missing}` };
}

/** Where the innermost bracket or quote was opened whose end the parser still looked for at an offset. */
function openedAt(document: Document, content: string, end: number, opening: string): number {
  const found: number[] = [];
  visit(document, {
    Node: (_, { range }) => {
      if (range && range[0] < end && range[1] >= end && content[range[0]] === opening) {
        found.push(range[0]);
      }
    },
  });
  return found.length > 0 ? Math.max(...found) : end;
}

function lineAt(content: string, offset: number): string {
  return content.slice(content.lastIndexOf('\n', offset - 1) + 1).split('\n')[0].trim();
}
