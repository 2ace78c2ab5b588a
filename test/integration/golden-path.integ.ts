import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { DASHBOARD, expressionsOf } from './golden-path/dashboard';
import { newRepositoryTests } from './golden-path/new-repository';
import { portalTests } from './golden-path/portal-tests';
import { readmeBlocks, readmeCommands } from './golden-path/readme';
import { standardsWith, useStandards } from './golden-path/standards';
import { startedServiceTests } from './golden-path/started-service';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { Packages, cleanEnvironment, createService, inRepository, packBoth } from './harness/golden-path';
import { partsOrSkip } from './harness/parts';
import { program } from './harness/programs';
import { RuleGroups, checkRules, testRules } from './harness/promtool';
import { linter, pythonProgram } from './harness/python';
import { Outcome, mustSucceed, run, runAsync } from './harness/run';
import { validateStack } from './harness/terraform';
import { PlatformServiceTs } from '../../golden-path/src';
import { inDraft } from '../../golden-path/src/files/draft';

let folder: string;
let packages: Packages;
let repository: string;
let created: Outcome;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pavement-golden-path-')));
  packages = await packBoth();
  repository = join(folder, 'checkout-api');
  created = await createService(repository, packages, '--ci', 'github', '--repository', 'team-payments/checkout-api');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inside = async (...command: [string, ...string[]]) => inRepository(repository, ...command);

describe('a new repository', () => {
  newRepositoryTests(() => ({ repository, created }));

  test('is deployed by a commit: the step of its pipeline that promotes an image, as a machine runs it that has only cloned it', async () => {
    const digest = `sha256:${'7'.repeat(64)}`;
    const [remote, machine] = [join(folder, 'remote.git'), join(folder, 'machine')];
    const branch = (await inside('git', 'branch', '--show-current')).stdout.trim();
    mustSucceed('clone', run('git', ['clone', '--quiet', '--bare', repository, remote]));
    mustSucceed('clone', run('git', ['clone', '--quiet', remote, machine]));
    mkdirSync(join(machine, 'artifacts'));
    writeFileSync(join(machine, 'artifacts/digest'), `${digest}\n`);
    // its commits are the pipeline's own
    const env = { ...cleanEnvironment(), GIT_AUTHOR_NAME: 'pipeline', BRANCH: branch, COMMIT_SHA: (await inside('git', 'rev-parse', 'HEAD')).stdout.trim() };

    mustSucceed('promote', await runAsync('ci/promote.sh', ['staging'], { cwd: machine, env }));

    const at = (path: string) => mustSucceed('git show', run('git', ['--git-dir', remote, 'show', `${branch}:${path}`])).stdout;
    expect(JSON.parse(at('platform/images.json'))).toMatchObject({ staging: digest });
    expect(at('dist/staging/checkout-api.k8s.yaml')).toContain(`image: registry.example.com/checkout-api/checkout-api@${digest}`);
    expect(at('dist/prod/checkout-api.k8s.yaml')).not.toContain(digest);
    // again, there is nothing to do
    mustSucceed('promote', await runAsync('ci/promote.sh', ['staging'], { cwd: machine, env }));
    expect(run('git', ['--git-dir', remote, 'rev-list', '--count', branch]).stdout).toBe('2\n');
  });

  test('is in the metrics of the platform with its first deploy and with what the second one adds: the step of its pipeline that says so', async () => {
    const machine = join(folder, 'machine');
    const git = (...args: string[]) => mustSucceed('git', run('git', args, { cwd: machine, env: cleanEnvironment() })).stdout.trim();
    const deployed = async () => mustSucceed('event', await runAsync('ci/event.sh', ['staging'], { cwd: machine, env: { ...cleanEnvironment(), COMMIT_SHA: git('rev-parse', 'HEAD') } }));
    const asked = async (...args: string[]) => JSON.parse(mustSucceed(args[0], await inRepository(machine, 'npx', 'pavement', ...args)).stdout) as Record<string, unknown>;
    const log = ['--log', 'artifacts/events'];
    const pushed = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', 'HEAD^');
    await deployed();
    git('checkout', '--quiet', pushed);
    writeFileSync(join(machine, 'docs/changed.md'), 'changed\n');
    git('add', 'docs/changed.md');
    git('commit', '--quiet', '--message', 'docs: a change');
    writeFileSync(join(machine, 'artifacts/digest'), `sha256:${'8'.repeat(64)}\n`);
    await deployed();

    mustSucceed('collect', await inRepository(machine, 'npx', 'pavement', 'metrics', 'collect', 'git', '.', '--service', 'checkout-api', ...log));
    const now = ['--now', new Date().toISOString(), '--production', 'staging', ...log];
    const { delivery } = await asked('metrics', 'report', '--format', 'json', ...now) as { delivery: Record<string, { n: number; excluded: Record<string, number> }> };
    expect(delivery.frequency).toMatchObject({ n: 2 });
    // the second one adds a developer's commit and the pipeline's own; what the first one adds nobody knows
    expect(delivery.leadTime).toMatchObject({ n: 1, excluded: { 'bot': 1, 'first-deploy': 1 } });
    expect(await asked('metrics', 'ttfd', '--json', ...now)).toMatchObject({
      timeToFirstDeploy: expect.arrayContaining([expect.objectContaining({ from: 'first-commit', to: 'production', cohort: 'new', n: 1, open: 0 })]) as unknown,
    });
    expect(await asked('fleet', 'scan', '.', '--json')).toMatchObject({ repositories: [{ service: 'checkout-api', team: 'team-payments', onPath: { type: 'platform-service-ts', drift: [] } }] });
  });

  test('has what was tampered with written again', async () => {
    const dockerfile = join(repository, 'Dockerfile');
    rmSync(dockerfile);
    writeFileSync(dockerfile, 'FROM scratch\n');

    expect((await inside('npx', 'golden-path', 'check')).stdout).toContain('[Dockerfile] changed');
    mustSucceed('projen', await inside('npx', 'projen'));
    expect((await inside('git', 'status', '--porcelain')).stdout).toBe('');
  });

  test('depends on nothing that runs a program when it is installed', () => {
    const { packages: installed } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as { packages: Record<string, { hasInstallScript?: boolean }> };

    expect(Object.entries(installed).filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  test('is not created from a mistyped option, and the mistake is named', async () => {
    const other = join(folder, 'mistyped');

    const { status, stdout, stderr } = await createService(other, packages, '--tier', 'gold', '--teir', 'critical', '--no-git');

    expect(status).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('[tier] must be critical, standard or best-effort, got "gold"; correct the spelling');
    expect(`${stdout}${stderr}`).toContain('[--teir] must be an option of the project type or of projen');
    // what projen installs to find the project type
    expect(readdirSync(other).filter(name => !['node_modules', 'package.json', 'package-lock.json'].includes(name))).toEqual([]);
  });
});

portalTests(() => ({ folder, packages, repository }));

(partsOrSkip('go') ? test : test.skip)('the step of its pipeline that looks for secrets finds none, and finds one that is committed', async () => {
  mustSucceed('secrets', await inside('ci/secrets.sh'));

  const copy = join(folder, 'leaky');
  mustSucceed('clone', run('git', ['clone', '--quiet', repository, copy], { env: cleanEnvironment() }));
  writeFileSync(join(copy, 'key.txt'), `aws_access_key_id = AKIA${'QWERTYZXCVBNM234'}\n`);
  mustSucceed('add', await inRepository(copy, 'git', 'add', '--all'));
  mustSucceed('commit', await inRepository(copy, 'git', 'commit', '--quiet', '--message', 'feat: oops'));
  expect((await inRepository(copy, 'ci/secrets.sh')).status).not.toBe(0);
});

(partsOrSkip('go', 'python3') ? describe : describe.skip)('linters', () => {
  test('actionlint finds nothing in the workflow', async () => {
    const args = ['-no-color', '-shellcheck', await linter('shellcheck'), '.github/workflows/pipeline.yml'];

    expect(run(await program('actionlint'), args, { cwd: repository })).toMatchObject({ status: 0, stdout: '' });
  });

  test.each([
    ['.gitlab-ci.yml', 'vendor.gitlab-ci'], ['.github/workflows/pipeline.yml', 'vendor.github-workflows'], ['renovate.json', 'vendor.renovate'],
  ])('%s is what its published schema asks for', async (file, schema) => {
    const { python, start } = await pythonProgram('check_jsonschema');

    mustSucceed(file, run(python, [...start, '--builtin-schema', schema, join(repository, file)]));
  });

  test('hadolint finds nothing in the Dockerfile', async () => {
    expect(run(await linter('hadolint'), ['--no-color', 'Dockerfile'], { cwd: repository })).toMatchObject({ status: 0, stdout: '' });
  });

  test('ShellCheck finds nothing in the scripts of the pipeline', async () => {
    const scripts = readdirSync(join(repository, 'ci')).map(name => `ci/${name}`);

    expect(run(await linter('shellcheck'), ['--external-sources', ...scripts], { cwd: repository })).toMatchObject({ status: 0, stdout: '' });
  });
});

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('its manifests', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    await controlPlane.applyCrds();
  });
  afterAll(() => controlPlane?.stop());

  test('are accepted by a real API server, in a namespace that enforces Pod Security "restricted"', () => {
    const files = readdirSync(join(repository, 'dist'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    controlPlane.createRestrictedNamespaces(...new Set(files.flatMap(file =>
      parseAllDocuments(readFileSync(file, 'utf8')).map(document => (document.toJS() as { metadata: { namespace: string } }).metadata.namespace))));

    expect(files.length).toBe(9);
    for (const file of files) expect(controlPlane.serverSideApply(file)).toEqual([]);
  });

  test.each(['argocd', 'flux'])('are handed over by objects that are accepted with the definitions of %s', gitops => {
    const files = inDraft(outdir => {
      new PlatformServiceTs({ name: 'checkout-api', owner: 'team-payments', gitops, outdir }).synth();
      return readdirSync(join(outdir, 'gitops')).map(name => readFileSync(join(outdir, 'gitops', name), 'utf8'));
    });
    controlPlane.createRestrictedNamespaces('argocd', 'flux-system');

    expect(files).toHaveLength(3);
    for (const text of files) expect(controlPlane.serverSideApply(text)).toEqual([]);
  });
});

(partsOrSkip('terraform') ? test : test.skip)('terraform validate finds nothing wrong with its infrastructure', async () => {
  const stack = JSON.parse(readFileSync(join(repository, 'cdktf.out/stacks/prod/cdk.tf.json'), 'utf8')) as { terraform: { required_providers: { aws: { version: string } } } };
  stack.terraform.required_providers.aws.version = '>= 5.100';
  const copy = mkdtempSync(join(folder, 'stack-'));
  writeFileSync(join(copy, 'cdk.tf.json'), JSON.stringify(stack));

  expect(await validateStack(copy)).toEqual([]);
});

(partsOrSkip('go') ? describe : describe.skip)('its dashboard', () => {
  test('is what Grafana\'s schema allows', async () => {
    expect(run(await program('dashboard'), [join(repository, DASHBOARD)])).toMatchObject({ status: 0, stderr: '' });
  });

  test('asks Prometheus for what it understands', async () => {
    const rules = expressionsOf(repository).map((expr, i) => ({
      record: `panel:${i}`, expr: expr.replace(/\$__rate_interval/g, '5m').replace(/\$namespace/g, 'checkout-api'),
    }));

    expect(rules.length).toBeGreaterThan(15);
    expect(await checkRules({ groups: [{ name: 'dashboard', rules }] })).toMatchObject({ status: 0 });
  });
});

(partsOrSkip('go') ? describe : describe.skip)('the alerts of what it promises', () => {
  const REQUESTS = 'http_server_request_duration_seconds';
  const rules = () => parseAllDocuments(readFileSync(join(repository, 'dist/prod/checkout-api.k8s.yaml'), 'utf8'))
    .map(document => document.toJS() as { metadata: { name: string }; spec: RuleGroups }).find(({ metadata }) => metadata.name === 'checkout-api-slo')?.spec as RuleGroups;

  test('are well-formed', async () => {
    expect(await checkRules(rules())).toMatchObject({ status: 0 });
  });

  test.each([
    ['are silent while one request in 2,000 fails and all are in time', { failed: 0.5, slow: 0 }, []],
    ['are heard when 2 % of the requests fail', { failed: 20, slow: 0 }, ['availability']],
    ['are heard when half of the requests take too long', { failed: 0, slow: 500 }, ['latency']],
  ])('%s', async (_, { failed, slow }, heard) => {
    const series = (name: string, labels: string, perMinute: number) => ({ series: `${REQUESTS}_${name}{job="checkout-api/checkout-api",${labels}}`, values: `0+${perMinute}x120` });
    const all = rules().groups[0].rules as { labels: { objective: string }; annotations: object }[];
    const expected = all.filter(({ labels }) => heard.includes(labels.objective));

    mustSucceed('promtool', await testRules(rules(), [{
      interval: '1m',
      input_series: [
        series('count', 'http_response_status_code="200"', 1000 - failed), series('count', 'http_response_status_code="500"', failed),
        series('bucket', 'http_response_status_code="200",le="0.5"', 1000 - slow), series('bucket', 'http_response_status_code="200",le="+Inf"', 1000),
      ],
      alert_rule_test: [{
        eval_time: '2h', alertname: 'ErrorBudgetBurning', exp_alerts: expected.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations })),
      }],
    }]));
    expect(expected).toHaveLength(heard.length * 3);
  });
});

describe('the service, started for real with a real PostgreSQL', () => {
  startedServiceTests(() => ({
    repository,
    folder,
    prepare: async () => { mustSucceed('compile', await inside('npx', 'projen', 'compile')); },
    start: ['node', 'lib/main.js'],
    migrate: ['node', 'lib/platform/migrate.js'],
  }));
});

describe('day two', () => {
  const read = (path: string) => readFileSync(join(repository, path), 'utf8');

  test('one command changes an option and writes what follows; a value that there is not changes nothing', async () => {
    mustSucceed('set', await inside('npx', 'golden-path', 'set', 'logLevel', 'debug'));
    expect(read('src/platform/log.ts')).toContain('?? \'debug\'');

    const before = read('.projenrc.ts');
    const { status, stderr } = await inside('npx', 'golden-path', 'set', 'logLevel', 'loud');
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('[logLevel] must be debug, info, warn or error, got "loud"') });
    expect(read('.projenrc.ts')).toBe(before);
  });

  test('an upgrade to the next version keeps what the team wrote and brings what the version brings', async () => {
    writeFileSync(join(repository, '.dockerignore'), `# ours\n${read('.dockerignore')}`);
    writeFileSync(join(repository, 'src/routes/greetings.ts'), `// ours\n${read('src/routes/greetings.ts')}`);
    const next = nextVersion();

    const { status, stdout } = await inside('npx', 'golden-path', 'upgrade', '--to', `file:${next}`);

    expect(stdout).toContain('The golden path goes from 0.0.0 to 0.1.0.');
    expect(stdout).toContain('- changed: `Dockerfile` (managed)');
    expect(status).toBe(0);
    expect(read('.dockerignore')).toMatch(/^# ours\n[^]*# next\n$/);
    expect(read('src/routes/greetings.ts')).toMatch(/^\/\/ ours\n/);
    expect(read('Dockerfile')).toMatch(/# next\n$/);
  });

  test('every command of the README is carried out, in order', async () => {
    const registry: Record<string, string> = { 'golden-path upgrade': `golden-path upgrade --to file:${packages.goldenPath}`, '--package pavement-golden-path': `--yes --package file:${packages.goldenPath}` };
    const commands = [...readmeCommands('Day one'), 'npx projen synth', ...readmeCommands('Day two'), readmeBlocks()[3]];
    expect(commands).toHaveLength(10);
    const other = join(folder, 'adopted');
    mkdirSync(other);
    // what the platform team has done before a service can be there
    await useStandards(repository, standardsWith('load'));

    for (const command of commands) {
      // what is published is packed here
      const local = Object.entries(registry).reduce((text, [published, packed]) => text.replace(published, packed), command);
      const where = command.includes('golden-path adopt') ? other : repository;
      mustSucceed(local, await inRepository(where, 'sh', '-ec', local));
    }

    expect(read('.projenrc.ts')).toContain('  environments: [\'dev\', \'staging\', \'prod\', \'load\'],\n');
    expect(existsSync(join(repository, 'gitops/load.yaml'))).toBe(true);
    expect(JSON.parse(read('.platform/ejected.json'))).toEqual({ Dockerfile: 'needs a native library' });
    expect(existsSync(join(repository, 'backstage-template/template.yaml'))).toBe(true);
    // a plan only
    expect(readdirSync(other)).toEqual([]);
  });

  /** The packed path as a later version, with a line more in a managed file and in a region. */
  function nextVersion(): string {
    const place = join(folder, 'next');
    mkdirSync(place);
    mustSucceed('tar', run('tar', ['xzf', packages.goldenPath, '-C', place]));
    const file = (path: string) => join(place, 'package', path);
    writeFileSync(file('package.json'), JSON.stringify({ ...JSON.parse(readFileSync(file('package.json'), 'utf8')) as object, version: '0.1.0' }));
    for (const path of ['assets/postgres-ts/managed/Dockerfile', 'assets/postgres-ts/region/.dockerignore']) appendFileSync(file(path), '# next\n');
    mustSucceed('npm pack', run('npm', ['pack', '--ignore-scripts', '--pack-destination', place, file('.')]));
    return join(place, 'pavement-golden-path-0.1.0.tgz');
  }
});
