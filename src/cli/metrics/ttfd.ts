import { Command } from 'commander';
import { printAnswer } from './output';
import { QuestionOptions, readQuestion, withQuestion } from './question-options';
import { StoreOptions, noteUnreadable, useStore, withStore } from './store-options';
import { CommandContext } from '../context';

interface TtfdOptions extends StoreOptions, QuestionOptions {
  readonly json?: boolean;
}

/** Says how long services take until they are first deployed. */
export function ttfdCommand(context: CommandContext): Command {
  return withQuestion(withStore(new Command('ttfd')))
    .description('Says how long services that began in the period took, or have waited, until they were first deployed.')
    .option('--json', 'as JSON; durations in milliseconds')
    .action(async (options: TtfdOptions) => {
      const { allTimesToFirstDeploy } = require('../../metrics/definitions/time-to-first-deploy') as typeof import('../../metrics/definitions/time-to-first-deploy'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { ttfdTable } = require('../../metrics/report/ttfd-table') as typeof import('../../metrics/report/ttfd-table'); // eslint-disable-line @typescript-eslint/no-require-imports
      const question = readQuestion(options);
      await useStore(context, options, async (store) => {
        noteUnreadable(context, await store.contents(question.now));
        const variants = allTimesToFirstDeploy(await store.histories(question), question);
        printAnswer(context, options.json, { question, timeToFirstDeploy: variants }, () => [ttfdTable(variants)]);
      });
    });
}
