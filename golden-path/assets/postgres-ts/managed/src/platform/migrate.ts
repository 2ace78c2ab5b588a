// Brings the schema up to date with migrations/, each file once, in order, all or nothing. Run as the migrator before the service.
import './telemetry';
import { join } from 'node:path';
import { Client } from 'pg';
import { connection } from './database';
import { log } from './log';

/** Applies what has not been applied yet. */
export async function migrate(directory = join(__dirname, '../../migrations')): Promise<string[]> {
  // an ES module
  const { runner } = await import('node-pg-migrate');
  const client = new Client(connection());
  await client.connect();
  try {
    // the service's own; nobody may create anything in `public`
    const { rows } = await client.query<{ schema: string }>('SELECT current_schema() AS schema');
    const schema = rows[0]?.schema ?? 'public';
    const applied = await runner({
      dbClient: client,
      dir: directory,
      direction: 'up',
      schema,
      migrationsSchema: schema,
      migrationsTable: 'schema_migrations',
      checkOrder: true,
      singleTransaction: true,
      logger: {
        debug: (text) => log.debug(text),
        info: (text) => log.debug(text),
        warn: (text) => log.warn(text),
        error: (text) => log.error(text),
      },
    });
    return applied.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

if (require.main === module) {
  migrate()
    .then((applied) => log.info({ applied }, 'migrated'))
    .catch((err: unknown) => {
      log.fatal({ err }, 'migration failed');
      process.exitCode = 1;
    });
}
