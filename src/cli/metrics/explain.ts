import { Argument, Command } from 'commander';
import { VersionOptions, readVersions, withVersions } from './adoption';
import { printAnswer } from './output';
import { QuestionOptions, readQuestion, withQuestion } from './question-options';
import { StoreOptions, noteUnreadable, useStore, withStore } from './store-options';
import { EXPLAINABLE, Explainable } from '../../metrics/explain/explainable';
import { CommandContext } from '../context';

interface ExplainOptions extends StoreOptions, QuestionOptions, VersionOptions {
  readonly json?: boolean;
}

/** Lists every row of a metric for a service, and why. */
export function explainCommand(context: CommandContext): Command {
  return withVersions(withQuestion(withStore(new Command('explain'))))
    .description('Lists every row of a metric that is about a service: used, or left out and why.')
    .addArgument(new Argument('<metric>', 'what to explain').choices(EXPLAINABLE))
    .argument('<service>', 'any name that the service ever had')
    .option('--json', 'as JSON; durations in milliseconds')
    .action(async (metric: Explainable, service: string, options: ExplainOptions) => {
      const { explain } = require('../../metrics/explain/explain') as typeof import('../../metrics/explain/explain'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { explainTable } = require('../../metrics/report/explain-table') as typeof import('../../metrics/report/explain-table'); // eslint-disable-line @typescript-eslint/no-require-imports
      const question = readQuestion(options);
      const versions = readVersions(options);
      await useStore(context, options, async (store) => {
        noteUnreadable(context, await store.contents(question.now));
        const rows = await explain(metric, service, store, question, versions);
        printAnswer(context, options.json, { question, metric, service, rows }, () => [explainTable(metric, service, rows)]);
      });
    });
}
