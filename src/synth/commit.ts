import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';

/** A step of a commit: a file takes its place, or, without `from`, a file goes away. */
export interface Move {
  readonly from?: string;
  readonly to: string;
}

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes several moves one step.
 *
 * `stage` writes the new files beside their places and names the moves. The moves are then noted in a journal; from that moment on the
 * new output is the valid one. Signals wait until all moves are done. A process that is killed in between leaves the journal, and the
 * next synth finishes its moves; a process that is killed before leaves only staged files, which the next synth clears away.
 *
 * @param stateDirectory - where the journal is kept while a commit is under way
 * @param stage - gets a function that names a staged file beside a target
 */
export function commit(stateDirectory: string, stage: (staging: (target: string, index: number) => string) => Move[]): void {
  mkdirSync(stateDirectory, { recursive: true });
  const run = `${process.pid}-${commits++}`;
  const staged = join(stateDirectory, `${run}.staged`);
  const journal = join(stateDirectory, `${run}.journal`);
  const files: string[] = [];
  writeFileSync(staged, '');
  try {
    const moves = stage((target, index) => {
      const file = join(dirname(resolve(target)), `.${basename(target)}.${run}-${index}`);
      files.push(file);
      return file;
    });
    writeFileSync(staged, JSON.stringify(moves.map(({ from, to }) => ({ from, to: resolve(to) }))));
    uninterrupted(() => {
      renameSync(staged, journal);
      replay(journal);
    });
  } catch (error) {
    // nothing has moved yet, or the journal says what has not
    if (existsSync(staged)) {
      files.forEach(file => rmSync(file, { force: true }));
      rmSync(staged, { force: true });
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
    const path = join(stateDirectory, name);
    const content = readFileSync(path, 'utf8');
    (content === '' ? [] : JSON.parse(content) as Move[]).forEach(({ from }) => from && rmSync(from, { force: true }));
    rmSync(path);
  }
  if (left.length > 0) {
    removeIfEmpty(stateDirectory);
  }
  return finished;
}

/** Makes the moves that have not been made yet. */
function replay(journal: string): string[] {
  const moves = JSON.parse(readFileSync(journal, 'utf8')) as Move[];
  const open = moves.filter(({ from, to }) => from === undefined ? existsSync(to) : existsSync(from));
  for (const { from, to } of open) {
    if (from === undefined) {
      rmSync(to, { force: true });
    } else {
      renameSync(from, to);
    }
  }
  rmSync(journal);
  return open.map(({ to }) => to);
}

/** Lets signals that would end the process wait until the work is done. */
function uninterrupted(work: () => void): void {
  const received: NodeJS.Signals[] = [];
  const note = (signal: NodeJS.Signals) => received.push(signal);
  INTERRUPTIONS.forEach(signal => process.on(signal, note));
  try {
    work();
  } finally {
    // a signal that came meanwhile is delivered to the listener before this callback, and ends the process now
    setImmediate(() => {
      INTERRUPTIONS.forEach(signal => process.removeListener(signal, note));
      received.forEach(signal => process.kill(process.pid, signal));
    });
  }
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

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) {
    rmdirSync(folder);
  }
}
