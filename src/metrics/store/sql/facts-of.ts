/** The facts of services by name, and those that have a part in them. */
export const FACTS_OF = `
  WITH own AS MATERIALIZED (SELECT id, fact FROM pavement_facts WHERE service = ANY ($1::text[])),
  shas AS MATERIALIZED (SELECT DISTINCT c->>'sha' AS sha FROM own CROSS JOIN jsonb_array_elements(own.fact->'commits') AS c WHERE own.fact->>'kind' = 'deploy')
  SELECT fact FROM own
  UNION ALL SELECT fact FROM pavement_facts f WHERE (f.service IS NULL OR f.service <> ALL ($1::text[])) AND CASE f.kind
    WHEN 'rename' THEN true
    WHEN 'collection' THEN true
    WHEN 'incident' THEN f.service IS NULL OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(f.fact->'deployments') AS l (id) JOIN own ON own.id = l.id)
    WHEN 'change' THEN EXISTS (SELECT 1 FROM jsonb_array_elements_text(f.fact->'shas') AS s (sha) JOIN shas ON shas.sha = s.sha)
    ELSE false END`;
