import { relative, resolve } from 'path';
import { Command } from 'commander';
import { CommandContext } from './context';
import { printAnswer } from './metrics/output';
import { StoreOptions, useStore, withStore } from './metrics/store-options';
import { progress } from './progress';
import { plural } from '../core/plural';
import { fail } from '../core/problems';
import type { RepositoryState } from '../fleet/repository-state';

interface ScanOptions extends StoreOptions {
  readonly now?: string;
  readonly source: string;
  readonly json?: boolean;
}

/** Repositories that are read at the same time. */
const AT_ONCE = 32;

/** `pavement fleet`: what many repositories have in common, and what not. */
export function fleetCommand(context: CommandContext): Command {
  const scan = withStore(new Command('scan'))
    .description('Says of each repository whether it is on the golden path, in which version, what of it was changed by hand, which ways around the '
      + 'platform it takes, and its waivers. Reads files and runs nothing. With --log or --store the answers become events, from which adoption is computed.')
    .argument('<place...>', 'folders with clones, or files that list folders, one per line')
    .option('--now <time>', 'when it is scanned, as 2026-11-24T12:00:00Z (default: now)')
    .option('--source <uri>', 'who says so, in the events', '/pavement/fleet')
    .option('--json', 'as JSON')
    .action(async (places: string[], options: ScanOptions) => {
      const now = options.now ?? new Date().toISOString();
      if (Number.isNaN(Date.parse(now))) {
        fail('--now', 'the time must be a time', now, 'write 2026-11-24T12:00:00Z');
      }
      const states = await scanned(context, places);
      await record(context, options, states, now);
      const { fleetTables } = require('../fleet/fleet-tables') as typeof import('../fleet/fleet-tables'); // eslint-disable-line @typescript-eslint/no-require-imports
      printAnswer(context, options.json, { repositories: states }, () => fleetTables(states, now.slice(0, 10)));
    });
  return new Command('fleet').description('Looks at many repositories at once.').addCommand(scan);
}

async function scanned(context: CommandContext, places: readonly string[]): Promise<RepositoryState[]> {
  const { findRepositories } = require('../fleet/find-repositories') as typeof import('../fleet/find-repositories'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { readRepository } = require('../fleet/read-repository') as typeof import('../fleet/read-repository'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { inParallel } = require('../core/parallel') as typeof import('../core/parallel'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { cwd, stderr } = context.io;
  const roots = [...new Set((await Promise.all(places.map(async place => findRepositories(resolve(cwd, place))))).flat())].sort();
  if (roots.length === 0) {
    fail('fleet scan', 'there must be a repository', places.join(', '), 'give a folder with clones: folders with .git or .platform');
  }
  const bar = progress(stderr, 'repositories', roots.length);
  let done = 0;
  try {
    return await inParallel(roots, AT_ONCE, async root => {
      const state = await readRepository(root);
      bar.update(++done);
      return { ...state, path: relative(cwd, root) || '.' };
    });
  } finally {
    bar.end();
  }
}

/** Adds what was found to the log, where one is named. */
async function record(context: CommandContext, options: ScanOptions, states: readonly RepositoryState[], now: string): Promise<void> {
  if (options.log === undefined && options.store === undefined) {
    return;
  }
  const { scanEvent } = require('../fleet/scan-event') as typeof import('../fleet/scan-event'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { accepted } = require('../metrics/events/accept') as typeof import('../metrics/events/accept'); // eslint-disable-line @typescript-eslint/no-require-imports
  const events = accepted(states.map(state => scanEvent(state, now, options.source)), index => states[index].path);
  await useStore(context, options, async store => store.append(events));
  context.note(`${plural(events.length, 'event')} recorded`);
}
