import { JudgedDeployment } from './failures';
import { Question } from './question';
import { OUTSIDE, Row, excludedBy } from './row';
import { Share, shareOf } from './share';

/** Which share of the deployments was unplanned, because users had run into something. */
export interface ReworkRate extends Share {
  readonly excluded: Readonly<Record<string, number>>;
}

/** The question about rework looks at six months up to the end of the period. */
export function reworkPeriod({ to }: Question): { readonly from: number; readonly to: number } {
  const from = new Date(to);
  const day = from.getUTCDate();
  from.setUTCMonth(from.getUTCMonth() - 6);
  if (from.getUTCDate() !== day) {
    from.setUTCDate(0); // there is no such day in that month: its last one
  }
  return { from: from.getTime(), to };
}

/** Every production deployment of a service that became healthy: whether it was rework. Going back is rework too. */
export function reworkRows(deployments: readonly JudgedDeployment[], question: Question): Row[] {
  const { from, to } = reworkPeriod(question);
  return deployments.map(({ fact }) => ({
    service: fact.service,
    subject: fact.id,
    at: fact.at,
    value: isRework(fact, question) ? 1 : 0,
    reason: fact.at < from || fact.at >= to ? OUTSIDE : fact.outcome === 'failure' ? 'rollout-failed' : fact.outcome === 'pending' ? 'not-known-to-be-healthy' : undefined,
  }));
}

function isRework({ reason, repairs, commits }: JudgedDeployment['fact'], { mixed }: Question): boolean {
  if (reason !== undefined || repairs.length > 0) {
    return mixed === 'any' || commits.every(({ fix }) => fix) || !commits.some(({ fix }) => fix);
  }
  return commits.length > 0 && (mixed === 'any' ? commits.some(({ fix }) => fix) : commits.every(({ fix }) => fix));
}

/** Rows of one service or of many. */
export function reworkRate(rows: readonly Row[]): ReworkRate {
  const used = rows.filter(({ reason }) => reason === undefined);
  return { ...shareOf(used.filter(({ value }) => value === 1).length, used.length), excluded: excludedBy(rows) };
}
