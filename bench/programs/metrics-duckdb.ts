import { DuckDBInstance } from '@duckdb/node-api';

/**
 * The DORA metrics as one would write them in SQL over the files of a log, without the edge cases: a deployment is an event, a failure is a rollout
 * that failed or an incident that names the artifact, a lead time begins with the commit.
 *
 * Arguments: glob of the files, beginning and end of the period. Prints how long the answers took, and the most memory the process had.
 */
const [files, from, to] = process.argv.slice(2);

const SQL = `
  WITH events AS (
    SELECT context.id AS id, context.type AS type, context.timestamp::TIMESTAMPTZ AS happened, subject, customData
    FROM read_json('${files}', format = 'newline_delimited', columns = {
      context: 'STRUCT(id VARCHAR, type VARCHAR, timestamp VARCHAR)', subject: 'JSON', customData: 'JSON' })
  ),
  deploys AS (
    SELECT id, happened, subject->>'$.content.artifactId' AS artifact, customData->>'$.outcome' = 'failure' AS failed, customData->'$.commits' AS commits
    FROM events WHERE type LIKE 'dev.cdevents.service.deployed.%' AND happened >= '${from}' AND happened < '${to}'
  ),
  blamed AS (SELECT DISTINCT subject->>'$.content.artifactId' AS artifact FROM events WHERE type LIKE 'dev.cdevents.incident.detected.%'),
  lead AS (
    SELECT epoch_ms(happened) - epoch_ms((commit->>'$.authoredAt')::TIMESTAMPTZ) AS ms
    FROM (SELECT happened, unnest(commits::JSON[]) AS commit FROM deploys WHERE NOT coalesce(failed, false))
  )
  SELECT
    (SELECT count(*) FROM deploys WHERE NOT coalesce(failed, false)) AS n,
    (SELECT count(*) FROM deploys LEFT JOIN blamed USING (artifact) WHERE failed OR blamed.artifact IS NOT NULL) AS failed,
    (SELECT quantile_cont(ms, 0.5) FROM lead) AS p50`;

async function main(): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const begin = process.hrtime.bigint();
  const reader = await connection.runAndReadAll(SQL);
  const ms = Number(process.hrtime.bigint() - begin) / 1e6;
  process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024, answer: reader.getRows()[0].map(Number) }));
}

void main();
