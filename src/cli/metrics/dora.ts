import { Command, Option } from 'commander';
import { printAnswer } from './output';
import { QuestionOptions, readQuestion, withQuestion } from './question-options';
import { StoreOptions, noteUnreadable, useStore, withStore } from './store-options';
import type { Grouping } from '../../metrics/definitions/delivery';
import { EDITIONS, Edition } from '../../metrics/editions/edition-names';
import { CommandContext } from '../context';

interface DoraOptions extends StoreOptions, QuestionOptions {
  readonly json?: boolean;
  readonly by: Grouping;
  readonly edition: Edition;
}

/** Says the five metrics of DORA. */
export function doraCommand(context: CommandContext): Command {
  return withEdition(withQuestion(withStore(new Command('dora'))))
    .description('Says deployment frequency, change lead time, change fail rate, recovery time and rework rate.')
    .addOption(new Option('--by <group>', 'one answer for each service or team').choices(['all', 'service', 'team']).default('all'))
    .option('--json', 'as JSON; durations in milliseconds')
    .action(async (options: DoraOptions) => {
      const { standing } = require('../../metrics/editions/edition') as typeof import('../../metrics/editions/edition'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { deliveryTables } = require('../../metrics/report/delivery-tables') as typeof import('../../metrics/report/delivery-tables'); // eslint-disable-line @typescript-eslint/no-require-imports
      const question = readQuestion(options);
      await useStore(context, options, async (store) => {
        noteUnreadable(context, await store.contents(question.now));
        const groups = await store.delivery(question, options.by);
        printAnswer(context, options.json,
          { question, by: options.by, groups: groups.map(group => ({ ...group, standing: standing(group, options.edition) })) },
          () => deliveryTables(groups, options.by, options.edition));
      });
    });
}

/** Adds the option that says which yardstick is held to the numbers. */
export function withEdition(command: Command): Command {
  return command.addOption(new Option('--edition <edition>', 'yardstick of DORA').choices(EDITIONS).default(EDITIONS[0]));
}
