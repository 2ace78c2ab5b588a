import { existsSync, mkdirSync, renameSync, rmSync } from 'fs';
import { dirname, join } from 'path';
import { BASE_FOLDER, Lock } from './lock';

/** A change of where things are, which a new version makes once in every repository. */
export interface Migration {
  /** Version that it came with; repositories of an older one get it. */
  readonly version: string;
  /** What it does, for whoever reads the log. */
  readonly description: string;
  /** Files that have moved, the team's text with them. */
  readonly moves?: Readonly<Record<string, string>>;
  /** Files of the path's that are gone. A team's own text in them is kept. */
  readonly removals?: readonly string[];
}

/** The migrations of all versions, oldest first. */
export const MIGRATIONS: readonly Migration[] = [];

/** Makes the migrations that a repository has not had yet, and answers its lock as it is then. */
export function migrate(root: string, lock: Lock, migrations: readonly Migration[], log: (text: string) => void): Lock {
  const files = { ...lock.files };
  for (const { version, description, moves = {}, removals = [] } of migrations.filter(migration => isOlder(lock.version, migration.version))) {
    log(`${version}: ${description}`);
    for (const [from, to] of Object.entries(moves)) {
      move(root, from, to, log);
      move(root, `${BASE_FOLDER}/${from}`, `${BASE_FOLDER}/${to}`, log);
      if (files[from]) {
        files[to] = files[from];
        delete files[from];
      }
    }
    for (const path of removals.filter(removed => files[removed]?.class === 'managed')) {
      rmSync(join(root, path), { force: true });
      delete files[path];
    }
  }
  return { ...lock, files };
}

function move(root: string, from: string, to: string, log: (text: string) => void): void {
  if (!existsSync(join(root, from))) {
    return;
  }
  if (existsSync(join(root, to))) {
    log(`[${to}] is there already; ${from} stays where it is`);
    return;
  }
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(join(root, from), join(root, to));
}

/** Whether a version comes before another; a release comes after its pre-releases. */
export function isOlder(version: string, other: string): boolean {
  const [a, b] = [version, other].map(text => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const i of [0, 1, 2]) {
    if (a[i] !== b[i]) {
      return a[i] < b[i];
    }
  }
  return version.includes('-') && !other.includes('-');
}
