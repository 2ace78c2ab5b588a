import { UsageError } from './io';
import { Lock, readLock } from '../day2/lock';

/** The lock of the repository that a command runs in. */
export function lockOf(root: string): Lock {
  const lock = readLock(root);
  if (!lock) {
    throw new UsageError(root, 'the folder must be that of a repository on the path, with .platform/lock.json', undefined, 'change into it, or bring a repository onto the path with golden-path adopt');
  }
  return lock;
}
