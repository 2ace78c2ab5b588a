import { Writable } from 'stream';
import { SingleBar } from 'cli-progress';
import { CommandStream } from './context';

/** Tells how far a long piece of work is. */
export interface Progress {
  /** Says how much is done. */
  update(done: number): void;
  /** Takes the bar away, whatever came out. */
  end(): void;
}

const SILENT: Progress = { update: () => undefined, end: () => undefined };

/** A progress bar on a terminal; nothing where nobody watches. */
export function progress(stream: CommandStream, what: string, total: number): Progress {
  if (stream.isTTY !== true || total === 0) {
    return SILENT;
  }
  const bar = new SingleBar({
    stream: stream as unknown as Writable as NodeJS.WritableStream, format: `${what} [{bar}] {value}/{total}`, barsize: 30, clearOnComplete: true, hideCursor: true, fps: 10,
  });
  bar.start(total, 0);
  return { update: done => bar.update(done), end: () => bar.stop() };
}
