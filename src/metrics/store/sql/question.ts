/** The question, and what services are called now, as tables that the other steps read; they are gone with the transaction. */
export const QUESTION_STEPS = [
  `CREATE TEMP TABLE m_question (
    now bigint, period_from bigint, period_to bigint, rework_from bigint, production text[], failure_window bigint, lead_start text, mixed text, rollbacks_count boolean
  ) ON COMMIT DROP`,
  'CREATE TEMP TABLE m_names (name text COLLATE "C" PRIMARY KEY, current text COLLATE "C") ON COMMIT DROP',
];

export const INSERT_QUESTION = 'INSERT INTO m_question VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)';

export const INSERT_NAMES = 'INSERT INTO m_names SELECT name, current FROM jsonb_to_recordset($1::jsonb) AS new (name text, current text)';

/** Facts of a kind up to now, under the names of now, with the columns of `m`. */
export function factsOfKind(...kinds: string[]): string {
  return `(
    SELECT f.id, f.at, f.kind, f.fact, coalesce(n.current, f.service) AS service
    FROM pavement_facts f LEFT JOIN m_names n ON n.name = f.service
    WHERE f.kind IN (${kinds.map(kind => `'${kind}'`).join(', ')}) AND f.at <= (SELECT now FROM m_question)
  )`;
}

/** Whether a fact is of production: as it says, else by the name of its environment. */
export const IS_PRODUCTION = `coalesce((f.fact->>'production')::boolean, EXISTS (
    SELECT 1 FROM unnest((SELECT production FROM m_question)) AS p (name)
    WHERE f.fact->>'environment' = p.name OR starts_with(f.fact->>'environment', p.name || '-')
  ))`;
