import { PgClient } from './pg-client';
import {
  FAILURES_COLLECTED, FAIL_RATE, FREQUENCY, GROUP_NAMES, LEAD_TIME, LEAD_TIME_EXCLUDED, LEAD_TIME_HISTOGRAM, RECOVERY, RECOVERY_EXCLUDED,
  RECOVERY_STEP, REWORK, UNLINKED, WEEKS,
} from './sql/answers';
import { DEPLOYMENT_STEPS } from './sql/deployments';
import { FAILURE_STEPS } from './sql/failures';
import { groupSteps } from './sql/groups';
import { LEAD_TIME_STEPS } from './sql/lead-time';
import { failRateFrom } from '../definitions/change-fail-rate';
import { Delivery, Grouping, compareGroups } from '../definitions/delivery';
import { frequencyFrom } from '../definitions/deployment-frequency';
import { LEAD_TIME_BOUNDS } from '../definitions/lead-time-histogram';
import { Question } from '../definitions/question';
import { sortedKeys } from '../definitions/row';
import { shareOf } from '../definitions/share';
import { groupBy } from '../facts/group-by';

interface Named {
  readonly name: string | null;
}
/** A count by group and by the reason for being left out; without a reason it was used. */
interface Counted extends Named {
  readonly reason: string | null;
  readonly n: number;
}

/** The five metrics by group, from counts and quantiles that the database has made. */
export async function readDelivery(client: PgClient, question: Question, by: Grouping): Promise<Delivery[]> {
  for (const step of [...DEPLOYMENT_STEPS, ...FAILURE_STEPS, ...LEAD_TIME_STEPS, ...groupSteps(by), RECOVERY_STEP]) {
    await client.query(step);
  }
  const rowsOf = async <R extends Named>(sql: string, values: unknown[] = []) => (await client.query<R>(sql, values)).rows;
  const ask = async <R extends Named>(sql: string, values?: unknown[]) => groupBy(await rowsOf<R>(sql, values), ({ name }) => name);
  const names = by === 'all' ? [{ name: null }] : await rowsOf(GROUP_NAMES);
  const frequency = await ask<Counted>(FREQUENCY);
  const weeks = await ask<Named & { readonly week: number; readonly days: number }>(WEEKS);
  const leads = await ask<Named & { readonly n: number; readonly quantiles: readonly [number, number, number] }>(LEAD_TIME);
  const bars = await ask<Named & { readonly bar: number; readonly n: number }>(LEAD_TIME_HISTOGRAM);
  const leadsLeft = await ask<Counted>(LEAD_TIME_EXCLUDED);
  const fails = await ask<Counted & { readonly failed: number; readonly provisional: number }>(FAIL_RATE);
  const recoveries = await ask<Named & {
    readonly n: number;
    readonly open: number;
    readonly p50: number | null;
    readonly p75: number | null;
    readonly p90: number | null;
  }>(RECOVERY);
  const recoveriesLeft = await ask<Counted>(RECOVERY_EXCLUDED);
  const rework = await ask<Counted & { readonly rework: number }>(REWORK);
  const unlinked = await ask<Counted>(UNLINKED, [by === 'all']);
  const { rows: [{ collected }] } = await client.query<{ collected: boolean }>(FAILURES_COLLECTED);

  return names.map(({ name }) => name).sort(compareGroups).map((group) => {
    const own = <R extends Named>(rows: ReadonlyMap<string | null, readonly R[]>) => rows.get(group) ?? [];
    const used = <R extends Counted>(rows: ReadonlyMap<string | null, readonly R[]>) => own(rows).find(({ reason }) => reason === null);
    const lead = own(leads)[0];
    const recovery = own(recoveries)[0];
    const failed = used(fails);
    return {
      group,
      frequency: frequencyFrom({
        n: used(frequency)?.n ?? 0,
        known: own(frequency)
          .length > 0,
        excluded: excluded(own(frequency)),
        daysInWeeks: new Map(own(weeks).map(({ week, days }) => [week, days])),
      }, question),
      leadTime: {
        n: lead?.n ?? 0,
        open: 0,
        p50: lead?.quantiles[0] ?? null,
        p75: lead?.quantiles[1] ?? null,
        p90: lead?.quantiles[2] ?? null,
        excluded: excluded(own(leadsLeft)),
        histogram: [...LEAD_TIME_BOUNDS, Infinity].map((_, bar) => own(bars).find(entry => entry.bar === bar)?.n ?? 0),
      },
      changeFailRate: failRateFrom({
        failed: failed?.failed ?? 0,
        n: failed?.n ?? 0,
        provisional: failed?.provisional ?? 0,
        excluded: excluded(own(fails)),
      }, collected),
      recovery: {
        n: recovery?.n ?? 0,
        open: recovery?.open ?? 0,
        p50: recovery?.p50 ?? null,
        p75: recovery?.p75 ?? null,
        p90: recovery?.p90 ?? null,
        excluded: excluded(own(recoveriesLeft)),
      },
      rework: { ...shareOf(used(rework)?.rework ?? 0, used(rework)?.n ?? 0), excluded: excluded(own(rework)) },
      unlinked: excluded(own(unlinked)),
    };
  });
}

function excluded(rows: readonly Counted[]): Record<string, number> {
  return sortedKeys(Object.fromEntries(rows.filter(({ reason, n }) => reason !== null && n > 0).map(({ reason, n }) => [reason!, n])));
}
