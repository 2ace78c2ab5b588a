import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { partsOrSkip } from './harness/parts';
import { ADMINISTRATOR, PASSWORD, Postgres, postgresBinaries, startPostgres } from './harness/postgres';
import { Outcome, runAsync } from './harness/run';
import { rolesSql } from '../../src/postgres/roles-sql';
import { MAKE_ROLES, SIGN_IN, SQL_DIRECTORY } from '../../src/postgres/scripts';

/** As long as a token of IAM with a session in it, and with what a password file gives a meaning to. */
const TOKEN = `db.example.com:15432/?Action=connect&DBUser=api_migrator&X-Amz-Security-Token=${'a\\:%2F'.repeat(250)}`;

/** Stands in for AWS: answers what the two commands would, and notes how it was called. */
const AWS = `#!/bin/sh
printf '%s\\n' "$*" >> "$AWS_CALLS"
case "$1 $2" in
  'secretsmanager get-secret-value') cat "$AWS_SECRET" ;;
  'rds generate-db-auth-token') cat "$AWS_TOKEN" ;;
  *) echo "unexpected: $*" >&2; exit 1 ;;
esac
`;

(partsOrSkip('psql', 'jq') ? describe : describe.skip)('what the containers run, with the real shell, psql and jq', () => {
  let postgres: Postgres;
  let folder: string;

  beforeAll(async () => {
    postgres = await startPostgres(postgresBinaries()[0].folder);
    folder = mkdtempSync(join(tmpdir(), 'pavement-scripts-'));
    mkdirSync(join(folder, 'sql'));
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'sql/roles.sql'), rolesSql({ database: 'orders', owners: [{ service: 'api', app: true }], readers: [] }));
    writeFileSync(join(folder, 'aws'), AWS);
    chmodSync(join(folder, 'aws'), 0o755);
    writeFileSync(join(folder, 'secret'), JSON.stringify({ username: ADMINISTRATOR, password: PASSWORD }));
    writeFileSync(join(folder, 'token'), TOKEN);
  });

  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a container's command, with the folders of the Pod in the test's own. */
  function run(command: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
    const [file, ...args] = command.map(text => text.replaceAll(SQL_DIRECTORY, join(folder, 'sql')));
    return runAsync(file, args, {
      env: {
        PATH: [folder, process.env.PATH].join(delimiter),
        HOME: folder,
        AWS_REGION: 'eu-central-1',
        AWS_CALLS: join(folder, 'calls'),
        AWS_SECRET: join(folder, 'secret'),
        AWS_TOKEN: join(folder, 'token'),
        PGHOST: '127.0.0.1',
        PGPORT: String(postgres.port),
        PGDATABASE: 'orders',
        ...env,
      },
    });
  }

  const MASTER = { MASTER_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:333333333333:secret:rds!db-1' };
  const MIGRATOR = () => ({ PGUSER: 'api_migrator', PGPASSFILE: join(folder, 'database/pgpass') });

  test('the Job makes the roles as the administrator, whose password holds every sign, and says nothing', async () => {
    expect(await run(MAKE_ROLES, MASTER)).toEqual({ status: 0, stdout: '', stderr: '' });

    expect(await postgres.as('root', 'SELECT rolname AS name FROM pg_roles WHERE rolname LIKE \'api\\_%\' ORDER BY 1'))
      .toEqual(['api_app', 'api_migrator', 'api_owner'].map(name => ({ name })));
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toContain(`--secret-id ${MASTER.MASTER_SECRET_ARN}`);
  });

  test('the Job fails with the message of the server when the SQL cannot be applied', async () => {
    const other = await run(MAKE_ROLES.map(line => line.replace('roles.sql', 'none.sql')), MASTER);
    const wrong = await run(MAKE_ROLES, { ...MASTER, PGDATABASE: 'nowhere' });

    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('none.sql: No such file')]);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('database "nowhere" does not exist')]);
  });

  test('the Job that fails half-way has changed nothing', async () => {
    const sql = rolesSql({ database: 'orders', owners: [{ service: 'late', app: true }], readers: [] });
    writeFileSync(join(folder, 'sql/broken.sql'), sql.replace(/COMMIT;\n$/, 'SELECT 1/0;\nCOMMIT;\n'));

    const { status, stderr } = await run(MAKE_ROLES.map(line => line.replace('roles.sql', 'broken.sql')), MASTER);

    expect([status, stderr]).toEqual([3, expect.stringContaining('division by zero')]);
    expect(await postgres.as('root', 'SELECT rolname FROM pg_roles WHERE rolname LIKE \'late%\'')).toEqual([]);
    expect(await postgres.as('root', 'SELECT rolname AS name FROM pg_roles WHERE rolname = \'api_app\'')).toEqual([{ name: 'api_app' }]);
  });

  test('the Job fails when there is no secret, and asks no database', async () => {
    const { status, stderr } = await run(MAKE_ROLES, { ...MASTER, AWS_SECRET: '/none' });

    expect(status).not.toBe(0);
    expect(stderr).toContain('/none');
    expect(stderr).not.toContain('psql');
  });

  test('signing in leaves a password file that only its owner can read, with which psql and the driver of Node connect', async () => {
    await postgres.as('root', `ALTER ROLE api_migrator PASSWORD '${TOKEN}'`);

    expect(await run(SIGN_IN, MIGRATOR())).toEqual({ status: 0, stdout: '', stderr: '' });

    const file = join(folder, 'database/pgpass');
    expect(statSync(file).mode.toString(8)).toBe('100600');
    expect(TOKEN.length).toBeGreaterThan(1500);
    const psql = await run(['psql', '-Atc', 'SELECT session_user || \' as \' || current_user'], MIGRATOR());
    expect(psql.stdout).toBe('api_migrator as api_owner\n');
    const node = await run([process.execPath, '-e', `
      const { Client } = require(${JSON.stringify(require.resolve('pg'))});
      const client = new Client();
      client.connect().then(() => client.query('SELECT current_user AS name')).then(({ rows }) => { console.log(rows[0].name); return client.end(); });
    `], MIGRATOR());
    expect(node).toMatchObject({ status: 0, stdout: 'api_owner\n' });
  });

  test('signing in waits until the database lets the role in', async () => {
    await postgres.as('root', 'ALTER ROLE api_migrator NOLOGIN');
    const started = run(SIGN_IN.map(line => line.replace('sleep 5', 'sleep 0.2')), MIGRATOR());
    const early = await Promise.race([started, new Promise(resolve => setTimeout(resolve, 1000, 'still waiting'))]);
    await postgres.as('root', 'ALTER ROLE api_migrator LOGIN');

    expect(early).toBe('still waiting');
    expect((await started).status).toBe(0);
  });

  test('signing in gives up in the end', async () => {
    const quick = SIGN_IN.map(line => line.replace('sleep 5', 'sleep 0').replace(/-lt \d+/, '-lt 3'));

    const { status, stderr } = await run(quick, { ...MIGRATOR(), PGUSER: 'nobody_here' });

    expect(status).toBe(1);
    expect(stderr.match(/authentication failed|fe_sendauth/g)).toHaveLength(3);
  });
});
