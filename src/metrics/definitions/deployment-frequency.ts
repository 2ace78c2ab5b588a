import { JudgedDeployment } from './failures';
import { DAY, Question, inPeriod } from './question';
import { OUTSIDE, Row, excludedBy } from './row';

/** How often production changes. */
export interface DeploymentFrequency {
  /** Distinct deployments that became healthy. */
  readonly n: number;
  /** Null where no deployment was ever collected. */
  readonly perDay: number | null;
  /** Days with a deployment in a week, the median of the period's whole weeks; null without a whole week. */
  readonly deployDaysPerWeek: number | null;
  readonly excluded: Readonly<Record<string, number>>;
}

/** Every event of a deployment in production: counted, or why not. */
export function frequencyRows(deployments: readonly JudgedDeployment[], question: Question): Row[] {
  return deployments.flatMap(({ fact, repeats }) => [
    { service: fact.service, subject: fact.id, at: fact.at, reason: notCounted(fact, question) },
    ...repeats.map(repeat => ({
      service: fact.service,
      subject: repeat.fact.id,
      at: repeat.fact.at,
      reason: inPeriod(repeat.fact.at, question) ? repeat.reason : OUTSIDE,
    })),
  ]);
}

function notCounted({ at, outcome, reason }: JudgedDeployment['fact'], question: Question): string | undefined {
  if (!inPeriod(at, question)) {
    return OUTSIDE;
  }
  switch (outcome) {
    case 'failure':
      return 'rollout-failed';
    case 'pending':
      return 'not-known-to-be-healthy';
    case 'success':
      return reason === 'rollback' && !question.rollbacksCount ? 'rollback' : undefined;
  }
}

/** Rows of one service or of many. */
export function deploymentFrequency(rows: readonly Row[], question: Question): DeploymentFrequency {
  const used = rows.filter(({ reason }) => reason === undefined);
  const days = [...new Set(used.map(({ at }) => Math.floor(at / DAY)))];
  return frequencyFrom({ n: used.length, known: rows.length > 0, excluded: excludedBy(rows), daysInWeeks: daysInWeeks(days, question) }, question);
}

/** What has been counted, by whoever counted it. */
export interface FrequencyCounts {
  readonly n: number;
  /** Whether there is any deployment at all, in the period or not. */
  readonly known: boolean;
  readonly excluded: Readonly<Record<string, number>>;
  /** Days with a deployment, of each week of the period that has any, by its number. */
  readonly daysInWeeks: ReadonlyMap<number, number>;
}

/** Rates from counts. */
export function frequencyFrom({ n, known, excluded, daysInWeeks: weeks }: FrequencyCounts, { from, to }: Question): DeploymentFrequency {
  const whole = Math.floor((to - from) / (7 * DAY));
  const perWeek = Array.from({ length: whole }, (_, week) => weeks.get(week) ?? 0).sort((a, b) => a - b);
  return {
    n,
    perDay: known && to > from ? n / ((to - from) / DAY) : null,
    deployDaysPerWeek: known && whole > 0 ? (perWeek[Math.floor((whole - 1) / 2)] + perWeek[Math.floor(whole / 2)]) / 2 : null,
    excluded,
  };
}

/** Weeks count from the first day of the period; a day belongs to the week in which it begins. */
function daysInWeeks(days: readonly number[], { from }: Question): Map<number, number> {
  const weeks = new Map<number, number>();
  for (const day of days) {
    const week = Math.floor((day - Math.floor(from / DAY)) / 7);
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
  }
  return weeks;
}
