import { IS_PRODUCTION, factsOfKind } from './question';

/** The production deployments: `m_events` has every event with the deployment that it is part of, `m_deployments` has the deployments. */
export const DEPLOYMENT_STEPS = [
  `CREATE TEMP TABLE m_events ON COMMIT DROP AS
  WITH deploys AS (
    SELECT f.id, f.at, f.service, f.fact->>'environment' AS environment, f.fact->>'outcome' AS outcome, md5(f.fact->>'key') AS key
    FROM ${factsOfKind('deploy')} f WHERE ${IS_PRODUCTION}
  ), repeated AS (
    SELECT *, key IS NOT DISTINCT FROM lag(key) OVER (PARTITION BY service, environment, outcome ORDER BY at, id) AS repetition FROM deploys
  ), counted AS (
    SELECT *, count(*) FILTER (WHERE NOT repetition) OVER (PARTITION BY service, environment, key ORDER BY at, id) AS times FROM repeated
  )
  SELECT id, at, service, repetition, first_value(id) OVER (PARTITION BY service, key, times ORDER BY at, id) AS deployment FROM counted`,
  'CREATE INDEX ON m_events (id)',
  'ANALYZE m_events',
  `CREATE TEMP TABLE m_deployments ON COMMIT DROP AS
  SELECT e.id, e.at, e.service, f.fact->>'outcome' AS outcome, f.fact->>'reason' AS reason, f.fact->>'artifact' AS artifact, (f.fact->>'hasBase')::boolean AS has_base,
    f.fact->'commits' AS commits, f.fact->'repairs' AS repairs, jsonb_array_length(f.fact->'commits') AS commit_count,
    (SELECT count(*) FROM jsonb_array_elements(f.fact->'commits') AS c WHERE (c->>'fix')::boolean) AS fix_count
  FROM m_events e JOIN pavement_facts f USING (id) WHERE e.id = e.deployment`,
  'CREATE INDEX ON m_deployments (service, at, id)',
  'CREATE INDEX ON m_deployments (id)',
  'ANALYZE m_deployments',
];
