import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A change of an object, as the API server reports it. */
export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/** Every change since the watch began, first each object as it was; nothing in between is missed, as it would be by asking again and again. */
export interface Watch<T> {
  readonly events: WatchEvent<T>[];
  stop(): Promise<void>;
}

/** Reads a stream of events, one JSON text per line, from a program that runs until it is stopped. */
export function watchLines<T>(file: string, args: string[], env: NodeJS.ProcessEnv): Watch<T> {
  const events: WatchEvent<T>[] = [];
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout }).on('line', (line) => { events.push(JSON.parse(line)); });
  const ended = new Promise<void>((resolve) => lines.once('close', resolve));
  child.on('error', () => lines.close());
  return {
    events,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
