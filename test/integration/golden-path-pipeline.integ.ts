import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FinalStage, withoutContainers } from './golden-path/dockerfile';
import { readPipeline } from './golden-path/gitlab';
import { FrontOptions, IamFront, startIamFront } from './golden-path/iam-front';
import { Runner } from './golden-path/runner';
import { useStandards } from './golden-path/standards';
import { TwoClouds, startTwoClouds } from './golden-path/two-clouds';
import { accountStandards } from './harness/account';
import { cleanEnvironment, createService, inRepository, packBoth } from './harness/golden-path';
import { StackJson } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
import { freePorts } from './harness/ports';
import { Postgres, postgresBinaries, startPostgres } from './harness/postgres';
import { Outcome, mustSucceed, run, runAsync } from './harness/run';

const REGION = 'eu-central-1';
const DIGEST = `sha256:${'7'.repeat(64)}`;
const URL_OF_REMOTE = 'https://gitlab-ci-token:job-token@gitlab.example.com/team-payments/checkout-api.git';

/** The jobs whose scripts are not run, with the reason; everything else is. */
const NOT_RUN: Record<string, string> = {
  'dependencies': 'asks api.osv.dev, which answers differently from one day to the next',
  'build-image': 'needs a container engine; what its Dockerfile does is done in folders instead, and its digest is made up',
  'sbom': 'reads the image from a registry',
  'sign': 'asks Sigstore for a certificate',
  'apply-prod': 'no local cloud replicates backups to another region; nor is there anybody who passed the gate',
  'promote-prod': 'the same script as promote-dev, after apply-prod',
  'smoke-prod': 'the same script as smoke-dev, after promote-prod',
  'event-prod': 'the same script as event-dev, after smoke-prod',
};

(partsOrSkip('terraform', 'python3', 'go', 'openssl', 'wget') ? describe : describe.skip)('the pipeline of a new repository, its scripts in order as GitLab hands them files and variables, outside of their images', () => {
  let folder: string;
  let repository: string;
  let clouds: TwoClouds;
  let postgres: Postgres;
  let runner: Runner;
  let jobs: string[];
  let image: FinalStage;
  let port: number;
  let service: ChildProcess | undefined;
  const ran: string[] = [];
  const git = (...args: string[]) => mustSucceed('git', run('git', args, { cwd: repository, env: cleanEnvironment() })).stdout.trim();

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'pavement-pipeline-')));
    repository = join(folder, 'checkout-api');
    [clouds, postgres, [port]] = await Promise.all([startTwoClouds(REGION), startPostgres(postgresBinaries()[0].folder), freePorts(1), created()]);
    await onTheirPlatform();
    const remote = join(folder, 'remote.git');
    mustSucceed('clone', run('git', ['clone', '--quiet', '--bare', repository, remote]));
    const pipeline = readPipeline(repository);
    jobs = [...pipeline.jobs.keys()];
    const commit = git('rev-parse', 'HEAD');
    const backend = { AWS_ENDPOINT_URL_STS: clouds.endpoint, AWS_ENDPOINT_URL_S3: clouds.endpoint, TF_CLI_ARGS_init: '-backend-config=use_path_style=true' };
    const cloud = { AWS_ROLE_ARN: `arn:aws:iam::${clouds.account.account}:role/pipeline`, AWS_ENDPOINT_URL: clouds.endpoint, ...backend };
    runner = new Runner({
      folder,
      pipeline,
      remote,
      url: URL_OF_REMOTE,
      commit,
      predefined: {
        CI_COMMIT_BRANCH: git('branch', '--show-current'),
        CI_COMMIT_SHA: commit,
        CI_COMMIT_TIMESTAMP: git('log', '-1', '--format=%cI'),
        CI_JOB_TOKEN: 'job-token',
        CI_SERVER_HOST: 'gitlab.example.com',
        CI_PROJECT_PATH: 'team-payments/checkout-api',
      },
      environments: { dev: { ...cloud, SERVICE_URL: `http://127.0.0.1:${port}` }, prod: cloud },
    });
  });
  afterAll(async () => {
    service?.kill('SIGKILL');
    await Promise.all([clouds?.stop(), postgres?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** The repository, by the command. */
  async function created(): Promise<void> {
    const packages = await packBoth();
    mustSucceed('projen new', await createService(repository, packages, '--environments', 'dev', '--environments', 'prod'));
  }

  /** What an organisation does before the first pipeline: the standards speak of its account. */
  async function onTheirPlatform(): Promise<void> {
    await useStandards(repository, accountStandards(clouds.account));
    // nothing has been deployed by the old ones
    rmSync(join(repository, 'pavement.ledger.json'), { force: true });
    mustSucceed('synth', await inRepository(repository, 'npx', 'projen', 'synth'));
    git('add', '--all');
    git('commit', '--quiet', '--message', 'feat: our own standards');
    const buckets = ['dev', 'prod'].map(environment => backendOf(environment).bucket);
    await clouds.moto.script('state_buckets.py', REGION, { buckets });
  }

  function backendOf(environment: string): { bucket: string; key: string } {
    const stack = JSON.parse(readFileSync(join(repository, `cdktf.out/stacks/${environment}/cdk.tf.json`), 'utf8')) as { terraform: { backend: { s3: { bucket: string; key: string } } } };
    return stack.terraform.backend.s3;
  }

  /** Runs a job, which must succeed. */
  async function done(job: string): Promise<Outcome> {
    const outcome = await runner.run(job);
    // some programs say what is wrong where they say what is right
    if (outcome.status !== 0) throw new Error(`${job} failed (status ${outcome.status})\n${outcome.stdout}\n${outcome.stderr}`);
    ran.push(job);
    return outcome;
  }

  test('its checks pass', async () => {
    const checks = jobs.slice(0, jobs.indexOf('build-image')).filter(job => !(job in NOT_RUN));

    await Promise.all([checks.filter((_, i) => i % 2 === 0), checks.filter((_, i) => i % 2 === 1)].map(async half => {
      for (const job of half) await done(job);
    }));
    runner.standIn('dependencies');
  });

  test('what the stages of its Dockerfile copy and run leaves a folder, which is all that the service will be started from', async () => {
    image = await withoutContainers(runner.clone('image'), join(folder, 'image'), { ...cleanEnvironment(), PATH: runner.environmentOf('test').PATH });

    expect(image).toMatchObject({ workdir: '/service', env: { NODE_ENV: 'production' }, command: ['--enable-source-maps', 'lib/main.js'] });
    await prepared();
    runner.standIn('build-image', { 'artifacts/digest': `${DIGEST}\n` });
    runner.standIn('sbom');
    runner.standIn('sign');
  });

  test('dev: its infrastructure is planned, found good, and applied as it was planned', async () => {
    await done('plan-dev');
    const { stdout } = await done('verify-plan-dev');
    expect(stdout).toContain('all controls hold');
    const { stdout: applied } = await done('apply-dev');

    expect(applied).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed\./);
    const { instances } = await clouds.moto.script<{ instances: string[] }>('delete_directly.py', REGION, { delete: false });
    expect(instances).toEqual([expect.stringMatching(/^checkout-api-checkout-api-db-dev/)]);
  });

  test('dev: the image is promoted, and the branch says so', async () => {
    await done('promote-dev');

    const branch = git('branch', '--show-current');
    const images = run('git', ['--git-dir', join(folder, 'remote.git'), 'show', `${branch}:platform/images.json`]).stdout;
    expect(JSON.parse(images)).toMatchObject({ dev: DIGEST });
  });

  test('dev: what answers is asked until it does, and an environment that does not is no success', async () => {
    const { status, stderr } = await runner.run('smoke-dev', { SMOKE_ATTEMPTS: '1' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);

    const running = started({ PGHOST: '127.0.0.1', PGPORT: String(postgres.port), PGSSLMODE: 'disable', PGPASSWORD: 'local' });
    service = running;
    try {
      await done('smoke-dev');
    } finally {
      running.kill('SIGTERM');
    }
    expect(await once(running, 'exit')).toEqual([0, null]);

    await done('event-dev');
    const events = runner.left('event-dev', 'artifacts/events');
    expect(readdirSync(events).map(file => readFileSync(join(events, file), 'utf8')).join('')).toContain('service.deployed');
  });

  test('prod: a plan is found good up to where somebody has to release it', async () => {
    await done('plan-prod');
    await done('verify-plan-prod');
    await done('gate-prod');
  });

  test('a plan that destroys what holds data is refused, and the control says what it destroys', async () => {
    // the state of another environment, and a stack that nobody holds back
    await clouds.moto.script('copy_state.py', REGION, { from: at('dev'), to: at('prod') });
    const careless = runner.clone('careless');
    const path = join(careless, 'cdktf.out/stacks/prod/cdk.tf.json');
    const stack = JSON.parse(readFileSync(path, 'utf8')) as StackJson;
    Object.values(stack.resource).flatMap(resources => Object.values(resources)).forEach(resource => { delete resource.lifecycle; });
    writeFileSync(path, JSON.stringify(stack));
    const job = (script: string) => runAsync('sh', ['-ec', script], { cwd: careless, env: runner.environmentOf('plan-prod') });
    mustSucceed('plan', await job('ci/plan.sh prod'));
    mustSucceed('restore', await job('git checkout --quiet cdktf.out'));

    runner.standIn('plan-prod', { 'artifacts/prod.plan.json': readFileSync(join(careless, 'artifacts/prod.plan.json'), 'utf8') });
    const { status, stdout } = await runner.run('verify-plan-prod');

    expect(status).toBe(1);
    expect(stdout).toMatch(/AWS-07[^]*aws_cloudwatch_log_group\.checkout-api-db_log_postgresql in artifacts\/prod\.plan\.json/);
  });

  test('the gate, which GitLab asks about, is closed on GitHub until the environment has reviewers', async () => {
    let rules = '';
    const github = createServer(({ url, headers }, answer) => {
      answer.statusCode = url === '/repos/team-payments/checkout-api/environments/prod-release' && headers.authorization === 'Bearer job-token' ? 200 : 404;
      answer.end(`{"name":"prod-release","protection_rules":[${rules}]}`);
    });
    await new Promise<void>(resolve => github.listen(0, '127.0.0.1', resolve));
    const settings = {
      GITHUB_ACTIONS: 'true', GITHUB_TOKEN: 'job-token', GITHUB_REPOSITORY: 'team-payments/checkout-api', GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}`,
    };
    try {
      const { status, stdout } = await runner.run('gate-prod', settings);
      expect([status, stdout]).toEqual([1, 'environment prod-release has no required reviewers: add them in the settings of the repository\n']);
      rules = '{"id":1,"type":"required_reviewers"}';
      mustSucceed('gate-prod', await runner.run('gate-prod', settings));
    } finally {
      github.close();
    }
  });

  test('nothing is planned in an environment of which nobody has said which role changes it', async () => {
    const { status, stderr } = await runner.run('plan-dev', { AWS_ROLE_ARN: '' });

    expect([status, stderr]).toEqual([expect.any(Number), expect.stringContaining('AWS_ROLE_ARN: say which role this environment is changed with')]);
    expect(status).not.toBe(0);
  });

  describe('the service, as its image holds it, before a database that lets in who shows an IAM token', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-example' };
    let pem: { key: string; cert: string };

    beforeAll(async () => {
      const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name));
      mustSucceed('openssl', run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']));
      pem = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
      const [{ hba_file: rules }] = await postgres.as('root', 'SHOW hba_file') as { hba_file: string }[];
      // whoever gets here has passed the front
      writeFileSync(rules, `host all checkout_api_app 127.0.0.1/32 trust\n${readFileSync(rules, 'utf8')}`);
      await postgres.as('root', 'SELECT pg_reload_conf()');
    });

    /** Starts a front and the service before it; answers what the service says of itself, and what it was asked for. */
    async function behind(options: Partial<FrontOptions>, work: (front: IamFront) => Promise<void>, signedWith = keys): Promise<void> {
      const front = await startIamFront({ keys, tls: pem, postgres: postgres.port, ...options });
      service = started({ PGHOST: 'localhost', PGPORT: String(front.port), PGSSLMODE: 'verify-full', PGSSLROOTCERT: join(folder, 'cert.pem'), AWS_REGION: REGION, ...signedWith });
      try {
        await until(async () => (await ask('/livez')).status === 200);
        await work(front);
      } finally {
        service.kill('SIGKILL');
        front.stop();
      }
    }

    test('it signs in with a token for its host, port, user and region, signed with the keys of its Pod, and works', async () => {
      await behind({}, async front => {
        await until(async () => (await ask('/readyz')).status === 200);
        expect((await ask('/v1/notes', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"by token"}' })).status).toBe(201);
        expect(await (await ask('/v1/notes')).json()).toEqual([{ id: expect.any(String), text: 'by token' }]);

        expect(front.shown.length).toBeGreaterThan(0);
        for (const shown of front.shown) expect(shown).toEqual({ user: 'checkout_api_app', host: `localhost:${front.port}`, region: REGION, seconds: 900, valid: true });
      });
    });

    test('with keys that the database does not know it is not let in', async () => {
      await behind({}, async front => {
        expect((await ask('/readyz')).status).toBe(503);
        expect(front.shown).toContainEqual(expect.objectContaining({ user: 'checkout_api_app', valid: false }));
      }, { ...keys, AWS_SECRET_ACCESS_KEY: 'another one' });
    });

    test('to a database without TLS, or with a certificate of somebody else, it shows no token', async () => {
      await behind({ tls: undefined }, async front => {
        expect((await ask('/readyz')).status).toBe(503);
        expect([front.shown, front.inTheClear()]).toEqual([[], 0]);
      });
      const [key, cert] = ['other-key.pem', 'other-cert.pem'].map(name => join(folder, name));
      mustSucceed('openssl', run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']));
      await behind({ tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } }, async front => {
        expect((await ask('/readyz')).status).toBe(503);
        expect(front.shown).toEqual([]);
      });
    });

    const ask = async (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  });

  const at = (environment: string) => ({ Bucket: backendOf(environment).bucket, Key: backendOf(environment).key });

  test('every job is run, or it is said why not', () => {
    expect([...ran, ...Object.keys(NOT_RUN)].sort()).toEqual([...jobs].sort());
  });

  /** The tables of the service, made by what the image holds. */
  async function prepared(): Promise<void> {
    await postgres.as('root', 'CREATE DATABASE checkout_api_db');
    const root = await postgres.connect('root', 'checkout_api_db');
    await root.query(readFileSync(join(repository, 'local/database.sql'), 'utf8'));
    await root.end();
    mustSucceed('migrate', await runAsync(process.execPath, ['lib/platform/migrate.js'], {
      cwd: join(image.root, image.workdir),
      env: { ...image.env, PGHOST: '127.0.0.1', PGPORT: String(postgres.port), PGDATABASE: 'checkout_api_db', PGSSLMODE: 'disable', PGUSER: 'checkout_api_migrator', PGPASSWORD: 'local' },
    }));
  }

  /** The service as its image starts it, with nothing else around it. */
  function started(env: Record<string, string>): ChildProcess {
    return spawn(process.execPath, image.command, {
      cwd: join(image.root, image.workdir),
      stdio: 'ignore',
      env: { ...image.env, PORT: String(port), SHUTDOWN_SECONDS: '1', PGDATABASE: 'checkout_api_db', PGUSER: 'checkout_api_app', ...env },
    });
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
    if (await holds().catch(() => false)) return;
  }
  throw new Error('the service did not get there');
}
