import { Measures } from './measures';

export type Band = 'elite' | 'high' | 'medium' | 'low';

/** A band for each of the four metrics of an older edition. */
export interface Bands {
  readonly frequency: Band | null;
  readonly leadTime: Band | null;
  readonly recovery: Band | null;
  readonly changeFailRate: Band | null;
}

/** Where elite, high and medium end: days, or a share. */
type Ends = readonly [elite: number, high: number, medium: number];

interface Thresholds {
  readonly intervalDays: Ends;
  readonly leadDays: Ends;
  readonly recoveryDays: Ends;
  readonly failRate: Ends;
}

const [HOUR, WEEK, MONTH, HALF_YEAR] = [1 / 24, 7, 30.4375, 182.625];

/** The tables of 2021 and 2023. On demand is read as: more often than once a day. */
export const THRESHOLDS: Readonly<Record<'2021' | '2023', Thresholds>> = {
  2021: { intervalDays: [1, MONTH, HALF_YEAR], leadDays: [HOUR, WEEK, HALF_YEAR], recoveryDays: [HOUR, 1, WEEK], failRate: [0.15, 0.2, 0.3] },
  2023: { intervalDays: [1, WEEK, MONTH], leadDays: [1, WEEK, MONTH], recoveryDays: [HOUR, 1, WEEK], failRate: [0.05, 0.1, 0.15] },
};

export function bandsOf(measures: Measures, edition: keyof typeof THRESHOLDS): Bands {
  const thresholds = THRESHOLDS[edition];
  return {
    frequency: band(measures.intervalDays, thresholds.intervalDays, false),
    leadTime: band(measures.leadDays, thresholds.leadDays, false),
    recovery: band(measures.recoveryDays, thresholds.recoveryDays, false),
    changeFailRate: band(measures.failRate, thresholds.failRate, true),
  };
}

/** A rate may be at its end (15 % is elite); a time must be below it (an hour is not less than an hour). */
function band(value: number | null, ends: Ends, inclusive: boolean): Band | null {
  if (value === null) {
    return null;
  }
  const place = ends.findIndex(end => inclusive ? value <= end : value < end);
  return (['elite', 'high', 'medium', 'low'] as const)[place < 0 ? 3 : place];
}
