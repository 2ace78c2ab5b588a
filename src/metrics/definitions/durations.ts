import { Row, excludedBy } from './row';

/** How long something takes, in milliseconds. Null where nothing is there to say it. */
export interface Durations {
  /** Rows that were used, with those that have not ended. */
  readonly n: number;
  /** Of these, the ones that have not ended. */
  readonly open: number;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  /** Rows that were left out, by reason. */
  readonly excluded: Readonly<Record<string, number>>;
}

/** Durations that have all ended: quantiles with linear interpolation, as `percentile_cont` of SQL has them. */
export function durationsOf(rows: readonly Row[]): Durations {
  const values = usedValues(rows).sort((a, b) => a - b);
  return {
    n: values.length,
    open: 0,
    p50: quantile(values, 0.5),
    p75: quantile(values, 0.75),
    p90: quantile(values, 0.9),
    excluded: excludedBy(rows),
  };
}

/** The quantile of sorted values. */
export function quantile(sorted: readonly number[], q: number): number | null {
  if (sorted.length === 0) {
    return null;
  }
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  return sorted[below] + (position - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

function usedValues(rows: readonly Row[]): number[] {
  return rows.filter(({ reason }) => reason === undefined).map(({ value }) => value!);
}
