import { existsSync, readFileSync, statSync } from 'fs';
import { basename, join } from 'path';
import { CATALOG_JSON, catalogFromJson, isCatalogJson } from './catalog-json';
import { refOf } from './entity-ref';
import { INDEX_SCHEMA, readIndex } from './index-file';
import { Catalog, sortEntities } from './model';
import { CATALOG_INFO } from './portals/portal';
import { fail, shown } from '../core/problems';

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
 * @param concerns - whether a line of an index may matter; everything else is read whole
 */
export function readCatalog(path: string, concerns?: (line: string) => boolean): ReadCatalog {
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state) {
    return fail(path, 'the catalog must exist', 'no file', 'synthesise the program first, or say with --from where the catalog is');
  }
  return state.isDirectory() ? readFolder(path) : readFile(path, concerns);
}

/** The whole catalog of a program, and the entities beside it that only the portal's file has. */
function readFolder(folder: string): ReadCatalog {
  const paths = [join(folder, 'governance', CATALOG_JSON), join(folder, CATALOG_INFO)].filter(path => existsSync(path));
  if (paths.length === 0) {
    return fail(folder, `the folder must hold governance/${CATALOG_JSON} or ${CATALOG_INFO}`, 'neither', 'synthesise the program first, or say with --from where the catalog is');
  }
  const [whole, more] = paths.map(file => readFile(file));
  if (!more) {
    return whole;
  }
  const known = new Set(whole.entities.map(refOf));
  // what a synth wrote earlier and does not any more is not there
  const added = more.entities.filter(item => !known.has(refOf(item)) && !item.generated);
  return { ...whole, entities: sortEntities([...whole.entities, ...added]), files: paths };
}

function readFile(path: string, concerns?: (line: string) => boolean): ReadCatalog {
  const text = textOf(path);
  if (/\.ndjson$/.test(path) || text.startsWith(`{"schema":"${INDEX_SCHEMA}"`)) {
    return { ...readIndex(text, path, concerns), files: [path] };
  }
  if (/\.json$/.test(path)) {
    return { ...readJson(text, path), files: [path] };
  }
  // loaded when there is YAML to read: an index answers without it
  const { readCatalogInfo } = require('./read-catalog-info') as typeof import('./read-catalog-info'); // eslint-disable-line @typescript-eslint/no-require-imports
  return { ...readCatalogInfo(text, path), files: [path] };
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
