import { createHash } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import type { PackageEntries } from './team-package';
import type { FileClass } from '../files/layers';

/** Where a repository keeps what the path has to remember. */
export const STATE = '.platform';
export const LOCK_PATH = `${STATE}/lock.json`;
export const ANSWERS_PATH = `${STATE}/answers.json`;
export const EJECTED_PATH = `${STATE}/ejected.json`;
/** Folder of the regions as the path wrote them last: the common ancestor of the team's text and the next version's. */
export const BASE_FOLDER = `${STATE}/base`;

/** A file that the path knows of. */
export interface LockedFile {
  readonly class: FileClass;
  /** Of managed files as they are, of others as the path wrote them last. */
  readonly sha256: string;
}

/** What the path wrote into a repository, and which version of it did. */
export interface Lock {
  /** Version of this package. */
  readonly version: string;
  /** Project type. */
  readonly type: string;
  /** The library, as package.json names it. */
  readonly library: string;
  readonly optionsSha256: string;
  /** What the path wrote into package.json; what else is in it is the team's. */
  readonly package?: PackageEntries;
  readonly files: Readonly<Record<string, LockedFile>>;
}

export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The lock of a repository; undefined where there is none yet. */
export function readLock(root: string): Lock | undefined {
  return readJson<Lock>(root, LOCK_PATH);
}

/** Whether the path has written into a repository; one that a portal's form has made has no lock yet, which is made of digests. */
export function isOnPath(root: string): boolean {
  return existsSync(join(root, LOCK_PATH)) || existsSync(join(root, BASE_FOLDER));
}

/** Files that the team has taken over, with the reason. */
export function readEjected(root: string): Readonly<Record<string, string>> {
  return readJson<Record<string, string>>(root, EJECTED_PATH) ?? {};
}

export function readJson<T>(root: string, path: string): T | undefined {
  const text = tryRead(join(root, path))?.toString('utf8');
  return text === undefined ? undefined : JSON.parse(text) as T;
}

/** Content of a file; undefined when there is none. */
export function tryRead(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** JSON as the path writes it: keys sorted, two spaces, a line end. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, inner]) => [key, sorted(inner)]))
    : value;
}
