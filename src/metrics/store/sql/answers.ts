import { LEAD_TIME_BOUNDS } from '../../definitions/lead-time-histogram';

const IN_PERIOD = 'at >= q.period_from AND at < q.period_to';
const NOT_COUNTED = "CASE WHEN outcome = 'pending' THEN 'not-known-to-be-healthy' WHEN reason = 'rollback' AND NOT q.rollbacks_count THEN 'rollback' END";

/** Which groups there are. Everything is a group even of nothing. */
export const GROUP_NAMES = `
  SELECT DISTINCT g.name FROM (SELECT service FROM m_deployments UNION SELECT service FROM m_waiting UNION SELECT service FROM m_unlinked WHERE service <> '') s
  LEFT JOIN m_groups g USING (service)`;

/** Deployments by group and by why they were left out; `known` counts those outside of the period too. */
export const FREQUENCY = `
  SELECT g.name, reason, count(*) FILTER (WHERE ${IN_PERIOD})::float8 AS n
  FROM (
    SELECT service, at, CASE outcome WHEN 'failure' THEN 'rollout-failed' WHEN 'pending' THEN 'not-known-to-be-healthy'
      ELSE CASE WHEN reason = 'rollback' AND NOT (SELECT rollbacks_count FROM m_question) THEN 'rollback' END END AS reason FROM m_deployments
    UNION ALL
    SELECT service, at, CASE WHEN repetition THEN 'redeployed-without-change' ELSE 'same-deployment-elsewhere' END FROM m_events WHERE id <> deployment
  ) d LEFT JOIN m_groups g USING (service), m_question q GROUP BY g.name, reason`;

/** Days with a deployment, by group and week of the period. */
export const WEEKS = `
  SELECT g.name, floor((at / 86400000 - q.period_from / 86400000) / 7)::int AS week, count(DISTINCT at / 86400000)::int AS days
  FROM m_deployments d LEFT JOIN m_groups g USING (service), m_question q
  WHERE ${IN_PERIOD} AND outcome = 'success' AND (q.rollbacks_count OR reason IS DISTINCT FROM 'rollback') GROUP BY g.name, week`;

/** Lead times by group: quantiles of what was used. */
export const LEAD_TIME = `
  SELECT g.name, count(*)::float8 AS n, percentile_cont(ARRAY[0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY value) AS quantiles
  FROM m_lead l LEFT JOIN m_groups g USING (service) WHERE reason IS NULL GROUP BY g.name`;

export const LEAD_TIME_HISTOGRAM = `
  SELECT g.name, width_bucket(value::float8, ARRAY[${LEAD_TIME_BOUNDS.join(', ')}]::float8[]) AS bar, count(*)::float8 AS n
  FROM m_lead l LEFT JOIN m_groups g USING (service) WHERE reason IS NULL GROUP BY g.name, bar`;

export const LEAD_TIME_EXCLUDED = `
  SELECT g.name, reason, count(*)::float8 AS n
  FROM (SELECT service, reason FROM m_lead WHERE reason IS NOT NULL UNION ALL SELECT service, 'not-deployed' FROM m_waiting w, m_question q WHERE ${IN_PERIOD}) l
  LEFT JOIN m_groups g USING (service) GROUP BY g.name, reason`;

/** Failed deployments and all, by group and by why they were left out. */
export const FAIL_RATE = `
  SELECT g.name, excluded AS reason, count(*)::float8 AS n, count(*) FILTER (WHERE failed)::float8 AS failed, count(*) FILTER (WHERE late)::float8 AS provisional
  FROM (
    SELECT service, ${NOT_COUNTED} AS excluded, at > q.now - q.failure_window AS late, EXISTS (SELECT 1 FROM m_failures f WHERE f.deployment = d.id) AS failed
    FROM m_deployments d, m_question q WHERE ${IN_PERIOD}
  ) d LEFT JOIN m_groups g USING (service) GROUP BY g.name, excluded`;

/** How long failures lasted, by group; what is not over has lasted until now. */
export const RECOVERY_STEP = `
  CREATE TEMP TABLE m_recovery ON COMMIT DROP AS
  WITH failed AS (
    SELECT d.id, d.service, d.at, d.reason, count(i.incident) AS incidents, bool_and(i.resolved_at IS NOT NULL) FILTER (WHERE i.incident IS NOT NULL) AS over, max(i.resolved_at) AS resolved_at
    FROM m_deployments d JOIN m_failures f ON f.deployment = d.id LEFT JOIN m_incidents i ON i.incident = f.incident, m_question q
    WHERE d.at >= q.period_from AND d.at < q.period_to GROUP BY d.id, d.service, d.at, d.reason
  ), recovered AS (
    SELECT f.*, CASE WHEN f.incidents > 0 THEN CASE WHEN f.over THEN f.resolved_at END ELSE later.at END AS recovered_at
    FROM failed f LEFT JOIN LATERAL (SELECT d.at FROM m_deployments d WHERE d.service = f.service AND d.at > f.at AND d.outcome = 'success' ORDER BY d.at LIMIT 1) later ON true
  )
  SELECT g.name, coalesce(recovered_at, q.now) - at AS value, recovered_at IS NULL AS open, CASE
    WHEN reason = 'rollback' AND NOT q.rollbacks_count THEN 'rollback'
    WHEN recovered_at < at THEN 'recovered-before-deployment' END AS reason
  FROM recovered r LEFT JOIN m_groups g USING (service), m_question q`;

/** The estimate of Kaplan and Meier by group, as \`kaplan-meier.ts\` has it. */
export const RECOVERY = `
  WITH times AS (
    SELECT name, value, count(*) AS n, count(*) FILTER (WHERE NOT open) AS ended FROM m_recovery WHERE reason IS NULL GROUP BY name, value
  ), risks AS (
    SELECT *, sum(n) OVER (PARTITION BY name ORDER BY value DESC)::float8 AS at_risk FROM times
  ), curve AS (
    SELECT *, CASE WHEN ended = at_risk THEN 0
      ELSE exp(sum(CASE WHEN ended = at_risk THEN 0 ELSE ln(1 - ended / at_risk) END) OVER (PARTITION BY name ORDER BY value)) END AS waiting FROM risks
  )
  SELECT name, sum(n)::float8 AS n, sum(n - ended)::float8 AS open,
    min(value) FILTER (WHERE ended > 0 AND waiting <= 0.5 + 1e-9)::float8 AS p50,
    min(value) FILTER (WHERE ended > 0 AND waiting <= 0.25 + 1e-9)::float8 AS p75,
    min(value) FILTER (WHERE ended > 0 AND waiting <= 0.1 + 1e-9)::float8 AS p90
  FROM curve GROUP BY name`;

export const RECOVERY_EXCLUDED = 'SELECT name, reason, count(*)::float8 AS n FROM m_recovery WHERE reason IS NOT NULL GROUP BY name, reason';

/** Rework and all deployments of six months, by group and by why they were left out. */
export const REWORK = `
  SELECT g.name, excluded AS reason, count(*)::float8 AS n, count(*) FILTER (WHERE rework)::float8 AS rework
  FROM (
    SELECT service, CASE outcome WHEN 'failure' THEN 'rollout-failed' WHEN 'pending' THEN 'not-known-to-be-healthy' END AS excluded,
      CASE WHEN reason IS NOT NULL OR jsonb_array_length(repairs) > 0 THEN q.mixed = 'any' OR fix_count IN (0, commit_count)
        ELSE commit_count > 0 AND CASE q.mixed WHEN 'any' THEN fix_count > 0 ELSE fix_count = commit_count END END AS rework
    FROM m_deployments d, m_question q WHERE at >= q.rework_from AND at < q.period_to
  ) d LEFT JOIN m_groups g USING (service) GROUP BY g.name, excluded`;

/** Failures that no deployment is blamed for. What names no service belongs to everything and to no group. */
export const UNLINKED = `
  SELECT g.name, reason, count(*)::float8 AS n FROM m_unlinked u LEFT JOIN m_groups g USING (service), m_question q
  WHERE ${IN_PERIOD} AND (u.service <> '' OR $1) GROUP BY g.name, reason`;

export const FAILURES_COLLECTED = `
  SELECT EXISTS (SELECT 1 FROM pavement_facts f, m_question q WHERE f.at <= q.now AND (f.kind = 'incident' OR (f.kind = 'collection' AND f.fact->'kinds' ? 'incidents'))) AS collected`;
