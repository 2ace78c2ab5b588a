/** What is asked: of which time, and which of the meanings that people give to a metric. Times are milliseconds since 1970 in UTC. */
export interface Question {
  /** What happened later is not known yet. */
  readonly now: number;
  /** The period, with its beginning and without its end. */
  readonly from: number;
  readonly to: number;
  /** Names of the production environment; `prod` means `prod-eu` as well. */
  readonly production: readonly string[];
  /** How long after a deployment a failure that names none is put down to it, in milliseconds. */
  readonly window: number;
  /** Where a change begins: with its first commit, with the commit that was deployed, or when it was merged. */
  readonly start: LeadTimeStart;
  /** Whether a deployment with repairs and other changes is rework, or only one with nothing else. */
  readonly mixed: 'any' | 'all';
  /** Whether going back to an earlier version counts as a deployment; otherwise it is a remedy. */
  readonly rollbacksCount: boolean;
}

export type LeadTimeStart = 'first-commit' | 'commit' | 'merge';

export const LEAD_TIME_STARTS: readonly LeadTimeStart[] = ['first-commit', 'commit', 'merge'];

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What is asked when nobody says otherwise. */
export const QUESTION_DEFAULTS = {
  production: ['prod', 'production'],
  window: 24 * HOUR,
  start: 'first-commit',
  mixed: 'any',
  rollbacksCount: false,
} as const;

/** Whether an environment is production: as the event says, else by its name. */
export function isProduction({ production, environment }: { readonly production?: boolean; readonly environment: string },
  names: readonly string[]): boolean {
  return production ?? names.some(name => environment === name || environment.startsWith(`${name}-`));
}

/** Whether a moment is in the period. */
export function inPeriod(at: number, { from, to }: Pick<Question, 'from' | 'to'>): boolean {
  return at >= from && at < to;
}
