import { Document, LineCounter, parseAllDocuments } from 'yaml';
import { throwProblems } from '../core/problems';
import { syntaxProblems } from '../standards/syntax-problems';
import { aliasProblems, contentOf, offsetOf, placeIn, valueOf } from '../standards/yaml-file';

/** One document of a file of intents, as its author wrote it. */
export interface IntentDocument {
  readonly value: unknown;
  /** Where a part of it is written, such as `platform.yaml:12:5`; the nearest part that is there when it is not. */
  placeOf(path: readonly string[]): string;
}

/** Reads files of intents. Throws what keeps any of them from being read, with line and column. */
export function readIntentFiles(paths: readonly string[]): IntentDocument[] {
  const problems: string[] = [];
  const documents = paths.flatMap(path => documentsOf(path, problems));
  throwProblems(problems);
  return documents;
}

function documentsOf(path: string, problems: string[]): IntentDocument[] {
  const lines = new LineCounter();
  const content = contentOf(path, 'intents file');
  const parsed: Document[] = [];
  for (const document of parseAllDocuments(content, { lineCounter: lines, logLevel: 'error' })) {
    const wrong = [...syntaxProblems(document, content), ...document.errors.length === 0 ? aliasProblems(document) : []];
    problems.push(...wrong.map(({ offset, text }) => `[${placeIn(path, lines, offset)}] ${text}`));
    parsed.push(document);
    if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) {
      // the parser has lost its place
      break;
    }
  }
  // a file may begin and end with ---
  const filled = parsed.filter(({ contents }) => contents !== null && contents.range?.[0] !== contents.range?.[1]);
  return problems.length > 0 ? [] : filled.map(document => ({
    value: valueOf(document, path),
    placeOf: where => placeIn(path, lines, offsetOf(document, where)),
  }));
}
