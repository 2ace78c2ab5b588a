import { Question, isProduction } from './question';
import { IncidentFact } from '../facts/fact';
import { groupBy } from '../facts/group-by';

/** An incident in production: all that was said about it. */
export interface Incident {
  readonly id: string;
  readonly service?: string;
  readonly artifact?: string;
  /** Ids of events of the deployments that somebody says caused it. */
  readonly deployments: readonly string[];
  /** When it was first noticed; nothing when only its end is known. */
  readonly detectedAt?: number;
  /** Nothing while it lasts; an incident that came back is not over. */
  readonly resolvedAt?: number;
  readonly external: boolean;
}

/** The incidents in production, by id. What several say about one is put together; where they differ, the first counts. */
export function incidentsOf(facts: readonly IncidentFact[], question: Pick<Question, 'production'>): Incident[] {
  const byId = groupBy(facts, ({ incident }) => incident);
  return [...byId].sort(([a], [b]) => a < b ? -1 : 1)
    .filter(([, said]) => said.some(fact => isProduction(fact, question.production)))
    .map(([id, said]) => incidentOf(id, said));
}

function incidentOf(id: string, said: readonly IncidentFact[]): Incident {
  const detected = said.filter(({ resolved }) => !resolved).map(({ at }) => at);
  const resolvedAt = Math.max(...said.filter(({ resolved }) => resolved).map(({ at }) => at));
  return {
    id,
    service: said.find(({ service }) => service !== undefined)?.service,
    artifact: said.find(({ artifact }) => artifact !== undefined)?.artifact,
    deployments: [...new Set(said.flatMap(({ deployments }) => deployments))].sort(),
    detectedAt: detected.length > 0 ? Math.min(...detected) : undefined,
    resolvedAt: Number.isFinite(resolvedAt) && resolvedAt >= Math.max(...detected) ? resolvedAt : undefined,
    external: said.some(({ external }) => external),
  };
}
