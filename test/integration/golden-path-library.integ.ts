import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { Server, createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Packages, cleanEnvironment, createFrom, inRepository, packBoth } from './harness/golden-path';
import { partsOrSkip } from './harness/parts';
import { program } from './harness/programs';
import { linter, pythonProgram } from './harness/python';
import { Outcome, mustSucceed, run, runAsync } from './harness/run';

let folder: string;
let packages: Packages;
let repository: string;
let created: Outcome;
let tarball: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pavement-platform-library-')));
  packages = await packBoth();
  repository = join(folder, 'platform');
  created = await createFrom(repository, packages, ...libraryOptions(), '--teams', 'team-platform', '--teams', 'team-payments', '--ci', 'gitlab');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const libraryOptions = () => ['platform-library-ts', '--name', '@acme/platform', '--owner', 'team-platform', '--platform-package', `pavement@file:${packages.library}`];
const inside = async (...command: [string, ...string[]]) => inRepository(repository, ...command);
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

describe('a new library', () => {
  test('is there after one command, committed, with what its example becomes', async () => {
    mustSucceed('projen new', created);

    expect((await inside('git', 'status', '--porcelain')).stdout).toBe('');
    expect(readdirSync(join(repository, 'example/expected/dist')).sort()).toEqual(['dev', 'prod', 'staging']);
  });

  test.each(['lint', 'test', 'build'])('passes its own %s', async task => {
    mustSucceed(task, await inside('npx', 'projen', task));
  });

  test('asks its controls about their examples, and hears of one that does not come out as it should', async () => {
    const { stdout: fine, stderr: said } = mustSucceed('controls', await inside('npx', 'projen', 'controls'));
    expect(`${fine}${said}`).toContain('3 examples of 1 control, 0 not as they should be');

    const before = read('controls/own-01-hosts.yaml');
    writeFileSync(join(repository, 'controls/own-01-hosts.yaml'), before.replace('host: parcels.example.org', 'host: parcels.example.com'));
    const { status, stdout, stderr } = await inside('npx', 'projen', 'test');
    writeFileSync(join(repository, 'controls/own-01-hosts.yaml'), before);

    expect(status).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('a host of somebody else');
  });

  test('notices what would change for its users before they get it', async () => {
    const before = read('standards.yaml');
    writeFileSync(join(repository, 'standards.yaml'), before.replace('labelDomain: platform.example.com', 'labelDomain: platform.example.org'));
    const { status, stdout } = await inside('npx', 'projen', 'test');
    writeFileSync(join(repository, 'standards.yaml'), before);

    expect(status).not.toBe(0);
    expect(stdout).toContain('platform.example.org');
  });

  test('is written again without a change: the step of its pipeline that looks for drift finds none', async () => {
    mustSucceed('drift', await inside('ci/drift.sh'));

    expect((await inside('git', 'status', '--porcelain')).stdout).toBe('');
  });

  test('is packed with what was decided and what is asked, and nothing else', async () => {
    mustSucceed('compile', await inside('npx', 'projen', 'compile'));
    tarball = join(folder, mustSucceed('pack', await inside('npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder)).stdout.trim());

    const files = run('tar', ['tzf', tarball]).stdout.split('\n').filter(Boolean).map(path => path.replace(/^package\//, '')).sort();
    expect(files).toEqual(['README.md', 'controls/own-01-hosts.yaml', 'lib/index.d.ts', 'lib/index.js', 'lib/platform-app.d.ts', 'lib/platform-app.js', 'package.json', 'standards.yaml']);
  });

  test('is not created from a mistyped option, and the mistake is named', async () => {
    const other = join(folder, 'mistyped');

    const { status, stdout, stderr } = await createFrom(other, packages, ...libraryOptions(), '--publish-to', 'nmp', '--tier', 'critical', '--no-git');

    expect(status).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('[publishTo] must be npm or project, got "nmp"; correct the spelling');
    expect(`${stdout}${stderr}`).toContain('[--tier] must be an option of the project type or of projen');
    expect(readdirSync(other).filter(name => !['node_modules', 'package.json', 'package-lock.json'].includes(name))).toEqual([]);
  });
});

describe('a service that is created with it', () => {
  let service: string;

  beforeAll(async () => {
    service = join(folder, 'checkout-api');
    mustSucceed('projen new', await createFrom(service, packages, 'platform-service-ts', '--owner', 'team-payments', '--database', 'postgres',
      '--lifecycle', 'deprecated', '--trace-sampling-percent', '5', '--platform-package', `@acme/platform@file:${tarball}`));
  });

  test('is synthesised by its standards', () => {
    expect(JSON.parse(readFileSync(join(service, 'governance/standards.json'), 'utf8'))).toMatchObject({ organization: 'acme' });
    expect(readFileSync(join(service, 'cdktf.out/stacks/prod/cdk.tf.json'), 'utf8')).toContain('"bucket": "acme-terraform-prod"');
    const attestation = JSON.parse(readFileSync(join(service, 'governance/attestation.json'), 'utf8')) as { predicate: { standards: { sha256: string } } };
    // what the job that publishes a version tells its users to ask for
    expect(`${attestation.predicate.standards.sha256}\n`).toBe(read('example/expected/standards.sha256'));
  });

  test('says in the catalog how far it is, and keeps as many traces as it was told', () => {
    expect(readFileSync(join(service, 'catalog-info.yaml'), 'utf8')).toContain('lifecycle: deprecated');
    expect(readFileSync(join(service, 'dist/prod/checkout-api.k8s.yaml'), 'utf8')).toMatch(/OTEL_TRACES_SAMPLER_ARG\n +value: "0.05"/);
  });

  test('passes the step of its pipeline that verifies, which asks the library\'s own controls', async () => {
    const digest = read('example/expected/standards.sha256').trim();
    const verify = async (asked: string) => runAsync('ci/verify.sh', [], { cwd: service, env: { ...cleanEnvironment(), STANDARDS_DIGEST: asked } });

    expect(mustSucceed('verify', await verify(digest)).stdout).toContain('OK: the output is what was written, and all controls hold');
    expect((await verify('0'.repeat(64))).status).toBe(1);
  });

  test('cannot be exposed where the library\'s own control forbids it', async () => {
    const app = join(service, 'platform/app.ts');
    const before = readFileSync(app, 'utf8');
    writeFileSync(app, before
      .replace('import { ApiDefinition,', 'import { ApiDefinition, Exposure,').replace('ApiDefinition,\n', 'ApiDefinition,\n  Exposure,\n')
      .replace('shutdown:', 'exposure: Exposure.host(`shop.${environment.environmentName}.example.org`),\n    shutdown:'));
    const { status, stderr } = await inRepository(service, 'npx', 'projen', 'synth');
    writeFileSync(app, before);

    expect(status).not.toBe(0);
    expect(stderr).toMatch(/OWN-01|zones/);
  });

  test.each(['lint', 'test'])('passes its own %s', async task => {
    mustSucceed(task, await inRepository(service, 'npx', 'projen', task));
  });

  test('has a command that builds a template for a portal: pavement asks the golden path', async () => {
    mustSucceed('template', await inRepository(service, 'npx', 'pavement', 'template', 'build', '--portal', 'backstage', '--platform-package', '@acme/platform'));

    expect(readFileSync(join(service, 'backstage-template/template.yaml'), 'utf8')).toContain('kind: Template');
  });
});

describe('a version', () => {
  let registry: Server;
  let machine: string;
  let environment: NodeJS.ProcessEnv;
  const published: { url?: string; authorization?: string; document: { name: string; versions: Record<string, { version: string }> } }[] = [];

  beforeAll(async () => {
    // what npm says to a registry, and what it hears
    registry = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => {
        if (request.method === 'PUT') published.push({ url: request.url, authorization: request.headers.authorization, document: JSON.parse(body) as never });
        const versions = Object.assign({}, ...published.map(({ document }) => document.versions)) as object;
        const found = request.method === 'PUT' || published.length > 0;
        response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(found ? { 'name': '@acme/platform', versions, 'dist-tags': {} } : { error: 'not found' }));
      });
    });
    await new Promise<void>(resolve => registry.listen(0, '127.0.0.1', resolve));
    const remote = join(folder, 'remote.git');
    machine = join(folder, 'machine');
    mustSucceed('clone', run('git', ['clone', '--quiet', '--bare', repository, remote]));
    mustSucceed('clone', run('git', ['clone', '--quiet', remote, machine]));
    environment = {
      ...cleanEnvironment(),
      CI_API_V4_URL: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/api/v4`,
      CI_PROJECT_ID: '42',
      CI_JOB_TOKEN: 'token-of-the-job',
    };
    mustSucceed('npm ci', await runAsync('npm', ['ci', '--ignore-scripts'], { cwd: machine, env: environment }));
  });
  afterAll(() => registry?.close());

  const step = async (script: string) => runAsync(script, [], { cwd: machine, env: environment });
  const commit = (...edits: (() => void)[]) => {
    edits.forEach(edit => edit());
    for (const args of [['add', '--all'], ['commit', '--quiet', '--message', 'feat: a change']]) mustSucceed('git', run('git', args, { cwd: machine, env: environment }));
  };
  const write = (path: string, change: (before: string) => string) => () => {
    writeFileSync(join(machine, path), change(existsSync(join(machine, path)) ? readFileSync(join(machine, path), 'utf8') : ''));
  };
  const tags = () => mustSucceed('tags', run('git', ['tag', '--list'], { cwd: join(folder, 'remote.git') })).stdout.trim();

  test('is not published as long as the changelog names none', async () => {
    expect(mustSucceed('release', await step('ci/release.sh')).stdout).toBe('CHANGELOG.md has no version yet\n');
    expect(published).toEqual([]);
  });

  test('is published once the changelog names it, to the registry of the project, with the token of the job, and tagged', async () => {
    commit(write('CHANGELOG.md', text => text.replace('\n## Next', '\n## 1.0.0')));

    const { stdout } = mustSucceed('release', await step('ci/release.sh'));

    expect(published).toEqual([expect.objectContaining({
      url: '/api/v4/projects/42/packages/npm/@acme%2fplatform',
      authorization: 'Bearer token-of-the-job',
      document: expect.objectContaining({ name: '@acme/platform', versions: { '1.0.0': expect.objectContaining({ version: '1.0.0' }) as unknown } }) as unknown,
    })]);
    expect(tags()).toBe('v1.0.0');
    expect(stdout).toContain(`STANDARDS_DIGEST=${read('example/expected/standards.sha256')}`);
    // the next commit on main
    expect(mustSucceed('release', await step('ci/release.sh')).stdout).toBe('1.0.0 is out already\n');
    expect(published).toHaveLength(1);
    expect(run('git', ['status', '--porcelain'], { cwd: machine }).stdout).toBe('');
  });

  test('of which the tag did not come through is not published twice', async () => {
    mustSucceed('tag', run('git', ['tag', '--delete', 'v1.0.0'], { cwd: join(folder, 'remote.git') }));

    mustSucceed('release', await step('ci/release.sh'));

    expect(published).toHaveLength(1);
    expect(tags()).toBe('v1.0.0');
    mustSucceed('fetch', run('git', ['fetch', '--quiet', '--tags'], { cwd: machine }));
  });

  test('says what it changes for teams, and is not merged before the changelog says so too', async () => {
    expect(mustSucceed('changes', await step('ci/changes.sh')).stdout).toMatch(/^Since v1\.0\.0:\n/);

    write('example/main.ts', text => text.replace(/parcels-db/g, 'depot-db'))();
    mustSucceed('synth', await runAsync('npx', ['projen', 'synth'], { cwd: machine, env: environment }));
    commit();
    const silent = await step('ci/changes.sh');
    commit(write('CHANGELOG.md', text => text.replace('\n## 1.0.0', '\n## Next\n\n- The database has another name.\n\n## 1.0.0')));
    const { stdout } = mustSucceed('changes', await step('ci/changes.sh'));

    expect(silent.status).toBe(1);
    expect(silent.stdout).toContain('CHANGELOG.md says nothing of it: write down what changes for teams');
    // of the catalog, and of the files
    expect(stdout).toMatch(/depot-db/);
    expect(stdout).toContain('rename to example/expected/dist/prod/depot-db.k8s.yaml');
    expect(readFileSync(join(machine, 'artifacts/changes.md'), 'utf8')).toBe(stdout);
  });
});

(partsOrSkip('go', 'python3') ? describe : describe.skip)('linters', () => {
  test('find nothing in its pipelines and their scripts', async () => {
    const other = join(folder, 'on-github');
    mkdirSync(dirname(other), { recursive: true });
    mustSucceed('projen new', await createFrom(other, packages, ...libraryOptions(), '--ci', 'github', '--no-git', '--no-post'));
    const { python, start } = await pythonProgram('check_jsonschema');
    for (const [file, schema] of [[join(repository, '.gitlab-ci.yml'), 'vendor.gitlab-ci'], [join(other, '.github/workflows/pipeline.yml'), 'vendor.github-workflows']]) {
      mustSucceed(file, run(python, [...start, '--builtin-schema', schema, file]));
    }

    const shellcheck = await linter('shellcheck');
    expect(run(await program('actionlint'), ['-no-color', '-shellcheck', shellcheck, join(other, '.github/workflows/pipeline.yml')])).toMatchObject({ status: 0, stdout: '' });
    for (const root of [repository, other]) {
      expect(run(shellcheck, readdirSync(join(root, 'ci')).map(name => join(root, 'ci', name)))).toMatchObject({ status: 0, stdout: '' });
    }
  });
});
