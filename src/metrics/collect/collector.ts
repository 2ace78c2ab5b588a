import { existsSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { fail } from '../../core/problems';
import { accepted } from '../events/accept';
import { CdEvent } from '../events/event';
import { makeEvent } from '../events/make-event';
import { MetricsStore } from '../store/store';

/** What has been collected so far, as plain data; each source writes what it needs to go on. */
export type CursorState = Readonly<Record<string, unknown>>;

/** A piece of what a source has, and where to go on when it is kept. */
export interface Piece {
  readonly events: readonly CdEvent[];
  readonly state: CursorState;
}

/** Something that tells of events. */
export interface Source {
  /** What it is and of what, such as `gitlab https://gitlab.example.com shop/checkout-api`: its place in the file of cursors. */
  readonly name: string;
  /** What it would have told of. */
  readonly kinds: readonly ('changes' | 'deployments' | 'incidents' | 'repositories')[];
  /** What is new since a state, oldest first. */
  pieces(state: CursorState): AsyncIterable<Piece>;
}

/** How a collection goes. */
export interface CollectOptions {
  readonly store: MetricsStore;
  /** File that says how far each source was collected. */
  readonly cursor?: string;
  /** RFC 3339: when it was collected. */
  readonly now: string;
  /** Told how many events there are so far. */
  readonly onProgress?: (events: number) => void;
}

/**
 * Collects what is new. Events are kept before the cursor moves: who is stopped in between collects some again, and an event that is there twice
 * counts once.
 */
export async function collect(source: Source, { store, cursor, now, onProgress }: CollectOptions): Promise<number> {
  const cursors = cursor === undefined ? {} : readCursors(cursor);
  let count = 0;
  for await (const { events, state } of source.pieces(cursors[source.name] ?? {})) {
    await store.append(accepted(events, index => events[index].context.id));
    count += events.length;
    cursors[source.name] = state;
    if (cursor !== undefined) {
      writeCursors(cursor, cursors);
    }
    onProgress?.(count);
  }
  await store.append(accepted([makeEvent({
    type: 'pavement-collection.finished', timestamp: now, source: '/pavement/collect', subject: source.name, content: { collector: source.name, kinds: source.kinds },
  })], () => source.name));
  return count;
}

function readCursors(file: string): Record<string, CursorState> {
  if (!existsSync(file)) {
    return {};
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, CursorState>;
  } catch {
    return fail('--cursor', 'the file must be one that a collection has written', file, 'remove it to collect everything again: what is there already counts once');
  }
}

function writeCursors(file: string, cursors: Readonly<Record<string, CursorState>>): void {
  writeFileSync(`${file}.tmp`, `${JSON.stringify(cursors, undefined, 1)}\n`);
  renameSync(`${file}.tmp`, file);
}
