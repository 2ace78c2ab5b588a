import { join } from 'path';
import { ANSWERS_PATH, LOCK_PATH, Lock, LockedFile, readEjected, readJson, sha256, toJson, tryRead } from './lock';
import { write } from './team-files';
import { PackageEntries, pathEntries } from './team-package';
import type { Files } from '../files/layers';

/** What a repository is, to be remembered. */
export interface State {
  readonly version: string;
  readonly type: string;
  readonly library: string;
  /** What the team has said. */
  readonly options: { readonly createdAt?: string };
  /** Paths of files that the path has written and the team must not change. */
  readonly managed: readonly string[];
  readonly samples: Files;
  readonly regions: Files;
  /** What a team has added to package.json. */
  readonly teamPackage: PackageEntries;
  readonly before: Lock | undefined;
}

interface Answers {
  readonly createdAt: string;
}

/** Writes lock and answers. */
export function writeState(root: string, state: State): void {
  const { version, type, library, options, managed, samples, regions, before } = state;
  const answers = answersOf(options);
  const createdAt = options.createdAt ?? readJson<Answers>(root, ANSWERS_PATH)?.createdAt ?? new Date().toISOString();
  write(root, ANSWERS_PATH, toJson({ type, createdAt, options: answers }));

  const ejected = readEjected(root);
  const files: Record<string, LockedFile> = {};
  for (const path of managed.filter(each => !Object.hasOwn(ejected, each))) {
    const content = tryRead(join(root, path));
    if (content) {
      files[path] = { class: 'managed', sha256: sha256(content) };
    }
  }
  for (const [path, text] of samples) {
    files[path] = { class: 'sample', sha256: sampleSha256(root, path, text, before) };
  }
  for (const [path, text] of regions) {
    files[path] = { class: 'region', sha256: sha256(text) };
  }
  // samples of options that were chosen once: should they be chosen again, what the team did with them still counts
  for (const [path, file] of Object.entries(before?.files ?? {})) {
    if (file.class !== 'managed' && !Object.hasOwn(files, path) && !Object.hasOwn(ejected, path)) {
      files[path] = file;
    }
  }
  const lock: Lock = { version, type, library, optionsSha256: sha256(toJson(answers)), package: pathEntries(root, state.teamPackage), files };
  write(root, LOCK_PATH, toJson(lock));
}

/** Of a sample that the team has changed, what the path had written; else what it writes now. */
function sampleSha256(root: string, path: string, text: string, before: Lock | undefined): string {
  const now = tryRead(join(root, path));
  const locked = before?.files[path]?.sha256;
  return locked === undefined || (now && sha256(now) === sha256(text)) ? sha256(text) : locked;
}

/** What the team has said; not where, not when, and nothing that projen adds for itself. */
function answersOf(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => value !== undefined && !name.startsWith('_') && !['outdir', 'createdAt'].includes(name)));
}
