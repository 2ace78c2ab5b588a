import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chosenBy, expressionsOf, ownMetrics, summedBy } from './dashboard';
import { cleanEnvironment } from '../harness/golden-path';
import { freePorts } from '../harness/ports';
import { Postgres, postgresBinaries, startPostgres } from '../harness/postgres';
import { mustSucceed, run } from '../harness/run';

/** A repository of a service with a database, and how what is in it is run. */
export interface Service {
  readonly repository: string;
  /** Gone after the tests. */
  readonly folder: string;
  /** Program and arguments of the service. */
  readonly start: readonly [string, ...string[]];
  /** Program and arguments of its migration. */
  readonly migrate: readonly [string, ...string[]];
  /** Makes it ready to be started. */
  prepare(): Promise<void>;
}

/** The service of a repository, started for real with a real PostgreSQL: what is expected of it in whatever language it is written. */
export function startedServiceTests(given: () => Service): void {
  let postgres: Postgres;
  let environment: NodeJS.ProcessEnv;
  let base: string;

  beforeAll(async () => {
    await given().prepare();
    postgres = await startPostgres(postgresBinaries()[0].folder);
    await postgres.as('root', 'CREATE DATABASE checkout_api_db');
    const root = await postgres.connect('root', 'checkout_api_db');
    await root.query(readFileSync(join(given().repository, 'local/database.sql'), 'utf8'));
    await root.end();
    const [port] = await freePorts(1);
    base = `http://127.0.0.1:${port}`;
    environment = {
      ...cleanEnvironment(),
      PORT: String(port),
      SHUTDOWN_SECONDS: '8',
      OTEL_SERVICE_NAME: 'checkout-api',
      PGHOST: '127.0.0.1',
      PGPORT: String(postgres.port),
      PGDATABASE: 'checkout_api_db',
      PGSSLMODE: 'disable',
      PGAPPNAME: 'checkout-api',
    };
  });
  afterAll(() => postgres?.stop());

  test('its migration, signed in with a password file, makes the tables, and again does nothing', async () => {
    const { folder, repository, migrate: [program, ...args] } = given();
    const file = join(folder, 'pgpass');
    writeFileSync(file, `127.0.0.1:${postgres.port}:checkout_api_db:checkout_api_migrator:local\n`, { mode: 0o600 });
    const migrate = () => mustSucceed('migrate', run(program, args, { cwd: repository, env: { ...environment, PGUSER: 'checkout_api_migrator', PGPASSFILE: file } }));

    expect(lines(migrate().stdout)).toContainEqual(expect.objectContaining({ msg: 'migrated', applied: ['0001_notes'] }));
    expect(lines(migrate().stdout)).toContainEqual(expect.objectContaining({ msg: 'migrated', applied: [] }));
  });

  test('answers, keeps data, is measured, logs JSON with the trace of each request, and loses no request when it is stopped under load', async () => {
    const { repository } = given();
    const service = started('local');
    let [log, errors] = ['', ''];
    service.stdout.setEncoding('utf8').on('data', (text: string) => { log += text; });
    service.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
    try {
      await until(async () => (await fetch(`${base}/readyz`)).status === 200, () => `${log}${errors}`);

      expect(await (await fetch(`${base}/v1/greetings/Ada`)).json()).toEqual({ message: 'Hello, Ada' });
      expect((await fetch(`${base}/v1/notes`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"first"}' })).status).toBe(201);
      expect(await (await fetch(`${base}/v1/notes`)).json()).toEqual([{ id: '1', text: 'first' }]);
      expect(await (await fetch(`${base}/openapi.json`)).json()).toEqual(JSON.parse(readFileSync(join(repository, 'openapi.json'), 'utf8')));
      expect((await fetch(`${base}/livez`)).status).toBe(200);

      const metrics = await (await fetch(`${base}/metrics`)).text();
      const expressions = expressionsOf(repository);
      expect(ownMetrics(expressions).length).toBeGreaterThan(5);
      for (const metric of ownMetrics(expressions)) {
        const series = metrics.split('\n').find(line => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `));
        expect([metric, series]).toEqual([metric, expect.any(String)]);
        for (const label of chosenBy(metric, expressions)) expect(series).toContain(`${label}="`);
      }
      for (const label of summedBy(expressions)) expect(metrics).toMatch(new RegExp(`[{,]${label}="`));
      // the name and the label that the alerts of the platform ask for
      const added = metrics.split('\n').filter(line => line.startsWith('http_server_request_duration_seconds_count{')
        && line.includes('http_route="/v1/notes"') && line.includes('http_response_status_code="201"'));
      expect(added).toEqual([expect.stringMatching(/\} 1(\.0)?$/)]);

      const answers = await stopUnderLoad(service.pid as number);
      const [code] = service.exitCode === null ? await once(service, 'exit') as [number] : [service.exitCode];

      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      expect(answers.length).toBeGreaterThan(50);
      expect(answers.some(({ last }) => last)).toBe(true);
      expect(code).toBe(0);
      expect(errors).toBe('');
      const written = lines(log);
      expect(written.filter(({ msg }) => msg === 'request').every(({ trace_id: id }) => /^[0-9a-f]{32}$/.test(String(id)))).toBe(true);
      expect(written[written.length - 1]).toMatchObject({ level: 'info', service: 'checkout-api', msg: 'stopped' });
    } finally {
      service.kill('SIGKILL');
    }
  });

  test('is not ready without its database, and alive all the same', async () => {
    const service = started('wrong');
    try {
      await until(async () => (await fetch(`${base}/livez`)).status === 200, () => 'not alive');

      expect(await (await fetch(`${base}/readyz`)).json()).toEqual({ status: 'not ready', failures: ['database'] });
    } finally {
      service.kill('SIGKILL');
      await once(service, 'exit');
    }
  });

  function started(password: string): ChildProcessWithoutNullStreams {
    const { repository, start: [program, ...args] } = given();
    return spawn(program, args, { cwd: repository, env: { ...environment, PGUSER: 'checkout_api_app', PGPASSWORD: password } });
  }

  /** Ten clients with a connection each, which ask until an answer tells them to leave, as a load balancer does. */
  async function stopUnderLoad(pid: number): Promise<{ status: number; last: boolean }[]> {
    const answers: { status: number; last: boolean }[] = [];
    const clients = Array.from({ length: 10 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let last = false; !last;) {
        const answer = await ask(agent);
        answers.push(answer);
        last = answer.last || answer.status === 0;
      }
      agent.destroy();
    });
    await sleep(1000);
    process.kill(pid, 'SIGTERM');
    await Promise.all(clients);
    return answers;
  }

  async function ask(agent: Agent): Promise<{ status: number; last: boolean }> {
    return new Promise(resolve => {
      get(`${base}/v1/greetings/load`, { agent }, response => {
        response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, last: response.headers.connection === 'close' }));
      }).on('error', () => resolve({ status: 0, last: true }));
    });
  }
}

async function until(holds: () => Promise<boolean>, log: () => string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    if (await holds().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error(`the service did not get there\n${log()}`);
}

function lines(log: string): Record<string, unknown>[] {
  return log.split('\n').filter(Boolean).map(line => JSON.parse(line) as Record<string, unknown>);
}
