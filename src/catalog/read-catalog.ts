import { existsSync, readFileSync, statSync } from 'fs';
import { basename, join, posix, sep } from 'path';
import { CATALOG_JSON, catalogFromJson, isCatalogJson } from './catalog-json';
import { refOf } from './entity-ref';
import { INDEX_SCHEMA, readIndex } from './index-file';
import { Catalog, sortEntities } from './model';
import { CATALOG_INFO } from './portals/portal';
import { fail, shown as told } from '../core/problems';

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
 * @param shown - what it is called in messages
 * @param concerns - whether a line of an index may matter; everything else is read whole
 */
export function readCatalog(path: string, shown = path, concerns?: (line: string) => boolean): ReadCatalog {
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state) {
    return fail(shown, 'the catalog must exist', 'no file', HOW_TO_NAME);
  }
  return state.isDirectory() ? readFolder(path, shown) : readFile(path, shown, concerns);
}

const HOW_TO_NAME = 'synthesise the program first, or name the folder or the file where the catalog is';

/** The whole catalog of a program, and the entities beside it that only the portal's file has. */
function readFolder(folder: string, shown: string): ReadCatalog {
  const paths = [`governance/${CATALOG_JSON}`, CATALOG_INFO].filter(path => existsSync(join(folder, path)));
  if (paths.length === 0) {
    return fail(shown, `the folder must hold governance/${CATALOG_JSON} or ${CATALOG_INFO}`, 'neither', HOW_TO_NAME);
  }
  const [whole, more] = paths.map(file => readFile(join(folder, file), posix.join(shown.split(sep).join('/'), file)));
  if (!more) {
    return whole;
  }
  const known = new Set(whole.entities.map(refOf));
  // what a synth wrote earlier and does not any more is not there
  const added = more.entities.filter(item => !known.has(refOf(item)) && !item.generated);
  return { ...whole, entities: sortEntities([...whole.entities, ...added]), files: [...whole.files, ...more.files] };
}

function readFile(path: string, shown: string, concerns?: (line: string) => boolean): ReadCatalog {
  const text = textOf(path, shown);
  if (/\.ndjson$/.test(path) || text.startsWith(`{"schema":"${INDEX_SCHEMA}"`)) {
    return { ...readIndex(text, shown, concerns), files: [shown] };
  }
  if (/\.json$/.test(path)) {
    return { ...readJson(text, shown), files: [shown] };
  }
  // loaded when there is YAML to read: an index answers without it
  const { readCatalogInfo } = require('./read-catalog-info') as typeof import('./read-catalog-info'); // eslint-disable-line @typescript-eslint/no-require-imports
  return { ...readCatalogInfo(text, shown), files: [shown] };
}

/** A catalog from the text of `catalog.json`. */
export function readJson(text: string, path: string): Catalog {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return fail(path, 'the catalog must be JSON', (error as Error).message, 'synthesise the program again');
  }
  return isCatalogJson(document) ? catalogFromJson(document) : fail(path, 'the file must be a catalog that synth wrote', told(document), `name governance/${CATALOG_JSON} or ${basename(CATALOG_INFO)}`);
}

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail(shown, 'the file must be readable', (error as NodeJS.ErrnoException).code, 'correct the path or its permissions');
  }
}
