/** The events of some names, and the incidents that may be theirs. */
const PARTS = `
  own AS MATERIALIZED (SELECT id, fact FROM pavement_facts WHERE service = ANY ($1::text[])),
  incidents AS MATERIALIZED (SELECT DISTINCT f.fact->>'incident' AS incident FROM pavement_facts f WHERE f.kind = 'incident' AND (f.service IS NULL
    OR f.service = ANY ($1::text[]) OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(f.fact->'deployments') AS l (id) JOIN own ON own.id = l.id)))`;

/** Other names of which a deployment repairs one of those, or is named by an incident that may be theirs. */
export const PARTNERS_OF = `
  WITH ${PARTS},
  named AS MATERIALIZED (SELECT DISTINCT l.id FROM pavement_facts f JOIN incidents i ON i.incident = f.fact->>'incident'
    CROSS JOIN jsonb_array_elements_text(f.fact->'deployments') AS l (id) WHERE f.kind = 'incident')
  SELECT DISTINCT service FROM pavement_facts f WHERE f.kind = 'deploy' AND f.service <> ALL ($1::text[]) AND (f.id IN (SELECT id FROM named)
    OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(f.fact->'repairs') AS r (id) JOIN own ON own.id = r.id))`;

/** The facts of a service by its names, and what has a part in them: the deployments of its partners by theirs, and the rest. */
export const FACTS_OF = `
  WITH ${PARTS},
  shas AS MATERIALIZED (SELECT DISTINCT c->>'sha' AS sha FROM own CROSS JOIN jsonb_array_elements(own.fact->'commits') AS c WHERE own.fact->>'kind' = 'deploy')
  SELECT true AS own, fact FROM own
  UNION ALL SELECT false, fact FROM pavement_facts f WHERE (f.service IS NULL OR f.service <> ALL ($1::text[])) AND CASE f.kind
    WHEN 'rename' THEN true
    WHEN 'collection' THEN true
    WHEN 'incident' THEN f.fact->>'incident' IN (SELECT incident FROM incidents)
    WHEN 'change' THEN EXISTS (SELECT 1 FROM jsonb_array_elements_text(f.fact->'shas') AS s (sha) JOIN shas ON shas.sha = s.sha)
    WHEN 'deploy' THEN f.service = ANY ($2::text[])
    ELSE false END`;
