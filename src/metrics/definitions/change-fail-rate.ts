import { JudgedDeployment } from './failures';
import { Question, inPeriod } from './question';
import { OUTSIDE, Row, excludedBy } from './row';
import { Share, shareOf } from './share';

/** Which share of the deployments failed. */
export interface ChangeFailRate extends Share {
  /** Deployments so late in the period that what they cause may not have shown yet. */
  readonly provisional: number;
  /** Why there is no rate. */
  readonly missing: 'no-deployments' | 'failures-not-collected' | null;
  readonly excluded: Readonly<Record<string, number>>;
}

/** Every production deployment of a service: whether it failed. */
export function failRows(deployments: readonly JudgedDeployment[], question: Question): Row[] {
  return deployments.map(({ fact, failures }) => ({
    service: fact.service,
    subject: fact.id,
    at: fact.at,
    value: failures.length > 0 ? 1 : 0,
    reason: notCounted(fact, question),
    ...failures.length > 0 && { note: failures.map(({ kind, id }) => `${kind} ${id}`).sort().join(', ') },
  }));
}

function notCounted({ at, outcome, reason }: JudgedDeployment['fact'], question: Question): string | undefined {
  if (!inPeriod(at, question)) {
    return OUTSIDE;
  }
  if (outcome === 'pending') {
    return 'not-known-to-be-healthy';
  }
  return reason === 'rollback' && !question.rollbacksCount ? 'rollback' : undefined;
}

/** Rows of one service or of many. A rate of nothing needs somebody who would have told of a failure. */
export function changeFailRate(rows: readonly Row[], failuresCollected: boolean, question: Question): ChangeFailRate {
  const used = rows.filter(({ reason }) => reason === undefined);
  return failRateFrom({
    failed: used.filter(({ value }) => value === 1).length,
    n: used.length,
    provisional: used.filter(({ at }) => at > question.now - question.window).length,
    excluded: excludedBy(rows),
  }, failuresCollected);
}

/** What has been counted, by whoever counted it. */
export interface FailCounts {
  readonly failed: number;
  readonly n: number;
  readonly provisional: number;
  readonly excluded: Readonly<Record<string, number>>;
}

export function failRateFrom({ failed, n, provisional, excluded }: FailCounts, failuresCollected: boolean): ChangeFailRate {
  const missing = n === 0 ? 'no-deployments' : failed === 0 && !failuresCollected ? 'failures-not-collected' : null;
  const share = shareOf(failed, n);
  return { ...missing === null ? share : { ...share, value: null, low: null, high: null }, provisional, missing, excluded };
}
