import { UsageError } from './io';
import { LOCK_PATH, Lock, readLock } from '../day2/lock';
import { PROJECT_TYPES, ProjectType } from '../types';

/** The lock of the repository that a command runs in. */
export function lockOf(root: string): Lock {
  const lock = readLock(root);
  if (!lock) {
    throw new UsageError(root, 'the folder must be that of a repository on the path, with .platform/lock.json', undefined, 'change into it, or bring a repository onto the path with golden-path adopt');
  }
  return lock;
}

/** The type of the repository that a command runs in. */
export function typeOf(root: string): ProjectType {
  const { type } = lockOf(root);
  if (!Object.hasOwn(PROJECT_TYPES, type)) {
    throw new UsageError(LOCK_PATH, `type must be one of ${Object.keys(PROJECT_TYPES).join(', ')}`, type, 'use the version of the path that wrote it, or a newer one');
  }
  return PROJECT_TYPES[type];
}
