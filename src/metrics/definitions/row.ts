/** One thing that a metric looked at: used, or left out for a reason. */
export interface Row {
  readonly service: string;
  /** The id of the event, the SHA of the commit, the name of the change. */
  readonly subject: string;
  /** What decides whether it is in the period. */
  readonly at: number;
  /** A duration in milliseconds, or whether it failed (1, 0). */
  readonly value?: number;
  /** Set where it has not ended: the value is how long it has lasted. */
  readonly open?: true;
  /** Why it was left out; a row without was used. */
  readonly reason?: string;
  /** What else there is to say: what it was put down to. */
  readonly note?: string;
}

/** Why a row is not asked about; it is explained and not counted among those left out. */
export const OUTSIDE = 'outside-period';

/** How many rows were left out, by reason in alphabetical order. */
export function excludedBy(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of rows) {
    if (reason !== undefined && reason !== OUTSIDE) {
      counts[reason] = (counts[reason] ?? 0) + 1;
    }
  }
  return sortedKeys(counts);
}

export function sortedKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}
