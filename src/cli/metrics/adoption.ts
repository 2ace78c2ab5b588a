import { Command } from 'commander';
import { printAnswer } from './output';
import { QuestionOptions, readQuestion, withQuestion } from './question-options';
import { StoreOptions, noteUnreadable, useStore, withStore } from './store-options';
import { Problems, throwProblems } from '../../core/problems';
import type { AdoptionOptions } from '../../metrics/definitions/adoption';
import { parseVersion } from '../../metrics/definitions/versions';
import { CommandContext } from '../context';

/** What counts as up to date. */
export interface VersionOptions {
  readonly floor?: string;
  readonly newest?: string;
  readonly minors: string;
  readonly activeDays: string;
}

interface AdoptionCommandOptions extends StoreOptions, QuestionOptions, VersionOptions {
  readonly json?: boolean;
}

/** Says what of the organisation is on the golden path. */
export function adoptionCommand(context: CommandContext): Command {
  return withVersions(withQuestion(withStore(new Command('adoption'))))
    .description('Says what of the organisation is on the golden path, from scans of the fleet, repositories and deployments.')
    .option('--json', 'as JSON')
    .action(async (options: AdoptionCommandOptions) => {
      const { adoption } = require('../../metrics/definitions/adoption') as typeof import('../../metrics/definitions/adoption'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { adoptionTables } = require('../../metrics/report/adoption-tables') as typeof import('../../metrics/report/adoption-tables'); // eslint-disable-line @typescript-eslint/no-require-imports
      const question = readQuestion(options);
      const versions = readVersions(options);
      await useStore(context, options, async (store) => {
        noteUnreadable(context, await store.contents(question.now));
        const answer = adoption(await store.adoption(question), versions, question);
        printAnswer(context, options.json, { question, adoption: answer }, () => adoptionTables(answer));
      });
    });
}

/** Adds the options that say what is up to date and what is active. */
export function withVersions(command: Command): Command {
  return command
    .option('--floor <version>', 'lowest version that conforms')
    .option('--newest <version>', 'newest version (default: the newest that anything is on)')
    .option('--minors <number>', 'minors that a service may be behind the newest', '2')
    .option('--active-days <number>', 'days after which a service of which nothing is heard is not active', '90');
}

export function readVersions({ floor, newest, minors, activeDays }: VersionOptions): AdoptionOptions {
  const problems = new Problems();
  for (const [option, version] of [['--floor', floor], ['--newest', newest]] as const) {
    problems.must(version === undefined || parseVersion(version) !== undefined, `[${option}] must be a version`, version, 'write 1.4.0');
  }
  for (const [option, number] of [['--minors', minors], ['--active-days', activeDays]] as const) {
    problems.must(/^\d+$/.test(number), `[${option}] must be a whole number`, number, 'write 2');
  }
  throwProblems(problems.list);
  return { floor, newest, minors: Number(minors), activeDays: Number(activeDays) };
}
