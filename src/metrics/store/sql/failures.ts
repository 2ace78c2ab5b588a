import { IS_PRODUCTION, factsOfKind } from './question';

/** What a guess may blame: it was live, and brought something new. */
const CAN_BE_BLAMED = "d.outcome = 'success' AND d.reason IS DISTINCT FROM 'rollback'";

/** Failures by deployment in `m_failures`; in `m_unlinked` what no deployment is blamed for. */
export const FAILURE_STEPS = [
  'CREATE TEMP TABLE m_failures (deployment text COLLATE "C", incident text COLLATE "C") ON COMMIT DROP',
  'CREATE TEMP TABLE m_unlinked (service text COLLATE "C", at bigint, reason text) ON COMMIT DROP',
  `CREATE TEMP TABLE m_incidents ON COMMIT DROP AS
  SELECT f.fact->>'incident' AS incident,
    (array_agg(f.service ORDER BY f.at, f.id) FILTER (WHERE f.service IS NOT NULL))[1] AS service,
    (array_agg(f.fact->>'artifact' ORDER BY f.at, f.id) FILTER (WHERE f.fact->>'artifact' IS NOT NULL))[1] AS artifact,
    min(f.at) FILTER (WHERE NOT (f.fact->>'resolved')::boolean) AS detected_at,
    CASE WHEN max(f.at) FILTER (WHERE (f.fact->>'resolved')::boolean) >= coalesce(max(f.at) FILTER (WHERE NOT (f.fact->>'resolved')::boolean), 0)
      THEN max(f.at) FILTER (WHERE (f.fact->>'resolved')::boolean) END AS resolved_at,
    coalesce(bool_or((f.fact->>'external')::boolean), false) AS external,
    bool_or(jsonb_array_length(f.fact->'deployments') > 0) AS names_deployments
  FROM ${factsOfKind('incident')} f GROUP BY 1 HAVING bool_or(${IS_PRODUCTION})`,
  `CREATE TEMP TABLE m_named ON COMMIT DROP AS
  SELECT DISTINCT i.incident, e.deployment
  FROM m_incidents i JOIN ${factsOfKind('incident')} f ON f.fact->>'incident' = i.incident
    CROSS JOIN jsonb_array_elements_text(f.fact->'deployments') AS l (id) JOIN m_events e ON e.id = l.id
  WHERE NOT i.external`,
  `CREATE TEMP TABLE m_guessed ON COMMIT DROP AS
  SELECT i.incident, i.service, i.detected_at, coalesce(same.id, latest.id) AS deployment
  FROM m_incidents i
    LEFT JOIN LATERAL (SELECT d.id FROM m_deployments d
      WHERE d.service = i.service AND d.at <= i.detected_at AND d.artifact = i.artifact AND ${CAN_BE_BLAMED} ORDER BY d.at DESC, d.id DESC LIMIT 1) same ON true
    LEFT JOIN LATERAL (SELECT d.id FROM m_deployments d
      WHERE d.service = i.service AND d.at <= i.detected_at AND d.at >= i.detected_at - (SELECT failure_window FROM m_question) AND ${CAN_BE_BLAMED}
      ORDER BY d.at DESC, d.id DESC LIMIT 1) latest ON true
  WHERE NOT i.external AND NOT i.names_deployments AND i.detected_at IS NOT NULL AND i.service IS NOT NULL`,
  `INSERT INTO m_failures
  SELECT id, NULL FROM m_deployments WHERE outcome = 'failure'
  UNION ALL SELECT deployment, incident FROM m_named
  UNION ALL SELECT deployment, incident FROM m_guessed WHERE deployment IS NOT NULL`,
  `INSERT INTO m_unlinked
  SELECT coalesce(service, ''), coalesce(detected_at, resolved_at, 0), CASE
    WHEN external THEN 'external'
    WHEN names_deployments THEN 'names-unknown-deployment'
    WHEN detected_at IS NULL THEN 'not-detected'
    WHEN service IS NULL THEN 'names-no-service'
    ELSE 'no-deployment-in-window' END
  FROM m_incidents i
  WHERE external OR NOT EXISTS (SELECT 1 FROM m_named n WHERE n.incident = i.incident)
    AND NOT EXISTS (SELECT 1 FROM m_guessed g WHERE g.incident = i.incident AND g.deployment IS NOT NULL)`,
  // a rollback or a hotfix says that what was there before had failed
  `CREATE TEMP TABLE m_remedies ON COMMIT DROP AS
  SELECT r.id, r.at, r.service, r.repairs, before.id AS before, r.reason = 'rollback' AND before.artifact = r.artifact AS innocent,
    r.at - before.at <= (SELECT failure_window FROM m_question) AS recent,
    ARRAY(SELECT DISTINCT e.deployment FROM jsonb_array_elements_text(r.repairs) AS l (id) JOIN m_events e ON e.id = l.id) AS named
  FROM m_deployments r LEFT JOIN LATERAL (SELECT d.id, d.at, d.artifact FROM m_deployments d
      WHERE d.service = r.service AND (d.at, d.id) < (r.at, r.id) AND ${CAN_BE_BLAMED} ORDER BY d.at DESC, d.id DESC LIMIT 1) before ON true
  WHERE r.reason IS NOT NULL AND r.outcome = 'success'`,
  `INSERT INTO m_failures
  SELECT unnest(named), NULL FROM m_remedies
  UNION ALL SELECT before, NULL FROM m_remedies WHERE jsonb_array_length(repairs) = 0 AND recent AND NOT innocent`,
  `INSERT INTO m_unlinked
  SELECT service, at, CASE WHEN innocent THEN 'returns-to-what-was-live' ELSE 'no-deployment-in-window' END
  FROM m_remedies WHERE jsonb_array_length(repairs) = 0 AND NOT coalesce(recent AND NOT innocent, false)`,
  'CREATE INDEX ON m_failures (deployment)',
  'ANALYZE m_failures',
  'ANALYZE m_incidents',
];
