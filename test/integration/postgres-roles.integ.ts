import { ADMINISTRATOR, PASSWORD, Postgres, postgresBinaries, startPostgres } from './harness/postgres';
import { rolesSql } from '../../src/postgres/roles-sql';

const SHOP = {
  database: 'orders', owners: [{ service: 'checkout-api', app: true }, { service: 'user', app: true }], readers: ['report'],
};
const LOGINS = ['checkout_api_app', 'checkout_api_migrator', 'report_ro', 'user_app', 'user_migrator'];
const DENIED = /permission denied/;

const servers = postgresBinaries();

test('there is a PostgreSQL 18, from npm', () => {
  expect(servers.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^postgres \(PostgreSQL\) 18\./));
});

describe.each(servers)('$name, its administrator no superuser, as on RDS,', ({ folder }) => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres(folder);
    await postgres.as('root', 'CREATE ROLE stranger LOGIN');
    await apply();
    await postgres.as(
      'checkout_api_migrator',
      'CREATE TABLE orders (id bigserial PRIMARY KEY, total int)',
      'INSERT INTO orders (total) VALUES (1)',
      'CREATE TABLE audit (line text)',
      'REVOKE UPDATE, DELETE ON audit FROM checkout_api_app',
      'CREATE FUNCTION wipe() RETURNS void LANGUAGE sql SECURITY DEFINER AS \'DELETE FROM checkout_api.orders\'',
    );
    await postgres.as('user_migrator', 'CREATE TABLE people (name text)', 'INSERT INTO people VALUES (\'x\')');
  });

  afterAll(() => postgres?.stop());

  /** What the Job does, and what stands in for IAM: passwords for the roles that have none. */
  async function apply(spec: Parameters<typeof rolesSql>[0] = SHOP): Promise<void> {
    await postgres.as(ADMINISTRATOR, rolesSql(spec));
    const password = PASSWORD.replace(/'/g, '\'\'');
    for (const { rolname } of await postgres.as('root', 'SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname NOT IN (\'root\')')) {
      await postgres.as('root', `ALTER ROLE ${String(rolname)} PASSWORD '${password}'`);
    }
  }

  test('the second run changes nothing', async () => {
    const before = await catalog(postgres);
    await apply();

    expect(before.roles).toHaveLength(LOGINS.length + 4);
    expect(await catalog(postgres)).toEqual(before);
  });

  test('two runs at the same time both succeed', async () => {
    await Promise.all([1, 2].map(() => postgres.as(ADMINISTRATOR, rolesSql(SHOP))));
  });

  test('the app reads and changes rows of tables that the migrator makes later', async () => {
    await postgres.as('checkout_api_migrator', 'CREATE TABLE later (id serial, note text)');

    expect(await postgres.as(
      'checkout_api_app', 'INSERT INTO later (note) VALUES (\'a\')', 'UPDATE later SET note = \'b\'', 'SELECT id, note FROM later',
    )).toEqual([{ id: 1, note: 'b' }]);
    expect(await postgres.as('checkout_api_app', 'DELETE FROM later', 'SELECT * FROM later')).toEqual([]);
  });

  test.each([
    'CREATE TABLE t (a int)', 'CREATE TABLE public.t (a int)', 'CREATE TEMPORARY TABLE t (a int)', 'CREATE SCHEMA s', 'CREATE ROLE r',
    'CREATE VIEW v AS SELECT 1', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS \'SELECT 1\'',
  ])('the app cannot run DDL: %s', async statement => {
    await expect(postgres.as('checkout_api_app', statement)).rejects.toThrow(DENIED);
  });

  test.each([
    'ALTER TABLE orders ADD COLUMN b int', 'DROP TABLE orders', 'CREATE INDEX ON orders (total)', 'ALTER SCHEMA checkout_api RENAME TO mine',
  ])('the app cannot change what is there: %s', async statement => {
    await expect(postgres.as('checkout_api_app', statement)).rejects.toThrow(/must be owner of|permission denied/);
  });

  test.each(['TRUNCATE orders', 'SET ROLE checkout_api_owner', 'SET ROLE checkout_api_migrator'])('the app cannot get more: %s', async statement => {
    await expect(postgres.as('checkout_api_app', statement)).rejects.toThrow(DENIED);
  });

  test('the app cannot read or change the schema of another service', async () => {
    await expect(postgres.as('checkout_api_app', 'SELECT * FROM "user".people')).rejects.toThrow('permission denied for schema user');
    await expect(postgres.as('user_app', 'DELETE FROM checkout_api.orders')).rejects.toThrow('permission denied for schema checkout_api');
  });

  test('the migrator makes what belongs to the owner, and cannot touch the schema of another service', async () => {
    expect(await postgres.as('checkout_api_migrator', 'SELECT tableowner FROM pg_tables WHERE tablename = \'orders\'')).toEqual([{ tableowner: 'checkout_api_owner' }]);
    await postgres.as('checkout_api_migrator', 'ALTER TABLE orders ADD COLUMN note text', 'CREATE INDEX ON orders (note)', 'CREATE TEMPORARY TABLE t (a int)');
    await expect(postgres.as('checkout_api_migrator', 'SELECT * FROM "user".people')).rejects.toThrow(DENIED);
    await expect(postgres.as('checkout_api_migrator', 'DROP TABLE "user".people')).rejects.toThrow(DENIED);
  });

  test('without being the owner the migrator can do nothing', async () => {
    await expect(postgres.as('checkout_api_migrator', 'SET ROLE NONE', 'SELECT * FROM checkout_api.orders')).rejects.toThrow(DENIED);
  });

  test('the read-only role reads every schema, new tables too, and writes nowhere, whatever it sets', async () => {
    await postgres.as('user_migrator', 'CREATE TABLE IF NOT EXISTS newer (a int)');
    expect(await postgres.as('report_ro', 'SELECT * FROM newer')).toEqual([]);
    expect(await postgres.as('report_ro', 'SELECT name FROM people')).toEqual([{ name: 'x' }]);
    expect(await postgres.as('report_ro', 'SELECT count(*)::int AS n FROM checkout_api.orders')).toEqual([{ n: 1 }]);
    await expect(postgres.as('report_ro', 'INSERT INTO people VALUES (\'y\')')).rejects.toThrow('read-only transaction');
    const writing = (statement: string) => postgres.as('report_ro', 'SET default_transaction_read_only = off', statement);
    for (const statement of [
      'INSERT INTO people VALUES (\'y\')', 'UPDATE people SET name = \'y\'', 'DELETE FROM people', 'TRUNCATE people', 'CREATE TABLE t (a int)',
      'CREATE TEMPORARY TABLE t (a int)', 'SELECT nextval(\'checkout_api.orders_id_seq\')', 'SELECT checkout_api.wipe()', 'SET ROLE user_owner',
    ]) {
      await expect(writing(statement)).rejects.toThrow(DENIED);
    }
  });

  test('what a migration takes away from the app stays away', async () => {
    await apply();

    await postgres.as('checkout_api_app', 'INSERT INTO audit VALUES (\'a\')');
    await expect(postgres.as('checkout_api_app', 'DELETE FROM audit')).rejects.toThrow(DENIED);
  });

  test('a user without a grant cannot connect', async () => {
    await expect(postgres.as('stranger', 'SELECT 1')).rejects.toThrow('permission denied for database "orders"');
  });

  test('nobody can log in as the owner', async () => {
    await expect(postgres.as('checkout_api_owner', 'SELECT 1')).rejects.toThrow(/not permitted to log in|password authentication failed/);
    expect(await postgres.as('root', 'SELECT rolcanlogin FROM pg_roles WHERE rolname = \'checkout_api_owner\'')).toEqual([{ rolcanlogin: false }]);
  });

  test('the administrator has got no right on the data', async () => {
    expect(await postgres.as(ADMINISTRATOR, `SELECT pg_has_role('${ADMINISTRATOR}', 'checkout_api_owner', 'USAGE') AS member`)).toEqual([{ member: false }]);
    await expect(postgres.as(ADMINISTRATOR, 'SELECT * FROM checkout_api.orders')).rejects.toThrow(DENIED);
  });

  test('each role has its search path, its statement timeout and its lock timeout', async () => {
    const settings = 'SELECT current_setting(\'search_path\') AS path, current_setting(\'statement_timeout\') AS statement, current_setting(\'lock_timeout\') AS lock';

    expect(await postgres.as('checkout_api_app', settings)).toEqual([{ path: 'checkout_api, public', statement: '30s', lock: '0' }]);
    expect(await postgres.as('checkout_api_migrator', settings)).toEqual([{ path: 'checkout_api, public', statement: '14min', lock: '10s' }]);
    expect(await postgres.as('report_ro', settings)).toEqual([{ path: 'checkout_api, "user", public', statement: '5min', lock: '0' }]);
  });

  test('the statement timeout ends a statement', async () => {
    const quick = rolesSql(SHOP).replace('SET statement_timeout = \'30s\'', 'SET statement_timeout = \'1s\'');
    await postgres.as(ADMINISTRATOR, quick);

    await expect(postgres.as('checkout_api_app', 'SELECT pg_sleep(20)')).rejects.toThrow('canceling statement due to statement timeout');
    await apply();
  });

  test('the sixth connection of a migrator is refused', async () => {
    const open = await Promise.all(Array.from({ length: 5 }, () => postgres.connect('checkout_api_migrator')));
    try {
      await expect(postgres.connect('checkout_api_migrator')).rejects.toThrow('too many connections for role "checkout_api_migrator"');
    } finally {
      await Promise.all(open.map(connection => connection.end()));
    }
  });

  test('without RDS nobody is given its role for IAM, with RDS everybody who can log in is', async () => {
    expect(await postgres.as('root', 'SELECT 1 FROM pg_roles WHERE rolname = \'rds_iam\'')).toEqual([]);
    await postgres.as('root', 'CREATE ROLE rds_iam');
    await postgres.as('root', `GRANT rds_iam TO ${ADMINISTRATOR} WITH ADMIN OPTION`);
    await apply();

    const members = await postgres.as('root', `SELECT m.rolname AS name FROM pg_auth_members JOIN pg_roles m ON m.oid = member
      WHERE roleid = 'rds_iam'::regrole AND m.rolname <> '${ADMINISTRATOR}' ORDER BY 1`);
    expect(members.map(({ name }) => name)).toEqual(LOGINS);
    // else it would have to sign in with IAM itself, and its password would no longer work
    expect(await postgres.as('root', `SELECT roleid::regrole::text AS role FROM pg_auth_members JOIN pg_roles g ON g.oid = grantor
      WHERE member = '${ADMINISTRATOR}'::regrole AND g.rolname = '${ADMINISTRATOR}'`)).toEqual([]);
  });

  test('a service that is bound no longer loses its roles and its sessions, and keeps its data', async () => {
    const session = await postgres.connect('user_app');
    await session.query('SELECT 1');
    await session.query('SELECT lo_create(4711)');
    await apply({ ...SHOP, owners: SHOP.owners.slice(0, 1) });

    await expect(session.query('SELECT 1')).rejects.toThrow(/terminat|connection/);
    await expect(postgres.as('user_app', 'SELECT 1')).rejects.toThrow();
    expect((await catalog(postgres)).roles.map(({ name }) => name).filter(name => String(name).startsWith('user_'))).toEqual(['user_owner']);
    expect(await postgres.as('root', 'SELECT name FROM "user".people')).toEqual([{ name: 'x' }]);
    expect(await postgres.as('root', 'SELECT lomowner::regrole::text AS owner FROM pg_largeobject_metadata WHERE oid = 4711')).toEqual([{ owner: ADMINISTRATOR }]);

    await apply();
    expect(await postgres.as('user_app', 'SELECT name FROM people')).toEqual([{ name: 'x' }]);
  });
});

/** Everything that the SQL decides, as the server keeps it. */
async function catalog(postgres: Postgres): Promise<{ roles: Record<string, unknown>[] } & Record<string, Record<string, unknown>[]>> {
  const rows = (sql: string) => postgres.as('root', sql);
  return {
    roles: await rows(`SELECT rolname AS name, rolcanlogin, rolinherit, rolcreaterole, rolcreatedb, rolconnlimit, rolconfig::text,
      shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND rolname NOT IN ('root', 'rds_iam') ORDER BY 1`),
    members: await rows('SELECT roleid::regrole::text AS role, member::regrole::text, admin_option FROM pg_auth_members WHERE roleid >= 16384 ORDER BY 1, 2, 3'),
    settings: await rows('SELECT setrole::regrole::text, setconfig::text FROM pg_db_role_setting ORDER BY 1'),
    databases: await rows('SELECT datname, datacl::text FROM pg_database ORDER BY 1'),
    schemas: await rows('SELECT nspname, nspowner::regrole::text, nspacl::text FROM pg_namespace WHERE nspname !~ \'^pg_\' ORDER BY 1'),
    defaults: await rows('SELECT defaclrole::regrole::text, defaclnamespace::regnamespace::text, defaclobjtype, defaclacl::text FROM pg_default_acl ORDER BY 1, 2, 3'),
    tables: await rows('SELECT relname, relkind, relowner::regrole::text, relacl::text FROM pg_class WHERE oid >= 16384 AND relnamespace::regnamespace::text !~ \'^pg_\' ORDER BY 1'),
    functions: await rows('SELECT proname, proowner::regrole::text, proacl::text FROM pg_proc WHERE oid >= 16384 AND pronamespace::regnamespace::text !~ \'^pg_\' ORDER BY 1'),
  };
}
