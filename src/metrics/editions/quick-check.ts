import { Measures } from './measures';
import { rounded } from '../definitions/share';

/** Months as DORA's answers mean them. */
const MONTH = 30.4375;

/** The upper ends of the answers to a question about time, from the best: less than an hour, a day, a week, a month, six months. */
const ANSWERS = [1 / 24, 1, 7, MONTH, 6 * MONTH];

/** What the survey of 2025 found over all industries, on the scale of the Quick Check; rates are turned round, so that 10 is none. */
export const QUICK_CHECK_2025_MEANS = { leadTime: 5.5, frequency: 4.8, recovery: 7.4, changeFailRate: 8.1, rework: 7.8 } as const;

/** The Quick Check of DORA: each metric from 0 to 10, and their mean. */
export interface QuickCheck {
  readonly frequency: number | null;
  readonly leadTime: number | null;
  readonly recovery: number | null;
  readonly changeFailRate: number | null;
  readonly rework: number | null;
  /** Null unless all five are known. */
  readonly score: number | null;
}

export function quickCheck({ intervalDays, leadDays, recoveryDays, failRate, reworkRate }: Measures): QuickCheck {
  const scores = {
    frequency: timeScore(intervalDays),
    leadTime: timeScore(leadDays),
    recovery: timeScore(recoveryDays),
    changeFailRate: rateScore(failRate),
    rework: rateScore(reworkRate),
  };
  const values = Object.values(scores).filter((score): score is number => score !== null);
  return { ...scores, score: values.length === 5 ? rounded(values.reduce((sum, score) => sum + score, 0) / 5) : null };
}

/** Six answers, 1 to 6, as 0 to 10. */
function timeScore(days: number | null): number | null {
  if (days === null) {
    return null;
  }
  const worse = ANSWERS.filter(end => days >= end).length;
  return 2 * (5 - worse);
}

function rateScore(rate: number | null): number | null {
  return rate === null ? null : rounded(10 - 10 * rate);
}
