import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'fs';
import { dirname, join, relative, sep } from 'path';
import { parsePortalText, portalText } from './portal-text';
import { Difference, compareCatalogs } from '../../catalog/compare';
import { edgesOf } from '../../catalog/graph';
import { Catalog, Entity } from '../../catalog/model';
import { PORTALS } from '../../catalog/portals/all';
import { declaredEntities } from '../../catalog/portals/backstage';
import { CATALOG_INFO, Loss, Portal, PortalFile } from '../../catalog/portals/portal';
import { fail } from '../../core/problems';
import { entitiesYaml } from '../../synth/catalog-info';
import { mergeCatalogInfo } from '../../synth/merge-catalog-info';

export interface BuildOptions {
  readonly portal: string;
  readonly output: string;
  readonly replaces?: string;
  readonly dryRun?: boolean;
}

/** What was written for a portal, and what became of the graph. */
export interface BuiltPortal {
  readonly written: readonly string[];
  readonly losses: readonly Loss[];
  /** What the portal's rules say against it, and edges that would be lost without a word. */
  readonly problems: readonly string[];
  /** From what the portal before has to what this one gets. */
  readonly difference?: Difference;
}

/** Writes a catalog for a portal: all files or, where its rules are broken, none. */
export function buildPortal(catalog: Catalog, { portal: name, output, replaces, dryRun }: BuildOptions): BuiltPortal {
  const portal = portalOf(name);
  const { files, losses } = portal.emit(catalog);
  const readBack = portal.parse(files).entities;
  const problems = [...portal.problems(files), ...lostEdges(catalog.entities, readBack, losses)];
  const texts = problems.length > 0 ? [] : files.map(file => ({ path: file.path, text: textOf(file, catalog, join(output, file.path)) }));
  const difference = replaces === undefined ? undefined : compareCatalogs(graphOnly(existing(portalOf(replaces), output)), graphOnly(readBack));
  if (!dryRun) {
    writeAll(texts, output);
  }
  return { written: texts.map(({ path }) => path), losses, problems, difference };
}

function portalOf(name: string): Portal {
  return PORTALS.find(portal => portal.name === name) ?? fail(name, `a portal must be one of ${PORTALS.map(portal => portal.name).join(', ')}`, name, 'correct it');
}

/** Backstage's file is written to by people as well. */
function textOf(file: PortalFile, catalog: Catalog, path: string): string {
  if (file.path !== CATALOG_INFO) {
    return portalText(file);
  }
  const entities = declaredEntities(catalog);
  return existsSync(path) ? mergeCatalogInfo(entities, readFileSync(path, 'utf8'), CATALOG_INFO).content : entitiesYaml(entities);
}

/** An edge may only go where the loss report says so. */
function lostEdges(before: readonly Entity[], after: readonly Entity[], losses: readonly Loss[]): string[] {
  const gone = new Set(losses.filter(({ emittedAs }) => emittedAs === undefined).flatMap(({ entities }) => entities));
  const there = new Set(edgesOf(after).map(({ from, kind, to }) => `${from} ${kind} ${to}`));
  return edgesOf(before).filter(({ from, kind, to }) => !gone.has(from) && !there.has(`${from} ${kind} ${to}`))
    .map(({ from, kind, to }) => `${from} ${kind} ${to} would be lost`);
}

/** What another portal's files in a folder say. */
function existing(portal: Portal, folder: string): readonly Entity[] {
  const wanted = new Set(portal.emit({ labelDomain: '', library: '', entities: [] }).files.map(({ path }) => path));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => path.split(sep).join('/')).filter(path => !path.includes('node_modules/'));
  const own = paths.filter(path => wanted.has(path) || belongsTo(portal.name, path)).sort();
  return own.length === 0
    ? fail(portal.name, `the folder must hold files of ${portal.title}`, relative(process.cwd(), folder) || '.', 'leave --replaces out, or name their folder with --output')
    : portal.parse(own.map(path => parsePortalText(path, readFileSync(join(folder, path), 'utf8')))).entities;
}

/** The files of portals that have one for each entity. */
function belongsTo(name: string, path: string): boolean {
  return { cortex: /^\.cortex\/catalog\/[^/]+\.yaml$/, opslevel: /^\.opslevel\/[^/]+\/opslevel\.yml$/, score: /^score\/[^/]+\.score\.yaml$/ }[name]?.test(path) ?? false;
}

/** Who is there and what leads where; how it is described is another matter. */
function graphOnly(entities: readonly Entity[]): Entity[] {
  return entities.map(({ kind, namespace, name, type, owner, system, domain, parent, dependsOn, provides, consumes }) => ({
    kind, namespace, name, type, owner, system, domain, parent, dependsOn, provides, consumes, tags: [], links: [], environments: [],
  }));
}

function writeAll(files: readonly { readonly path: string; readonly text: string }[], folder: string): void {
  const staged = files.map(({ path, text }) => {
    const target = join(folder, path);
    const temporary = `${target}.${process.pid}.tmp`;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(temporary, text);
    return { temporary, target };
  });
  staged.forEach(({ temporary, target }) => renameSync(temporary, target));
}

