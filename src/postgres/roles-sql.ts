import { databaseRole, databaseSchema } from '../core/names';
import { DATABASE_ROLES, RoleLimits } from '../standards/defaults';

/** Who may do what in a database. */
export interface RolesSpec {
  /** Name of the database inside the instance. */
  readonly database: string;
  /** Services with a schema of their own, sorted by name. */
  readonly owners: readonly SchemaOwner[];
  /** Services that read every schema, sorted. */
  readonly readers: readonly string[];
}

/** A service with a schema of its own. */
export interface SchemaOwner {
  readonly service: string;
  /** Whether it changes rows; a service that only migrates does not. */
  readonly app: boolean;
}

/** What the comment of every role begins with, so that a role whose service is bound no longer is recognised. */
const MARK = 'Pavement: ';

/** Every owner of a schema, also of services that are bound no longer. */
const OWNERS = `SELECT rolname FROM pg_catalog.pg_roles
    WHERE NOT rolcanlogin AND shobj_description(oid, 'pg_authid') LIKE '${MARK}%'
    ORDER BY rolname`;

/**
 * The SQL that makes roles, schemas and privileges be as a specification says: one transaction, and running it again changes nothing.
 *
 * For the master user of RDS, who is no superuser; also fit for a PostgreSQL without IAM, where nothing but the role of RDS is missing.
 */
export function rolesSql(spec: RolesSpec): string {
  const logins = loginRoles(spec);
  return [
    head(spec),
    start(spec),
    ...spec.owners.map(owner => schemaOwner(spec, owner)),
    ...spec.readers.map(service => reader(spec, service)),
    iam(logins),
    leftovers(logins),
    end(),
  ].join('\n\n') + '\n';
}

/** Every role that somebody can log in as. */
function loginRoles({ owners, readers }: RolesSpec): string[] {
  return [
    ...owners.flatMap(({ service, app }) => [databaseRole(service, 'migrator'), ...app ? [databaseRole(service, 'app')] : []]),
    ...readers.map(service => databaseRole(service, 'ro')),
  ].sort();
}

function head({ database, owners, readers }: RolesSpec): string {
  const rows = [
    ['role', 'may'],
    ...owners.flatMap(({ service, app }) => [
      [databaseRole(service, 'owner'), `own schema ${databaseSchema(service)}; nobody logs in as it`],
      [databaseRole(service, 'migrator'), `log in, and act as ${databaseRole(service, 'owner')}`],
      ...app ? [[databaseRole(service, 'app'), `log in, and read and change rows of schema ${databaseSchema(service)}`]] : [],
    ]),
    ...readers.map(service => [databaseRole(service, 'ro'), 'log in, and read rows of every schema above']),
  ];
  const width = Math.max(...rows.map(([role]) => role.length));
  return [
    `-- Who may do what in database ${database}.`,
    '--',
    ...rows.map(([role, may]) => `--   ${role.padEnd(width)}  ${may}`),
    '--',
    '-- Written by a program: change that, not this. One transaction; running it again changes nothing.',
  ].join('\n');
}

function start({ database }: RolesSpec): string {
  return `BEGIN;

-- Two runs at the same time come one after the other; a run that waits for anybody else gives up and is tried again.
SET LOCAL lock_timeout = '60s';
SET LOCAL client_min_messages = warning;
SELECT FROM pg_advisory_xact_lock(hashtext('pavement roles'));

-- Makes a role that can do nothing yet, unless it is there: CREATE ROLE has no IF NOT EXISTS.
CREATE OR REPLACE FUNCTION pg_temp.make_role(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) THEN
    EXECUTE format('CREATE ROLE %I', name);
  END IF;
END $$;

-- Whoever is not named below does not get in.
REVOKE ALL ON DATABASE ${quoted(database)} FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;`;
}

function schemaOwner(spec: RolesSpec, { service, app }: SchemaOwner): string {
  const schema = quoted(databaseSchema(service));
  const owner = databaseRole(service, 'owner');
  const migrator = databaseRole(service, 'migrator');
  return [`${heading(service)}

SELECT pg_temp.make_role('${owner}');
ALTER ROLE ${owner} NOLOGIN NOINHERIT NOCREATEDB NOCREATEROLE;
COMMENT ON ROLE ${owner} IS '${MARK}owns the schema of ${service}';
-- Only a member can give something to a role; taken back at the end.
GRANT ${owner} TO CURRENT_USER;

CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${owner};
ALTER SCHEMA ${schema} OWNER TO ${owner};
REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC;
GRANT TEMPORARY ON DATABASE ${quoted(spec.database)} TO ${owner};
-- Else anybody who sees a function of the owner can call it.
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

${login(spec, migrator, `changes the schema of ${service}`, DATABASE_ROLES.migrator, [databaseSchema(service)])}
-- What it creates belongs to the owner from the start. By itself it may do nothing.
ALTER ROLE ${migrator} NOINHERIT;
GRANT ${owner} TO ${migrator};
ALTER ROLE ${migrator} SET role = '${owner}';`, ...app ? [appRole(spec, service)] : []].join('\n\n');
}

function appRole(spec: RolesSpec, service: string): string {
  const role = databaseRole(service, 'app');
  return `${login(spec, role, `changes rows of ${service}`, DATABASE_ROLES.app, [databaseSchema(service)])}
${access(service, role, { TABLES: 'SELECT, INSERT, UPDATE, DELETE', SEQUENCES: 'SELECT, USAGE', ROUTINES: 'EXECUTE' })}`;
}

function reader(spec: RolesSpec, service: string): string {
  const role = databaseRole(service, 'ro');
  return [
    `${heading(`${service}, read only`)}\n`,
    login(spec, role, `reads rows for ${service}`, DATABASE_ROLES.ro, spec.owners.map(owner => databaseSchema(owner.service))),
    '-- A reminder, with a clear message; what keeps it from writing is that it has no privilege to.',
    `ALTER ROLE ${role} SET default_transaction_read_only = on;`,
    ...spec.owners.map(owner => access(owner.service, role, { TABLES: 'SELECT', SEQUENCES: 'SELECT' })),
  ].join('\n');
}

/** A role that can log in, with its limits and nothing else. */
function login(spec: RolesSpec, role: string, purpose: string, limits: RoleLimits, schemas: string[]): string {
  return [
    `SELECT pg_temp.make_role('${role}');`,
    `ALTER ROLE ${role} LOGIN INHERIT NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${limits.connections};`,
    `COMMENT ON ROLE ${role} IS '${MARK}${purpose}';`,
    `ALTER ROLE ${role} RESET ALL;`,
    `ALTER ROLE ${role} SET search_path = ${[...schemas, 'public'].map(quoted).join(', ')};`,
    `ALTER ROLE ${role} SET statement_timeout = '${limits.statementTimeoutSeconds}s';`,
    ...limits.lockTimeoutSeconds === 0 ? [] : [`ALTER ROLE ${role} SET lock_timeout = '${limits.lockTimeoutSeconds}s';`],
    `GRANT CONNECT ON DATABASE ${quoted(spec.database)} TO ${role};`,
  ].join('\n');
}

/** What a role may do with what is in a service's schema, and with what its migrations will make there. */
function access(service: string, role: string, privileges: Record<string, string>): string {
  const schema = quoted(databaseSchema(service));
  const entries = Object.entries(privileges);
  const future = `ALTER DEFAULT PRIVILEGES FOR ROLE ${databaseRole(service, 'owner')} IN SCHEMA ${schema}`;
  return `-- What is there already, the first time only: what a migration takes away from ${role} stays away.
DO $$ BEGIN
  IF NOT has_schema_privilege('${role}', '${databaseSchema(service)}', 'USAGE') THEN
${entries.map(([kind, granted]) => `    GRANT ${granted} ON ALL ${kind} IN SCHEMA ${schema} TO ${role};`).join('\n')}
  END IF;
END $$;
GRANT USAGE ON SCHEMA ${schema} TO ${role};
${entries.map(([kind, granted]) => `${future} GRANT ${granted} ON ${kind} TO ${role};`).join('\n')}`;
}

function iam(logins: string[]): string {
  return `${heading('signing in')}

-- Tokens of IAM instead of passwords. Only RDS has this role; elsewhere the administrator says how to sign in.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'rds_iam') THEN
${logins.map(role => `    GRANT rds_iam TO ${role};`).join('\n')}
  END IF;
END $$;`;
}

function leftovers(logins: string[]): string {
  return `${heading('services that are bound no longer')}

-- Their roles go, and with them their sessions and privileges. Should one own anything, it is kept; schemas and their owners stay as well.
DO $$
DECLARE owner text; gone text;
BEGIN
  FOR owner IN
    ${OWNERS}
  LOOP
    EXECUTE format('GRANT %I TO CURRENT_USER', owner);
  END LOOP;
  FOR gone IN
    SELECT rolname FROM pg_catalog.pg_roles
    WHERE rolcanlogin AND shobj_description(oid, 'pg_authid') LIKE '${MARK}%'
      AND rolname NOT IN (
${logins.map(role => `        '${role}'`).join(',\n')}
      )
    ORDER BY rolname
  LOOP
    EXECUTE format('ALTER ROLE %I NOLOGIN', gone);
    EXECUTE format('GRANT %I TO CURRENT_USER', gone);
    PERFORM pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = gone;
    EXECUTE format('REASSIGN OWNED BY %I TO CURRENT_USER', gone);
    EXECUTE format('DROP OWNED BY %I', gone);
    EXECUTE format('DROP ROLE %I', gone);
  END LOOP;
END $$;`;
}

function end(): string {
  return `-- The administrator goes as it came: as a member of no owner.
DO $$
DECLARE owner text;
BEGIN
  FOR owner IN
    ${OWNERS}
  LOOP
    EXECUTE format('REVOKE %I FROM CURRENT_USER', owner);
  END LOOP;
END $$;

COMMIT;`;
}

function heading(text: string): string {
  return `-- ${text} ${'-'.repeat(Math.max(3, 76 - text.length))}`;
}

/** Names of schemas and databases may be words of SQL. */
function quoted(name: string): string {
  return `"${name}"`;
}
