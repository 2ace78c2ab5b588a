import { Table } from './table';
import { UNKNOWN, durationText, excludedText } from './text';
import { TimeToFirstDeploy } from '../definitions/time-to-first-deploy';

/** Time to first deploy, a row for each variant. */
export function ttfdTable(variants: readonly TimeToFirstDeploy[]): Table {
  return {
    title: 'Time to first deploy',
    columns: ['from', 'to', 'services', 'n', 'p50', 'p75', 'p90', 'waiting', 'longest wait', 'failed before', 'left out'],
    rows: variants.map(({ from, to, cohort, n, open, p50, p75, p90, longestWait, failedAttempts, excluded }) => [
      from, to, cohort, String(n), ...[p50, p75, p90].map(durationText), `${open} of ${n}`, durationText(longestWait), n === 0 ? UNKNOWN : String(failedAttempts), excludedText(excluded),
    ]),
    notes: ['Services that wait count for as long as they have waited (Kaplan-Meier); – is a quantile that is not reached yet, or nothing to measure.'],
  };
}
