import { existsSync, readFileSync, statSync } from 'fs';
import { basename, join } from 'path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { CATALOG_JSON, catalogFromJson, isCatalogJson } from './catalog-json';
import { refOf } from './entity-ref';
import { INDEX_SCHEMA, readIndex } from './index-file';
import { Catalog, sortEntities } from './model';
import { CATALOG_INFO } from './portals/backstage';
import { readAnnotations } from './portals/backstage-annotations';
import { parseBackstageEntity } from './portals/parse-backstage';
import { PlatformError, fail, shown } from '../core/problems';
import { syntaxProblems } from '../standards/syntax-problems';

/** A catalog that was read, and where from. */
export interface ReadCatalog extends Catalog {
  readonly files: readonly string[];
}

/**
 * Reads a catalog: what synth wrote in a folder, with what a team added to it by hand; or one file of it, or an index.
 *
 * Throws when there is none, or when a file cannot be read, with every line that is wrong.
 *
 * @param path - a folder or a file
 */
export function readCatalog(path: string): ReadCatalog {
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state) {
    return fail(path, 'the catalog must exist', 'no file', 'synthesise the program first, or say with --from where the catalog is');
  }
  return state.isDirectory() ? readFolder(path) : readFile(path);
}

/** The whole catalog of a program, and the entities beside it that only the portal's file has. */
function readFolder(folder: string): ReadCatalog {
  const paths = [join(folder, 'governance', CATALOG_JSON), join(folder, CATALOG_INFO)].filter(path => existsSync(path));
  if (paths.length === 0) {
    return fail(folder, `the folder must hold governance/${CATALOG_JSON} or ${CATALOG_INFO}`, 'neither', 'synthesise the program first, or say with --from where the catalog is');
  }
  const [whole, more] = paths.map(readFile);
  if (!more) {
    return whole;
  }
  const known = new Set(whole.entities.map(refOf));
  // what a synth wrote earlier and does not any more is not there
  const added = more.entities.filter(item => !known.has(refOf(item)) && !item.generated);
  return { ...whole, entities: sortEntities([...whole.entities, ...added]), files: paths };
}

function readFile(path: string): ReadCatalog {
  const text = textOf(path);
  if (/\.ndjson$/.test(path) || text.startsWith(`{"schema":"${INDEX_SCHEMA}"`)) {
    return { ...readIndex(text, path), files: [path] };
  }
  if (/\.json$/.test(path)) {
    return { ...readJson(text, path), files: [path] };
  }
  return { ...readCatalogInfo(text, path), files: [path] };
}

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

/** A catalog from the text of `catalog.json`. */
export function readJson(text: string, path: string): Catalog {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return fail(path, 'the catalog must be JSON', (error as Error).message, 'synthesise the program again');
  }
  return isCatalogJson(document) ? catalogFromJson(document) : fail(path, 'the file must be a catalog that synth wrote', shown(document), `name governance/${CATALOG_JSON} or ${basename(CATALOG_INFO)}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'the file must be readable', (error as NodeJS.ErrnoException).code, 'correct the path or its permissions');
  }
}
