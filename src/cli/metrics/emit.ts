import { readFileSync } from 'fs';
import { resolve } from 'path';
import { Command, Option } from 'commander';
import { StoreOptions, useStore, withStore } from './store-options';
import { Problems, fail, shown, throwProblems } from '../../core/problems';
import type { Said } from '../../metrics/events/say';
import { CommandContext } from '../context';

interface EmitOptions extends StoreOptions, Omit<Said, 'commits'> {
  readonly at?: string;
  readonly source: string;
  readonly id?: string;
  readonly commits?: string;
  readonly checkout: string;
  readonly path?: string;
}

/** Says that something happened: `pavement metrics emit service.deployed --service … --environment … --artifact … --log DIR`. */
export function emitCommand(context: CommandContext): Command {
  return withStore(new Command('emit'))
    .description('Adds an event to the log, validated against the schema that CDEvents publishes. Says its id.')
    .argument('<type>', 'service.deployed, incident.detected, …, or a file with CDEvents as JSON, one per line (- is standard input)')
    .option('--at <time>', 'when it happened, as 2026-11-24T12:00:00Z (default: now)')
    .option('--source <uri>', 'who says so', '/pavement')
    .option('--id <id>', 'id of the event (default: follows from what it says, so that saying it twice is saying it once)')
    .option('--service <name>', 'the service')
    .option('--environment <name>', 'where')
    .addOption(new Option('--tier <tier>', 'what the environment is, where its name does not tell').choices(['production', 'staging', 'development']))
    .option('--artifact <purl>', 'what, such as pkg:oci/checkout-api@sha256%3A…')
    .option('--commits <commits>', 'what a deployment adds: SHAs with commas, or a range of git such as v1..HEAD, of which the older end is the base')
    .option('--checkout <folder>', 'where the range of git is read', '.')
    .option('--path <folder>', 'the folder of the service in a repository of many')
    .option('--base <sha>', 'what was there before; without it nobody knows what was added, and no lead time counts')
    .addOption(new Option('--outcome <outcome>', 'how the rollout went').choices(['success', 'failure']))
    .addOption(new Option('--reason <reason>', 'why it was deployed, if it was not planned').choices(['hotfix', 'fix-forward', 'rollback']))
    .option('--healthy-at <time>', 'when the rollout became healthy')
    .option('--gitops', 'somebody else rolls out: without --healthy-at it is not known to be there')
    .option('--repairs <ids...>', 'incidents, bug tickets or events of deployments that it repairs')
    .option('--incident <id>', 'the incident')
    .option('--deployments <ids...>', 'events of deployments that caused it')
    .option('--external', 'caused by the outage of somebody else')
    .option('--repository <id>', 'the repository')
    .option('--uri <uri>', 'of the repository')
    .option('--change <id>', 'the merge or pull request')
    .option('--first-commit-at <time>', 'when work on the change began')
    .option('--team <name>', 'whose service it is')
    .option('--version <version>', 'of the library')
    .option('--from <text>', 'name or version before')
    .option('--to <text>', 'name or version after')
    .option('--fork', 'a fork, which does not count')
    .option('--template-test', 'a trial of the template, which does not count')
    .option('--monorepo', 'a repository of many services')
    .action(async (type: string, options: EmitOptions) => {
      const { FORMS } = require('../../metrics/events/say') as typeof import('../../metrics/events/say'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { accepted } = require('../../metrics/events/accept') as typeof import('../../metrics/events/accept'); // eslint-disable-line @typescript-eslint/no-require-imports
      const events = FORMS[type] ? accepted([await eventOf(context, type, options)], () => type) : readEvents(context, type, accepted);
      await useStore(context, options, async store => store.append(events));
      events.forEach(event => context.print(event.context.id));
    });
}

async function eventOf({ io }: CommandContext, type: string, options: EmitOptions) {
  const { FORMS, say } = require('../../metrics/events/say') as typeof import('../../metrics/events/say'); // eslint-disable-line @typescript-eslint/no-require-imports
  const problems = new Problems();
  for (const name of FORMS[type].needs) {
    problems.must(options[name] !== undefined, `[${type}] ${optionOf(name)} must be given`, undefined, 'the event says nothing without it');
  }
  const timestamp = options.at ?? new Date().toISOString();
  problems.must(!Number.isNaN(Date.parse(timestamp)), `[${type}] --at must be a time`, timestamp, 'write 2026-11-24T12:00:00Z');
  throwProblems(problems.list);
  const { commits: given, base: givenBase, at, source, id, checkout, path, log, store, ...said } = options;
  const { commits, base } = await commitsOf(resolve(io.cwd, checkout), given, path);
  return say(type, { ...said, ...commits && { commits }, ...(givenBase ?? base) !== undefined && { base: givenBase ?? base } },
    { timestamp, source, id });
}

/** Commits as they are listed, or as git tells of them. */
async function commitsOf(checkout: string, given: string | undefined, path: string | undefined): Promise<{
  readonly commits?: object[];
  readonly base?: string;
}> {
  if (given === undefined || !given.includes('..')) {
    return { commits: given?.split(',').map(sha => ({ sha: sha.trim() })).filter(({ sha }) => sha !== '') };
  }
  const { gitHistory } = require('../../metrics/collect/git-history') as typeof import('../../metrics/collect/git-history'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { commitData } = require('../../metrics/collect/commit-data') as typeof import('../../metrics/collect/commit-data'); // eslint-disable-line @typescript-eslint/no-require-imports
  return { commits: (await gitHistory(checkout, given, path)).map(commitData), base: given.split('..')[0] };
}

function readEvents({ io }: CommandContext, file: string, accepted: typeof import('../../metrics/events/accept').accepted) {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : resolve(io.cwd, file), 'utf8');
  } catch (error) {
    return fail('emit', 'the type must be one that can be made from options, or a file of events', file, `see --help; ${(error as Error).message.split('\n')[0]}`);
  }
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => line.trim() !== '');
  const events = lines.map(({ line, number }): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      return fail(`${file}:${number}`, 'every line must hold an event as JSON', shown(line), 'write one event per line');
    }
  });
  return accepted(events, index => `${file}:${lines[index].number}`);
}

function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
