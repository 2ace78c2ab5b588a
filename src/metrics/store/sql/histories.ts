import { IS_PRODUCTION, factsOfKind } from './question';

/** The first success of a class of environments, and the failures before it. */
const firstDeploy = (condition: string) => `
  SELECT service, min(at) FILTER (WHERE outcome = 'success') AS at,
    count(*) FILTER (WHERE outcome = 'failure' AND (first IS NULL OR seq < first)) AS failed
  FROM (SELECT *, min(seq) FILTER (WHERE outcome = 'success') OVER (PARTITION BY service) AS first
    FROM (SELECT *, row_number() OVER (PARTITION BY service ORDER BY at, id) AS seq FROM since WHERE ${condition}) numbered) seen
  GROUP BY service`;

/** A row for each service: what happened to it as a whole. */
export const HISTORIES = `
  WITH starts AS MATERIALIZED (
    SELECT f.*, (f.fact->>'adopted')::boolean AS adopted, bool_or((f.fact->>'adopted')::boolean) OVER (PARTITION BY service) AS ever_adopted
    FROM ${factsOfKind('start')} f
  ), deploys AS MATERIALIZED (
    SELECT f.id, f.at, f.service, f.fact->>'outcome' AS outcome, f.fact->>'team' AS team, ${IS_PRODUCTION} AS production FROM ${factsOfKind('deploy')} f
  ), scans AS MATERIALIZED (
    SELECT f.id, f.at, f.service, f.fact->>'team' AS team FROM ${factsOfKind('scan')} f
  ), begun AS (
    SELECT service, min(at) AS first_at, min(at) FILTER (WHERE adopted) AS adopted_at, bool_or((fact->>'onPath')::boolean) AS on_path,
      (array_agg(fact->>'excluded' ORDER BY at, id) FILTER (WHERE fact->>'excluded' IS NOT NULL))[1] AS excluded,
      min(at) FILTER (WHERE adopted = ever_adopted AND fact->'variants' ? 'requested') AS requested,
      min(at) FILTER (WHERE adopted = ever_adopted AND fact->'variants' ? 'repository-created') AS created,
      min(at) FILTER (WHERE adopted = ever_adopted AND fact->'variants' ? 'first-commit') AS committed
    FROM starts GROUP BY service
  ), since AS MATERIALIZED (
    SELECT d.* FROM deploys d LEFT JOIN begun b USING (service) WHERE b.adopted_at IS NULL OR d.at >= b.adopted_at
  ), anywhere AS (${firstDeploy('true')}), in_production AS (${firstDeploy('production')}),
  deployed AS (SELECT service, min(at) AS first_at, max(at) FILTER (WHERE outcome = 'success') AS last_at FROM deploys GROUP BY service),
  scanned AS (SELECT service, min(at) AS first_at FROM scans GROUP BY service),
  ended AS (SELECT service, min(at) AS at FROM ${factsOfKind('end')} f GROUP BY service),
  teams AS (
    SELECT DISTINCT ON (service) service, team
    FROM (SELECT service, at, id, fact->>'team' AS team FROM starts UNION ALL SELECT service, at, id, team FROM deploys UNION ALL SELECT service, at, id, team FROM scans) said
    WHERE team IS NOT NULL ORDER BY service, at DESC, id DESC
  ), services AS (SELECT service FROM begun UNION SELECT service FROM deployed UNION SELECT service FROM scanned)
  SELECT s.service, t.team, b.requested::float8, b.created::float8, b.committed::float8, b.adopted_at::float8, coalesce(b.on_path, false) AS on_path, b.excluded,
    e.at::float8 AS ended_at, least(b.first_at, d.first_at, c.first_at)::float8 AS first_seen_at, d.last_at::float8,
    a.at::float8 AS any_at, coalesce(a.failed, 0)::float8 AS any_failed, p.at::float8 AS production_at, coalesce(p.failed, 0)::float8 AS production_failed
  FROM services s LEFT JOIN begun b USING (service) LEFT JOIN deployed d USING (service) LEFT JOIN scanned c USING (service) LEFT JOIN ended e USING (service)
    LEFT JOIN teams t USING (service) LEFT JOIN anywhere a USING (service) LEFT JOIN in_production p USING (service)
  ORDER BY s.service`;

/** The latest scan of each service. */
export const LATEST_SCANS = `
  SELECT DISTINCT ON (service) service, fact FROM ${factsOfKind('scan')} f ORDER BY service, at DESC, id DESC`;

/** The latest scan of each service by a moment of its own. */
export const SCANS_BY = `
  SELECT DISTINCT ON (f.service) f.service, f.fact
  FROM ${factsOfKind('scan')} f JOIN jsonb_to_recordset($1::jsonb) AS due (service text COLLATE "C", at bigint) ON due.service = f.service AND f.at <= due.at
  ORDER BY f.service, f.at DESC, f.id DESC`;
