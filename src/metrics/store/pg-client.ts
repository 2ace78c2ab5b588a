/** A connection to PostgreSQL, in the words of the package `pg`, which has no types of its own. */
export interface PgClient {
  connect(): Promise<void>;
  query<R = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<{ readonly rows: R[] }>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
}

interface Pg {
  readonly Client: new (options: { connectionString: string }) => PgClient;
}

/** A connection that is not open yet. The compiled library has the client inside. */
export function pgClient(url: string, password: string | undefined): PgClient {
  const { Client } = require('pg') as Pg; // eslint-disable-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
  const target = new URL(url);
  // a URL without a password would hide one that is given beside it
  if (target.password === '' && password !== undefined) {
    target.password = encodeURIComponent(password);
  }
  return new Client({ connectionString: target.href });
}
