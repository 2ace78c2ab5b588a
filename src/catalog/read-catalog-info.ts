import { LineCounter, parseAllDocuments } from 'yaml';
import { Catalog } from './model';
import { readAnnotations } from './portals/backstage-annotations';
import { parseBackstageEntity } from './portals/parse-backstage';
import { PlatformError } from '../core/problems';
import { syntaxProblems } from '../standards/syntax-problems';

/** The entities of a `catalog-info.yaml`, each with its line. Throws with every line that is no YAML. */
export function readCatalogInfo(content: string, path: string): Catalog {
  const lines = new LineCounter();
  const documents = [...parseAllDocuments(content, { lineCounter: lines, logLevel: 'error' })];
  const problems = documents.flatMap(document => syntaxProblems(document, content).map(({ offset, text }) => {
    const { line, col } = lines.linePos(offset);
    return `[${path}:${line}:${col}] ${text}`;
  }));
  if (problems.length > 0) {
    throw new PlatformError(problems, 'The file of a catalog cannot be read:');
  }
  let [labelDomain, library] = ['', ''];
  const entities = documents.flatMap(document => {
    const value: unknown = document.toJS();
    const entity = parseBackstageEntity(value);
    if (!entity) {
      return [];
    }
    const { annotations } = (value as { metadata: { annotations?: Record<string, string> } }).metadata;
    const noted = readAnnotations(annotations ?? {});
    labelDomain ||= noted.labelDomain ?? '';
    library ||= noted.library ?? '';
    const { line } = lines.linePos(document.contents?.range?.[0] ?? 0);
    return [{ ...entity, origin: { file: path, line }, generated: noted.labelDomain !== undefined }];
  });
  return { labelDomain, library, entities };
}
