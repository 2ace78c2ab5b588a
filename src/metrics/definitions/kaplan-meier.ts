import { Durations } from './durations';
import { Row, excludedBy } from './row';

/** The share that is still waiting after a time. */
export interface SurvivalStep {
  readonly after: number;
  readonly waiting: number;
  readonly atRisk: number;
  readonly ended: number;
}

/** Far below what one service in a million changes, and above what rounding adds up to. */
const ROUNDING = 1e-9;

/**
 * The estimate of Kaplan and Meier: what has not ended counts for as long as it has lasted, and is never left out.
 *
 * Where something ends and something else is last seen at the same time, the end comes first.
 */
export function survival(rows: readonly { readonly value: number; readonly open?: true }[]): SurvivalStep[] {
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  const steps: SurvivalStep[] = [];
  let waiting = 1;
  for (let i = 0; i < sorted.length;) {
    const after = sorted[i].value;
    const atRisk = sorted.length - i;
    let ended = 0;
    for (; i < sorted.length && sorted[i].value === after; i++) {
      ended += sorted[i].open ? 0 : 1;
    }
    if (ended > 0) {
      waiting *= 1 - ended / atRisk;
      steps.push({ after, waiting, atRisk, ended });
    }
  }
  return steps;
}

/** The first time by which a share has ended; null where the curve does not get there. */
export function survivalQuantile(steps: readonly SurvivalStep[], q: number): number | null {
  return steps.find(({ waiting }) => waiting <= 1 - q + ROUNDING)?.after ?? null;
}

/** Durations some of which have not ended. */
export function censoredDurations(rows: readonly Row[]): Durations {
  const used = rows.filter(({ reason }) => reason === undefined).map(({ value, open }) => ({ value: value!, open }));
  const steps = survival(used);
  return {
    n: used.length,
    open: used.filter(({ open }) => open).length,
    p50: survivalQuantile(steps, 0.5),
    p75: survivalQuantile(steps, 0.75),
    p90: survivalQuantile(steps, 0.9),
    excluded: excludedBy(rows),
  };
}
