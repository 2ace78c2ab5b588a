import { writeFileSync } from 'fs';
import { resolve } from 'path';
import { Command, Option } from 'commander';
import { VersionOptions, readVersions, withVersions } from './adoption';
import { withEdition } from './dora';
import { QuestionOptions, readQuestion, withQuestion } from './question-options';
import { StoreOptions, noteUnreadable, useStore, withStore } from './store-options';
import { Problems, throwProblems } from '../../core/problems';
import type { Edition } from '../../metrics/editions/edition-names';
import type { MetricsReport } from '../../metrics/report/report';
import { CommandContext } from '../context';

type Format = 'text' | 'md' | 'json' | 'prometheus' | 'html';

interface ReportCommandOptions extends StoreOptions, QuestionOptions, VersionOptions {
  readonly format: Format;
  readonly edition: Edition;
  readonly out?: string;
  readonly trendPoints: string;
  readonly trendDays: string;
}

/** Writes everything that is known, for whoever reads it. */
export function reportCommand(context: CommandContext): Command {
  return withEdition(withVersions(withQuestion(withStore(new Command('report')))))
    .description('Writes everything that the log says: for a terminal, as Markdown, JSON, metrics for Prometheus, or one page with plots.')
    .addOption(new Option('--format <format>', 'what to write').choices(['text', 'md', 'json', 'prometheus', 'html']).default('text'))
    .option('--out <file>', 'where to write it (default: standard output)')
    .option('--trend-points <number>', 'parts of the trend', '6')
    .option('--trend-days <number>', 'days of each part', '30')
    .action(async (options: ReportCommandOptions) => {
      const { metricsReport } = require('../../metrics/report/report') as typeof import('../../metrics/report/report'); // eslint-disable-line @typescript-eslint/no-require-imports
      const question = readQuestion(options);
      const adoption = readVersions(options);
      const problems = new Problems();
      const [trendPoints, trendDays] = (['trendPoints', 'trendDays'] as const).map((name) => {
        problems.must(/^[1-9]\d{0,3}$/.test(options[name]), `[--${name === 'trendPoints' ? 'trend-points' : 'trend-days'}] must be a whole number from 1 to 9999`, options[name], 'write 6');
        return Number(options[name]);
      });
      throwProblems(problems.list);
      await useStore(context, options, async (store) => {
        const report = await metricsReport(store, question, { edition: options.edition, adoption, trendPoints, trendDays });
        noteUnreadable(context, report.contents);
        const text = textOf(report, options.format);
        if (options.out === undefined) {
          context.print(text);
        } else {
          writeFileSync(resolve(context.io.cwd, options.out), text);
        }
      });
    });
}

function textOf(report: MetricsReport, format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case 'md':
      return (require('../../metrics/report/markdown') as typeof import('../../metrics/report/markdown')).reportMarkdown(report); // eslint-disable-line @typescript-eslint/no-require-imports
    case 'prometheus':
      return (require('../../metrics/report/prometheus') as typeof import('../../metrics/report/prometheus')).prometheusText(report); // eslint-disable-line @typescript-eslint/no-require-imports
    case 'html':
      return (require('../../metrics/report/html') as typeof import('../../metrics/report/html')).reportHtml(report); // eslint-disable-line @typescript-eslint/no-require-imports
    case 'text': {
      const { reportHeading, reportTables } = require('../../metrics/report/report-tables') as typeof import('../../metrics/report/report-tables'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { tableText } = require('../../metrics/report/table') as typeof import('../../metrics/report/table'); // eslint-disable-line @typescript-eslint/no-require-imports
      return `Platform metrics, ${reportHeading(report)}\n\n${reportTables(report).map(tableText).join('\n')}`;
    }
  }
}
