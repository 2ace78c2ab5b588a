import { ServiceHistory } from '../facts/service-history';

/** A service as the database tells of it. */
export interface HistoryRow {
  readonly service: string;
  readonly team: string | null;
  readonly requested: number | null;
  readonly created: number | null;
  readonly committed: number | null;
  readonly adopted_at: number | null;
  readonly on_path: boolean;
  readonly excluded: ServiceHistory['excluded'] | null;
  readonly ended_at: number | null;
  readonly first_seen_at: number;
  readonly last_at: number | null;
  readonly any_at: number | null;
  readonly any_failed: number;
  readonly production_at: number | null;
  readonly production_failed: number;
}

export function historyOf(row: HistoryRow): ServiceHistory {
  const starts = { 'requested': row.requested, 'repository-created': row.created, 'first-commit': row.committed };
  return {
    service: row.service,
    team: row.team ?? undefined,
    starts: Object.fromEntries(Object.entries(starts).filter(([, at]) => at !== null)),
    adoptedAt: row.adopted_at ?? undefined,
    bornOnPath: row.on_path,
    excluded: row.excluded ?? undefined,
    endedAt: row.ended_at ?? undefined,
    firstSeenAt: row.first_seen_at,
    lastDeployedAt: row.last_at ?? undefined,
    any: { at: row.any_at ?? undefined, failedBefore: row.any_failed },
    production: { at: row.production_at ?? undefined, failedBefore: row.production_failed },
  };
}
