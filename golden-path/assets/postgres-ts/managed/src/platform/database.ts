import { readFileSync } from 'node:fs';
import { Signer } from '@aws-sdk/rds-signer';
import { type ClientConfig, Pool } from 'pg';
import { log } from './log';

/** Connections of one copy; the platform counts with as many. */
const POOL_SIZE = 10;

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * How the database is reached, from the variables of libpq. The password is `PGPASSWORD`, or is in the file that `PGPASSFILE` names, or
 * else is an IAM token, a new one for every connection.
 */
export function connection(env: Variables = process.env): ClientConfig {
  return {
    host: env.PGHOST,
    port: Number(env.PGPORT ?? 5432),
    database: env.PGDATABASE,
    user: env.PGUSER,
    application_name: env.PGAPPNAME,
    connectionTimeoutMillis: Number(env.PGCONNECT_TIMEOUT ?? 5) * 1000,
    ssl: tls(env),
    ...(env.PGPASSFILE ? {} : { password: env.PGPASSWORD ?? iamToken(env) }),
  };
}

function tls({ PGSSLMODE = 'prefer', PGSSLROOTCERT }: Variables): ClientConfig['ssl'] {
  if (!['verify-full', 'verify-ca', 'require'].includes(PGSSLMODE)) {
    return false;
  }
  return { rejectUnauthorized: true, ...(PGSSLROOTCERT ? { ca: readFileSync(PGSSLROOTCERT, 'utf8') } : {}) };
}

function iamToken({ PGHOST = '', PGPORT = '5432', PGUSER = '', AWS_REGION }: Variables): () => Promise<string> {
  const signer = new Signer({
    hostname: PGHOST,
    port: Number(PGPORT),
    username: PGUSER,
    ...(AWS_REGION ? { region: AWS_REGION } : {}),
  });
  return async () => signer.getAuthToken();
}

/** Opens a pool; its connections are made when they are needed. */
export function createPool(env: Variables = process.env): Pool {
  const pool = new Pool({ ...connection(env), max: POOL_SIZE });
  // an idle connection that breaks is replaced; without a listener it would end the process
  pool.on('error', (err) => log.warn({ err }, 'lost an idle database connection'));
  return pool;
}
