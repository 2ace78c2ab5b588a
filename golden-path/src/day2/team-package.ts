import type { javascript } from 'projen';
import { Lock, isOnPath, readJson } from './lock';

/** Names of entries of package.json. */
export interface PackageEntries {
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly scripts: readonly string[];
  /** The fields themselves. */
  readonly fields: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
type Parts = Readonly<Record<keyof PackageEntries, Json>>;

const NONE: PackageEntries = { dependencies: [], devDependencies: [], scripts: [], fields: [] };

/**
 * Keeps what a team has added to package.json by itself, such as with `npm install`: packages, scripts and fields that the path neither writes
 * nor wrote last time. What both have is as the path has it.
 *
 * @returns what was kept
 */
export function keepTeamEntries(project: javascript.NodeProject, lock: Lock | undefined): PackageEntries {
  if (!isOnPath(project.outdir)) {
    return NONE;
  }
  const declared = new Set(project.deps.all.map(({ name }) => name));
  const { dependencies, devDependencies, scripts, fields } = partsOf(project.outdir);
  const team: Parts = {
    dependencies: without(dependencies, declared, lock?.package?.dependencies),
    devDependencies: without(devDependencies, declared, lock?.package?.devDependencies),
    // which of these the path writes is known once it has
    scripts: lock?.package ? without(scripts, new Set(lock.package.scripts)) : {},
    fields: lock?.package ? without(fields, new Set(lock.package.fields)) : {},
  };
  project.addDeps(...Object.entries(team.dependencies).map(([name, spec]) => `${name}@${String(spec)}`));
  project.addDevDeps(...Object.entries(team.devDependencies).map(([name, spec]) => `${name}@${String(spec)}`));
  Object.entries(team.scripts).forEach(([name, command]) => project.package.setScript(name, String(command)));
  Object.entries(team.fields).forEach(([name, value]) => project.package.addField(name, value));
  return namesOf(team);
}

/** What of package.json the path has written. */
export function pathEntries(root: string, team: PackageEntries): PackageEntries {
  const { dependencies, devDependencies, scripts, fields } = partsOf(root);
  return namesOf({
    dependencies: without(dependencies, new Set(team.dependencies)),
    devDependencies: without(devDependencies, new Set(team.devDependencies)),
    scripts: without(scripts, new Set(team.scripts)),
    fields: without(fields, new Set(team.fields)),
  });
}

function partsOf(root: string): Parts {
  const fields = readJson<Json>(root, 'package.json') ?? {};
  const part = (name: string) => (fields[name] ?? {}) as Json;
  return { dependencies: part('dependencies'), devDependencies: part('devDependencies'), scripts: part('scripts'), fields };
}

function without(entries: Json, names: ReadonlySet<string>, more: readonly string[] = []): Json {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !names.has(name) && !more.includes(name)));
}

function namesOf({ dependencies, devDependencies, scripts, fields }: Parts): PackageEntries {
  const names = (entries: Json) => Object.keys(entries).sort();
  return { dependencies: names(dependencies), devDependencies: names(devDependencies), scripts: names(scripts), fields: names(fields) };
}
