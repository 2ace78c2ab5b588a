/** The tables of a store: the events as they came, and what each of them means. Times are milliseconds since 1970. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS pavement_events (
    id text COLLATE "C" PRIMARY KEY,
    event text NOT NULL
  );
  CREATE TABLE IF NOT EXISTS pavement_facts (
    id text COLLATE "C" PRIMARY KEY,
    at bigint NOT NULL,
    kind text NOT NULL,
    service text COLLATE "C",
    digest text COLLATE "C" NOT NULL,
    conflict boolean NOT NULL,
    fact jsonb NOT NULL
  );
  CREATE INDEX IF NOT EXISTS pavement_facts_kind_at ON pavement_facts (kind, at);
  CREATE INDEX IF NOT EXISTS pavement_facts_service ON pavement_facts (service);
`;

/** Adds events; one whose id is there already stays as it is. */
export const INSERT_EVENTS = `
  INSERT INTO pavement_events (id, event)
  SELECT id, event FROM jsonb_to_recordset($1::jsonb) AS new (id text, event text)
  ON CONFLICT (id) DO NOTHING`;

/** Adds facts. Where one id says different things, the same of them counts whichever came first. */
export const INSERT_FACTS = `
  INSERT INTO pavement_facts AS known (id, at, kind, service, digest, conflict, fact)
  SELECT id, at, kind, service, digest, conflict, fact
  FROM jsonb_to_recordset($1::jsonb) AS new (id text, at bigint, kind text, service text, digest text, conflict boolean, fact jsonb)
  ON CONFLICT (id) DO UPDATE SET
    conflict = true,
    at = CASE WHEN excluded.digest < known.digest THEN excluded.at ELSE known.at END,
    kind = CASE WHEN excluded.digest < known.digest THEN excluded.kind ELSE known.kind END,
    service = CASE WHEN excluded.digest < known.digest THEN excluded.service ELSE known.service END,
    fact = CASE WHEN excluded.digest < known.digest THEN excluded.fact ELSE known.fact END,
    digest = least(excluded.digest, known.digest)
  WHERE known.digest <> excluded.digest OR (excluded.conflict AND NOT known.conflict)`;
