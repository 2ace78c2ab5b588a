import { birthOf } from './adoption';
import { SurvivalStep, survival, survivalQuantile } from './kaplan-meier';
import { Question, inPeriod } from './question';
import { ServiceHistory } from '../facts/service-history';

/** Services that began in the same month, or that were adopted in the period. */
export interface StartCohort {
  /** `2026-03`, or `adopted`. */
  readonly name: string;
  readonly n: number;
  /** Of these, the ones that have been in production. */
  readonly deployed: number;
  /** Time to production, as Kaplan and Meier estimate it; null while it is not reached. */
  readonly p50: number | null;
  /** The share that waits, by time since the beginning. */
  readonly curve: readonly SurvivalStep[];
}

/** The cohorts of the period in the order of time; services count from the earliest beginning that is known of them. */
export function startCohorts(histories: readonly ServiceHistory[], question: Question): StartCohort[] {
  const cohorts = new Map<string, { value: number; open?: true }[]>();
  for (const history of histories) {
    const began = history.adoptedAt ?? birthOf(history);
    const deployed = history.production.at;
    if (began !== undefined && inPeriod(began, question) && history.excluded === undefined && !(deployed !== undefined && deployed < began)) {
      const name = history.adoptedAt === undefined ? new Date(began).toISOString().slice(0, 7) : 'adopted';
      const end = deployed ?? Math.min(history.endedAt ?? Infinity, question.now);
      cohorts.set(name, [...cohorts.get(name) ?? [], { value: end - began, ...deployed === undefined && { open: true as const } }]);
    }
  }
  return [...cohorts].sort(([a], [b]) => a < b ? -1 : 1).map(([name, rows]) => {
    const curve = survival(rows);
    return { name, n: rows.length, deployed: rows.filter(({ open }) => !open).length, p50: survivalQuantile(curve, 0.5), curve };
  });
}
