import { readFileSync } from 'fs';
import { resolve } from 'path';
import { Command } from 'commander';
import { printAnswer } from './output';
import { time } from './question-options';
import { StoreOptions, useStore, withStore } from './store-options';
import { Problems, fail, throwProblems } from '../../core/problems';
import type { Answer } from '../../metrics/survey/aggregate';
import { CommandContext } from '../context';

interface SurveyOptions extends StoreOptions {
  readonly at: string;
}

/** Asks developers how satisfied they are, and says what they answered, never who. */
export function surveyCommand(context: CommandContext): Command {
  return new Command('survey')
    .description('Keeps what developers answer as counts of groups of at least five, never who answered what.')
    .addCommand(openCommand(context))
    .addCommand(recordCommand(context))
    .addCommand(surveyReportCommand(context));
}

function openCommand(context: CommandContext): Command {
  return withStore(new Command('open'))
    .description('Opens a survey: how many are asked in each team.')
    .argument('<survey>', 'its name, such as 2026-q4')
    .requiredOption('--invited <counts...>', 'how many are asked: team-payments=12')
    .requiredOption('--at <time>', 'when')
    .action(async (survey: string, options: SurveyOptions & { readonly invited: readonly string[] }) => {
      const problems = new Problems();
      const invited = Object.fromEntries(options.invited.map((text) => {
        const [, team, count] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
        problems.must(team !== undefined, '[--invited] must be a team and a number', text, 'write team-payments=12');
        return [team, Number(count)];
      }));
      await addEvents(context, options, problems, 'pavement-survey.opened', survey, [{ survey, invited }]);
    });
}

function recordCommand(context: CommandContext): Command {
  return withStore(new Command('record'))
    .description('Counts answers and keeps the counts. Teams of fewer than five are put together; fewer than five answers in all are not taken.')
    .argument('<survey>', 'its name')
    .requiredOption('--answers <file>', 'one answer per line as JSON: {"team": "team-payments", "csat": 4, "nps": 9}; - is standard input')
    .requiredOption('--at <time>', 'when the survey was closed')
    .action(async (survey: string, options: SurveyOptions & { readonly answers: string }) => {
      const { aggregate } = require('../../metrics/survey/aggregate') as typeof import('../../metrics/survey/aggregate'); // eslint-disable-line @typescript-eslint/no-require-imports
      const problems = new Problems();
      const answers = readAnswers(context, options.answers, problems);
      throwProblems(problems.list);
      const groups = aggregate(answers);
      if (!groups) {
        fail('--answers', 'there must be at least five answers', answers.length, 'wait for more: what so few say can be told apart');
      }
      await addEvents(context, options, problems, 'pavement-survey.responded', survey, groups.map(group => ({ survey, ...group })));
    });
}

function surveyReportCommand(context: CommandContext): Command {
  return withStore(new Command('report'))
    .description('Says how satisfied developers are, with how sure that is.')
    .requiredOption('--now <time>', 'moment up to which answers count')
    .option('--by-team', 'by team, where five or more have answered')
    .option('--json', 'as JSON')
    .action(async (options: StoreOptions & { readonly now: string; readonly byTeam?: boolean; readonly json?: boolean }) => {
      const { satisfaction, surveyTotals } = require('../../metrics/definitions/satisfaction') as typeof import('../../metrics/definitions/satisfaction'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { surveyTable } = require('../../metrics/report/survey-table') as typeof import('../../metrics/report/survey-table'); // eslint-disable-line @typescript-eslint/no-require-imports
      const problems = new Problems();
      const now = time('--now', options.now, problems);
      throwProblems(problems.list);
      await useStore(context, options, async (store) => {
        const groups = surveyTotals(await store.surveys(now), options.byTeam !== true).map(satisfaction);
        printAnswer(context, options.json, { surveys: groups }, () => [surveyTable(groups, options.byTeam === true)]);
      });
    });
}

async function addEvents(context: CommandContext, options: SurveyOptions, problems: Problems, type: string, survey: string,
  contents: readonly Record<string, unknown>[]): Promise<void> {
  const { accepted } = require('../../metrics/events/accept') as typeof import('../../metrics/events/accept'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { makeEvent } = require('../../metrics/events/make-event') as typeof import('../../metrics/events/make-event'); // eslint-disable-line @typescript-eslint/no-require-imports
  const at = time('--at', options.at, problems);
  throwProblems(problems.list);
  const timestamp = new Date(at).toISOString();
  const events = accepted(contents.map(content => makeEvent({ type, timestamp, source: '/pavement/survey', subject: survey, content })), () => survey);
  await useStore(context, options, async store => store.append(events));
  events.forEach(event => context.print(event.context.id));
}

function readAnswers({ io }: CommandContext, file: string, problems: Problems): Answer[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : resolve(io.cwd, file), 'utf8');
  } catch {
    return fail('--answers', 'the file must be readable', file, 'give a file with one answer per line');
  }
  return text.split('\n').map((line, index) => ({ line, index })).filter(({ line }) => line.trim() !== '').map(({ line, index }) => {
    let answer: Record<string, unknown> = {};
    try {
      answer = JSON.parse(line) as Record<string, unknown>;
    } catch {
      problems.must(false, `[${file}:${index + 1}] must be JSON`, line, 'write {"team": "team-payments", "csat": 4}');
    }
    const { team, csat, nps } = answer;
    problems.must(team === undefined || typeof team === 'string', `[${file}:${index + 1}] team must be a name`, team, 'leave it out where it is not known');
    problems.must(isScore(csat, 1, 5), `[${file}:${index + 1}] csat must be from 1 to 5`, csat, 'leave it out where it was not answered');
    problems.must(isScore(nps, 0, 10), `[${file}:${index + 1}] nps must be from 0 to 10`, nps, 'leave it out where it was not answered');
    // nothing else of a line is looked at: an address or a name beside a score goes no further
    return { team, csat, nps } as Answer;
  });
}

function isScore(value: unknown, low: number, high: number): boolean {
  return value === undefined || (Number.isInteger(value) && (value as number) >= low && (value as number) <= high);
}
