import { Delivery } from '../definitions/delivery';
import { DAY } from '../definitions/question';

/** The five numbers that DORA asks for; null where there is none. */
export interface Measures {
  /** Days between deployments. */
  readonly intervalDays: number | null;
  /** Days from a change to production, the median. */
  readonly leadDays: number | null;
  /** Days until a failed deployment is recovered from, the median. */
  readonly recoveryDays: number | null;
  /** From 0 to 1. */
  readonly failRate: number | null;
  /** From 0 to 1. */
  readonly reworkRate: number | null;
}

export function measuresOf({ frequency, leadTime, recovery, changeFailRate, rework }: Delivery): Measures {
  return {
    intervalDays: frequency.perDay === null ? null : frequency.perDay === 0 ? Infinity : 1 / frequency.perDay,
    leadDays: leadTime.p50 === null ? null : leadTime.p50 / DAY,
    recoveryDays: recovery.p50 === null ? null : recovery.p50 / DAY,
    failRate: changeFailRate.value,
    reworkRate: rework.value,
  };
}
