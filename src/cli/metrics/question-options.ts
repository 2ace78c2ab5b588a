import { Command, Option } from 'commander';
import { Problems, throwProblems } from '../../core/problems';
import { DAY, HOUR, LEAD_TIME_STARTS, LeadTimeStart, QUESTION_DEFAULTS, Question } from '../../metrics/definitions/question';

/** What the period is, and what the words mean. */
export interface QuestionOptions {
  readonly now: string;
  readonly from?: string;
  readonly to?: string;
  readonly days: string;
  readonly production: readonly string[];
  readonly windowHours: string;
  readonly start: LeadTimeStart;
  readonly mixed: 'any' | 'all';
  readonly countRollbacks?: boolean;
}

/** Adds the options that say what is asked. */
export function withQuestion(command: Command): Command {
  return command
    .requiredOption('--now <time>', 'moment up to which things have happened, such as 2026-11-24 or 2026-11-24T12:00:00Z')
    .option('--from <time>', 'beginning of the period (default: --days before its end)')
    .option('--to <time>', 'end of the period, which is not in it (default: --now)')
    .option('--days <number>', 'length of the period where --from is not given', '90')
    .option('--production <names...>', 'environments that are production, where the event does not say; prod is prod-eu too', [...QUESTION_DEFAULTS.production])
    .option('--window-hours <number>', 'how long after a deployment a failure that names none is put down to it', String(QUESTION_DEFAULTS.window / HOUR))
    .addOption(new Option('--start <point>', 'where a change begins').choices(LEAD_TIME_STARTS).default(QUESTION_DEFAULTS.start))
    .addOption(new Option('--mixed <rule>', 'whether a deployment with repairs and other changes is rework').choices(['any', 'all']).default(QUESTION_DEFAULTS.mixed))
    .option('--count-rollbacks', 'count going back as a deployment');
}

/** The question that options ask; every mistake in them at once. */
export function readQuestion(options: QuestionOptions): Question {
  const problems = new Problems();
  const now = time('--now', options.now, problems);
  const to = options.to === undefined ? now : time('--to', options.to, problems);
  const days = positive('--days', options.days, problems);
  const from = options.from === undefined ? to - days * DAY : time('--from', options.from, problems);
  const window = positive('--window-hours', options.windowHours, problems) * HOUR;
  if (problems.none) {
    problems.must(from < to, '[--from] the period must begin before it ends', `${options.from} and ${options.to ?? options.now}`, 'give an earlier --from or a later --to');
    problems.must(to <= now, '[--to] the period must not end after --now', options.to, 'give a later --now: what has not happened cannot be counted');
  }
  throwProblems(problems.list);
  const { production, start, mixed, countRollbacks = false } = options;
  return { now, from, to, production, window, start, mixed, rollbacksCount: countRollbacks };
}

/** A moment in UTC, in milliseconds; a date is its beginning. */
export function time(option: string, text: string, problems: Problems): number {
  const parsed = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : NaN;
  problems.must(!Number.isNaN(parsed), `[${option}] a time must be a date, or a date and time with its zone`, text, 'write 2026-11-24 or 2026-11-24T12:00:00Z');
  return parsed;
}

function positive(option: string, text: string, problems: Problems): number {
  const parsed = Number(text);
  problems.must(parsed > 0 && Number.isFinite(parsed), `[${option}] must be a number above 0`, text, 'write it as 90');
  return parsed;
}
