import { factsOfKind } from './question';

/** Changes that reached production, in `m_lead`, and those that wait, in `m_waiting`: both with why they were left out. */
export const LEAD_TIME_STEPS = [
  `CREATE TEMP TABLE m_changes ON COMMIT DROP AS
  SELECT DISTINCT ON (s.sha) s.sha COLLATE "C" AS sha, f.fact->>'change' AS change, (f.fact->>'firstCommitAt')::bigint AS first_commit_at, f.at AS merged_at, (f.fact->>'bot')::boolean AS bot
  FROM ${factsOfKind('change')} f CROSS JOIN jsonb_array_elements_text(f.fact->'shas') AS s (sha)
  WHERE (SELECT lead_start FROM m_question) <> 'commit'
  ORDER BY s.sha, f.at, f.id`,
  'ANALYZE m_changes',
  `CREATE TEMP TABLE m_commits ON COMMIT DROP AS
  SELECT d.service, d.at, d.id, d.reason, d.has_base, c.place, c.commit->>'sha' COLLATE "C" AS sha, (c.commit->>'at')::bigint AS commit_at, c.commit->>'patch' AS patch,
    (c.commit->>'bot')::boolean AS bot, coalesce((c.commit->>'revert')::boolean, false) AS revert, coalesce((c.commit->>'elsewhere')::boolean, false) AS elsewhere
  FROM m_deployments d CROSS JOIN jsonb_array_elements(d.commits) WITH ORDINALITY AS c (commit, place) WHERE d.outcome = 'success'`,
  'ANALYZE m_commits',
  `CREATE TEMP TABLE m_lead ON COMMIT DROP AS
  WITH units AS (
    SELECT c.*, g.first_commit_at, g.merged_at, g.bot AS change_bot, coalesce(g.change, c.sha) AS unit
    FROM m_commits c LEFT JOIN m_changes g USING (sha) WHERE c.reason IS DISTINCT FROM 'rollback'
  ), ranked AS (
    SELECT *, row_number() OVER unit_order AS times, min(commit_at) OVER (PARTITION BY service, unit) AS earliest
    FROM units WINDOW unit_order AS (PARTITION BY service, unit ORDER BY at, id, place)
  ), copied AS (
    SELECT *, times = 1 AND patch IS NOT NULL AND row_number() OVER (PARTITION BY service, patch, times = 1 ORDER BY at, id, place) > 1 AS copy FROM ranked
  ), begun AS (
    SELECT *, CASE (SELECT lead_start FROM m_question) WHEN 'commit' THEN commit_at WHEN 'merge' THEN merged_at ELSE coalesce(first_commit_at, earliest) END AS began FROM copied
  )
  SELECT service, at - began AS value, CASE
    WHEN times > 1 THEN 'counted-before'
    WHEN NOT has_base THEN 'first-deploy'
    WHEN elsewhere THEN 'other-service'
    WHEN coalesce(bot, change_bot, false) THEN 'bot'
    WHEN revert THEN 'revert'
    WHEN copy THEN 'cherry-pick'
    WHEN began IS NULL THEN 'no-start-time'
    WHEN began > at THEN 'starts-after-deployment' END AS reason
  FROM begun, m_question q WHERE at >= q.period_from AND at < q.period_to`,
  `CREATE TEMP TABLE m_waiting ON COMMIT DROP AS
  WITH changes AS MATERIALIZED (SELECT f.id, f.service, f.at, f.fact->'shas' AS shas FROM ${factsOfKind('change')} f WHERE f.service IS NOT NULL),
  deployed AS (
    SELECT DISTINCT f.id FROM changes f CROSS JOIN jsonb_array_elements_text(f.shas) AS s (sha) JOIN m_commits c ON c.sha = s.sha AND c.service = f.service
  )
  SELECT f.service, f.at FROM changes f LEFT JOIN deployed d USING (id) WHERE d.id IS NULL`,
];
