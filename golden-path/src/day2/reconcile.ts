import { Lock, sha256 } from './lock';
import { merge } from './merge';
import type { Files } from '../files/layers';

/** What a repository has. */
export interface OnDisk {
  /** Text of a file of the repository; undefined when there is none. */
  read(path: string): string | undefined;
  /** Text of a region as the path wrote it last; undefined when it never did. */
  base(path: string): string | undefined;
}

/** What is to be done about the files that a team writes in. */
export interface Reconciled {
  readonly writes: ReadonlyMap<string, string>;
  /** Regions as the path would have them, to be remembered. */
  readonly bases: ReadonlyMap<string, string>;
  /** Regions in which both have changed the same lines. */
  readonly conflicts: readonly string[];
  /** Samples that are new in this version, and whose place is taken. */
  readonly kept: readonly string[];
}

/**
 * Decides what happens to samples and regions. A sample is written when it is new, and again while the team has not touched it; one that the
 * team has changed or deleted stays as it is. A region keeps every line of the team's, and takes over what the path changes around them.
 */
export function reconcile(disk: OnDisk, lock: Lock | undefined, samples: Files, regions: Files): Reconciled {
  const writes = new Map<string, string>();
  const conflicts: string[] = [];
  const kept: string[] = [];
  const known = (path: string) => lock !== undefined && Object.hasOwn(lock.files, path);

  for (const [path, text] of samples) {
    const yours = disk.read(path);
    if (known(path)) {
      if (yours !== undefined && yours !== text && sha256(yours) === lock?.files[path].sha256) {
        writes.set(path, text);
      }
    } else if (yours === undefined) {
      writes.set(path, text);
    } else if (lock !== undefined) {
      kept.push(path);
    }
  }
  for (const [path, text] of regions) {
    const yours = disk.read(path);
    if (yours === undefined) {
      if (!known(path)) {
        writes.set(path, text);
      }
      continue;
    }
    // a file that was there before the path came is the team's, all of it
    const merged = merge(disk.base(path) ?? text, yours, text);
    if (merged.text !== yours) {
      writes.set(path, merged.text);
    }
    if (merged.conflicts > 0) {
      conflicts.push(path);
    }
  }
  return { writes, bases: regions, conflicts, kept };
}
