import { closeSync, existsSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'fs';
import { dirname, join, relative, sep } from 'path';
import { CATALOG_JSON } from '../../catalog/catalog-json';
import { refOf } from '../../catalog/entity-ref';
import { indexHeader, indexLine } from '../../catalog/index-file';
import type { Entity } from '../../catalog/model';
import { CATALOG_INFO } from '../../catalog/portals/portal';
import { readJson } from '../../catalog/read-catalog';
import { readCatalogInfo } from '../../catalog/read-catalog-info';
import { PlatformError, fail } from '../../core/problems';
import { CommandStream } from '../context';
import { progress } from '../progress';

/** What came of an index. */
export interface IndexResult {
  readonly files: number;
  readonly entities: number;
  /** Files that could not be read, and what is declared twice. */
  readonly problems: readonly string[];
}

const SKIPPED = new Set(['node_modules', '.git']);
const NAMES = new Set([CATALOG_INFO, 'catalog-info.yml']);

/**
 * Writes an index of every catalog below some folders, file by file, so that memory grows with the number of names and not with their content.
 *
 * What synth wrote whole beside a file is taken instead of what the file has room for.
 */
export function buildIndex(folders: readonly string[], output: string, stream: CommandStream): IndexResult {
  const found = folders.flatMap(folder => catalogFiles(folder).map(path => ({ folder, path })));
  const bar = progress(stream, 'reading', found.length);
  const first = new Map<string, string>();
  const problems: string[] = [];
  const temporary = `${output}.${process.pid}.tmp`;
  const file = openFor(temporary);
  try {
    writeSync(file, indexHeader());
    found.forEach(({ folder, path }, i) => {
      const shown = relative(folder, path).split(sep).join('/');
      writeSync(file, entitiesOf(path, shown, problems).filter(item => isNew(item, shown, first, problems)).map(indexLine).join(''));
      bar.update(i + 1);
    });
    closeSync(file);
    renameSync(temporary, output);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    bar.end();
  }
  return { files: found.length, entities: first.size, problems };
}

function openFor(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    return fail(path, 'the folder of the index must be writable', (error as NodeJS.ErrnoException).code, 'choose another place with --output');
  }
}

/** Sorted, so that the index does not depend on the order of the disk. */
function catalogFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    fail(folder, 'an argument of index must be a folder', folder, 'name folders with checked-out repositories');
  }
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? SKIPPED.has(entry.name) ? [] : catalogFiles(path) : NAMES.has(entry.name) ? [path] : [];
    });
}

function entitiesOf(path: string, shown: string, problems: string[]): Entity[] {
  try {
    const written = readCatalogInfo(readFileSync(path, 'utf8'), shown).entities;
    const whole = join(dirname(path), 'governance', CATALOG_JSON);
    if (!existsSync(whole)) {
      return [...written];
    }
    const lines = new Map(written.map(item => [refOf(item), item.origin]));
    const generated = readJson(readFileSync(whole, 'utf8'), whole).entities.map(item => ({ ...item, origin: lines.get(refOf(item)) ?? { file: shown, line: 1 } }));
    const known = new Set(generated.map(refOf));
    return [...generated, ...written.filter(item => !known.has(refOf(item)) && !item.generated)];
  } catch (error) {
    if (error instanceof PlatformError) {
      problems.push(...error.problems);
      return [];
    }
    throw error;
  }
}

/** The first one has the name, as in the portal. Groups and domains are in the whole catalog of every program that names them. */
function isNew(item: Entity, file: string, first: Map<string, string>, problems: string[]): boolean {
  const reference = refOf(item);
  const before = first.get(reference);
  if (before === undefined) {
    first.set(reference, file);
    return true;
  }
  if (item.kind !== 'group' && item.kind !== 'domain') {
    problems.push(`[${file}:${item.origin?.line ?? 1}] an entity must be declared once, got ${reference}, which ${before} has as well; give one of them another name`);
  }
  return false;
}
