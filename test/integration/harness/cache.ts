import { existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CACHE = resolve(__dirname, '..', '..', '..', '.cache');
const LOCK_LIFETIME_MS = 30 * 60 * 1000;

/** A path in the repository's ignored cache folder, where what is slow to make is kept between test runs. */
export function cachePath(...names: string[]): string {
  return join(CACHE, ...names);
}

/**
 * Makes a file or folder unless it is already there, and returns its path.
 *
 * `make` gets a temporary path to fill, renamed when it is complete: a half-made thing is never used.
 * Of several test processes that want the same thing, one makes it and the others wait.
 */
export async function makeOnce(target: string, make: (temporary: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  const temporary = `${target}.${process.pid}.tmp`;
  await withLock(target, async () => {
    if (existsSync(target)) return;
    try {
      rmSync(temporary, { recursive: true, force: true });
      await make(temporary);
      renameSync(temporary, target);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
  return target;
}

/** Does something while no other test process does anything under the same path's lock. A lock of a process that died is taken over. */
export async function withLock(path: string, action: () => Promise<void>): Promise<void> {
  const lock = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  while (!claim(lock)) await sleep(250);
  try {
    await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock: a link that points to nothing and names the process which holds it, so that it is made whole in one step. */
function claim(lock: string): boolean {
  try {
    symlinkSync(String(process.pid), lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    if (Date.now() - lstatSync(lock).mtimeMs > LOCK_LIFETIME_MS) return true;
    process.kill(Number(readlinkSync(lock)), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
