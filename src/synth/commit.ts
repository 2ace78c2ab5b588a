import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';

/** What a commit does to a file: gives it new content or, without `content`, removes it. */
export interface Change {
  readonly path: string;
  readonly content?: string;
  /** The output folder it is in; folders below that are made and removed as files need them. */
  readonly root: string;
}

/** A step of a commit, as it is noted on the disk: a staged file takes its place or, without `from`, a file goes away. */
interface Move {
  readonly from?: string;
  readonly to: string;
  readonly root: string;
}

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes several changes one step.
 *
 * The new files are written beside their places first. Then the list of moves becomes the journal; from that moment on the new output is
 * the valid one. Signals wait until all moves are made. A process that is killed in between leaves the journal, and the next synth
 * finishes its moves; a process that is killed before leaves only staged files, which the next synth clears away.
 *
 * @param stateDirectory - where the list of moves is kept while a commit is under way
 * @param changes - what to do, each path once
 */
export function commit(stateDirectory: string, changes: readonly Change[]): void {
  const run = `${process.pid}-${commits++}`;
  const moves = changes.map(({ path, content, root }, i): Move => ({
    from: content === undefined ? undefined : resolve(dirname(path), `.pavement-${run}-${i}`), to: resolve(path), root: resolve(root),
  }));
  const staged = join(stateDirectory, `${run}.staged`);
  const journal = join(stateDirectory, `${run}.journal`);
  try {
    mkdirSync(stateDirectory, { recursive: true });
    // noted before the first staged file is there, so that every one of them is found again
    writeFileSync(staged, JSON.stringify(moves));
    new Set(moves.filter(({ from }) => from !== undefined).map(({ to }) => dirname(to))).forEach(folder => mkdirSync(folder, { recursive: true }));
    changes.forEach((change, i) => stage(change, moves[i]));
    uninterrupted(() => {
      renameSync(staged, journal);
      replay(journal);
    });
  } catch (error) {
    // nothing has moved yet, or the journal says what has not
    if (existsSync(staged)) {
      discard(staged, moves);
    }
    throw error;
  } finally {
    removeIfEmpty(stateDirectory);
  }
}

let commits = 0;

/**
 * Finishes commits of processes that were killed while moving files, and clears away what processes left that were killed before.
 *
 * @returns the files that took their place only now
 */
export function finishInterrupted(stateDirectory: string): string[] {
  const left = existsSync(stateDirectory) ? readdirSync(stateDirectory).filter(name => !isAlive(Number(name.split('-')[0]))) : [];
  const finished = left.filter(name => name.endsWith('.journal')).flatMap(name => replay(join(stateDirectory, name)));
  for (const name of left.filter(other => other.endsWith('.staged'))) {
    const list = join(stateDirectory, name);
    discard(list, movesIn(list));
  }
  removeIfEmpty(stateDirectory);
  return finished;
}

/** Whatever can refuse a move should refuse here, while the previous output is untouched. */
function stage({ content }: Change, { from, to }: Move): void {
  if (from === undefined || content === undefined) {
    accessSync(dirname(to), constants.W_OK);
  } else {
    writeFileSync(from, content);
  }
}

/** Makes the moves that have not been made yet. */
function replay(journal: string): string[] {
  const moves = movesIn(journal);
  const open = moves.filter(({ from, to }) => existsSync(from ?? to));
  for (const { from, to } of open) {
    if (from === undefined) {
      rmSync(to, { force: true });
    } else {
      renameSync(from, to);
    }
  }
  clearFolders(moves.filter(({ from }) => from === undefined));
  rmSync(journal);
  return open.map(({ to }) => to);
}

/** Removes what was staged for moves that will not be made. */
function discard(list: string, moves: readonly Move[]): void {
  for (const { from } of moves) {
    if (from !== undefined) {
      rmSync(from, { force: true });
    }
  }
  clearFolders(moves);
  rmSync(list);
}

function movesIn(list: string): Move[] {
  try {
    return JSON.parse(readFileSync(list, 'utf8')) as Move[];
  } catch {
    // cut off while it was written: then nothing had been staged
    return [];
  }
}

let held = false;

/** Lets signals that would end the process wait until the work is done. */
function uninterrupted(work: () => void): void {
  if (!held) {
    held = true;
    const received = new Set<NodeJS.Signals>();
    const note = (signal: NodeJS.Signals) => received.add(signal);
    INTERRUPTIONS.forEach(signal => process.on(signal, note));
    // signals reach their listeners when the program yields, before this callback
    setImmediate(() => {
      held = false;
      INTERRUPTIONS.forEach(signal => process.removeListener(signal, note));
      // a program with a listener of its own has heard the signal and decides by itself
      [...received].filter(signal => process.listenerCount(signal) === 0).forEach(signal => process.kill(process.pid, signal));
    });
  }
  work();
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the folders that moves have left empty, each looked at once. */
function clearFolders(moves: readonly Move[]): void {
  new Map(moves.map(({ to, root }) => [dirname(to), root])).forEach((root, folder) => removeEmptyFolders(folder, root));
}

function removeEmptyFolders(folder: string, root: string): void {
  if (folder !== root) {
    removeIfEmpty(folder);
    if (!existsSync(folder)) {
      removeEmptyFolders(dirname(folder), root);
    }
  }
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) {
    rmdirSync(folder);
  }
}
