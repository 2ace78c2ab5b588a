import { DAY, HOUR } from './question';
import { Row } from './row';

/** Where the bars of the distribution of lead time end, in milliseconds; the last one has no end. */
export const LEAD_TIME_BOUNDS = [HOUR / 4, HOUR, 4 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY];

/** How many changes took how long: less than the first bound, less than the second, and so on. */
export function leadTimeHistogram(rows: readonly Row[]): number[] {
  const counts = Array<number>(LEAD_TIME_BOUNDS.length + 1).fill(0);
  for (const { reason, value } of rows) {
    if (reason === undefined) {
      const bar = LEAD_TIME_BOUNDS.findIndex(bound => value! < bound);
      counts[bar < 0 ? LEAD_TIME_BOUNDS.length : bar]++;
    }
  }
  return counts;
}
