import { spawnSync } from 'child_process';
import { realpathSync, statSync } from 'fs';
import { relative, resolve, sep } from 'path';
import { compareCatalogs, entitiesIn } from '../../catalog/compare';
import { refOf } from '../../catalog/entity-ref';
import { findEntities } from '../../catalog/find-entities';
import type { Entity } from '../../catalog/model';
import { CATALOG_INFO } from '../../catalog/portals/portal';
import { readJson } from '../../catalog/read-catalog';
import { readCatalogInfo } from '../../catalog/read-catalog-info';
import { fail } from '../../core/problems';

/** What changed between two revisions: entities, and files that belong to none. */
export interface GitChanges {
  readonly references: readonly string[];
  readonly files: readonly string[];
  /** How many files changed outside of the program's folder. */
  readonly outside: number;
}

/** What every synth writes, and what says nothing of one entity. */
const OF_EVERYBODY = /^(governance\/(?!waivers\.yaml$)|pavement\.ledger\.json$|cdktf\.out\/manifest\.json$)/;

/**
 * The entities that a range of revisions changes: by what the catalog of a program said before and after, and by the files that belong to them.
 *
 * @param from - the program's folder; a file of a catalog or an index is about the program in the folder where the command runs
 */
export function changedEntities(cwd: string, range: string, from: string, entities: readonly Entity[]): GitChanges {
  const root = git(cwd, ['rev-parse', '--show-toplevel'], range).trim();
  const [before, after] = revisionsOf(cwd, range);
  const folder = statSync(resolve(cwd, from)).isDirectory() ? resolve(cwd, from) : cwd;
  const path = relative(realpathSync(root), realpathSync(folder)).split(sep).join('/');
  const prefix = path === '' ? '' : `${path}/`;
  const all = git(root, ['diff', '--name-only', '-z', range, '--'], range).split('\0').filter(file => file !== '');
  const files = all.filter(file => file.startsWith(prefix)).map(file => file.slice(prefix.length));
  const references = new Set<string>();
  const own = new Set<string>();
  for (const catalog of ['governance/catalog.json', CATALOG_INFO]) {
    const [old, now] = [before, after].map(revision => entitiesAt(root, revision, `${prefix}${catalog}`));
    [...old, ...now].forEach(item => own.add(refOf(item)));
    entitiesIn(compareCatalogs(old, now)).forEach(reference => references.add(reference));
  }
  // in an index, other programs have files of the same names
  const candidates = own.size === 0 ? entities : entities.filter(item => own.has(refOf(item)));
  const unassigned: string[] = [];
  for (const file of files.filter(changed => changed !== CATALOG_INFO && !OF_EVERYBODY.test(changed))) {
    const found = file.endsWith('/cdk.tf.json') ? resourcesChanged(root, before, after, `${prefix}${file}`, candidates) : findEntities(candidates, file).entities;
    found.forEach(item => references.add(refOf(item)));
    if (found.length === 0) {
      unassigned.push(file);
    }
  }
  return { references: [...references].sort(), files: unassigned, outside: all.length - files.length };
}

/** Whether a text names a revision. */
export function isRevision(cwd: string, text: string): boolean {
  return !text.startsWith('-') && spawnSync('git', ['rev-parse', '--verify', '--quiet', `${text}^{commit}`], { cwd }).status === 0;
}

/** Both ends of a range; with three dots the first is where the branches parted. */
function revisionsOf(cwd: string, range: string): [string, string] {
  const [first, second] = range.split(/\.{2,3}/);
  const [left, right] = [first || 'HEAD', second || 'HEAD'];
  return [range.includes('...') ? git(cwd, ['merge-base', left, right], range).trim() : left, right];
}

function entitiesAt(cwd: string, revision: string, path: string): readonly Entity[] {
  const text = show(cwd, revision, path);
  if (text === undefined) {
    return [];
  }
  const { entities } = path.endsWith('.json') ? readJson(text, `${revision}:${path}`) : readCatalogInfo(text, `${revision}:${path}`);
  return entities;
}

/** Whoever has a Terraform resource that is not as it was. */
function resourcesChanged(cwd: string, before: string, after: string, path: string, entities: readonly Entity[]): Entity[] {
  const [old, now] = [before, after].map(revision => resourcesIn(show(cwd, revision, path)));
  const addresses = [...new Set([...old.keys(), ...now.keys()])].filter(address => old.get(address) !== now.get(address));
  return addresses.flatMap(address => findEntities(entities, address).entities);
}

function resourcesIn(text: string | undefined): Map<string, string> {
  const { resource = {} } = JSON.parse(text ?? '{}') as { resource?: Record<string, Record<string, unknown>> };
  return new Map(Object.entries(resource).flatMap(([type, byName]) => Object.entries(byName).map(([name, body]) => [`${type}.${name}`, JSON.stringify(body)])));
}

function show(cwd: string, revision: string, path: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['show', `${revision}:${path}`], { cwd, encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}

function git(cwd: string, args: string[], range: string): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 });
  return status === 0 ? stdout : fail(range, 'a range must be one of git revisions, in a repository', range, error?.message ?? stderr.trim().split('\n')[0]);
}

