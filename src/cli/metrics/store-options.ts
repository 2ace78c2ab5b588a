import { resolve } from 'path';
import { Command } from 'commander';
import { fail } from '../../core/problems';
import type { MetricsStore, StoreContents } from '../../metrics/store/store';
import { CommandContext } from '../context';

/** Where the events are. */
export interface StoreOptions {
  readonly log?: string;
  readonly store?: string;
}

/** Adds the options that say where the events are. */
export function withStore(command: Command): Command {
  return command
    .option('--log <folder>', 'event log: a folder with a file for each month')
    .option('--store <url>', 'PostgreSQL in its place: postgres://user@host/database; the password comes from PGPASSWORD');
}

/** Does something with the store that the options name, and closes it. */
export async function useStore<T>(context: CommandContext, { log, store }: StoreOptions, work: (store: MetricsStore) => Promise<T>): Promise<T> {
  const opened = open(context, log, store);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

function open({ io }: CommandContext, log: string | undefined, store: string | undefined): MetricsStore {
  if ((log === undefined) === (store === undefined)) {
    fail('--log', 'one place of the events must be given', log === undefined ? undefined : `${log} and a store`, 'give --log FOLDER or --store URL');
  }
  if (store === undefined) {
    const { FolderStore } = require('../../metrics/store/folder-store') as typeof import('../../metrics/store/folder-store'); // eslint-disable-line @typescript-eslint/no-require-imports
    return new FolderStore(resolve(io.cwd, log!));
  }
  if (!/^postgres(ql)?:\/\//.test(store)) {
    fail('--store', 'the store must be a URL of PostgreSQL', store.split(':')[0], 'write postgres://user@host/database');
  }
  const { PostgresStore } = require('../../metrics/store/postgres-store') as typeof import('../../metrics/store/postgres-store'); // eslint-disable-line @typescript-eslint/no-require-imports
  return new PostgresStore(store, io.env.PGPASSWORD);
}

/** Names what could not be read, on standard error: an answer from part of a log says so. */
export function noteUnreadable(context: CommandContext, { unreadable, conflicts, later }: StoreContents): void {
  unreadable.forEach(line => context.note(`left out: ${line}`));
  conflicts.forEach(id => context.note(`left out: a second event with the id ${id}, which says something else`));
  if (later > 0) {
    context.note(`left out: ${later} ${later === 1 ? 'event' : 'events'} later than --now`);
  }
}
