import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRepositoryTests } from './golden-path/new-repository';
import { startedServiceTests } from './golden-path/started-service';
import { Packages, createRepository, inRepository, packBoth } from './harness/golden-path';
import { partsOrSkip } from './harness/parts';
import { program } from './harness/programs';
import { linter, pythonProgram, virtualEnvironment } from './harness/python';
import { Outcome, mustSucceed, run } from './harness/run';

const PINS = ['requirements/dev.txt', 'requirements/platform.txt', 'requirements.txt'];

(partsOrSkip('python3') ? describe : describe.skip)('a service in Python', () => {
  let folder: string;
  let packages: Packages;
  let repository: string;
  let created: Outcome;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'pavement-golden-path-py-')));
    packages = await packBoth();
    repository = join(folder, 'checkout-api');
    created = await createRepository('platform-service-py', repository, packages, '--ci', 'github', '--repository', 'team-payments/checkout-api');
    await virtualEnvironment(PINS.map(file => join(repository, file)), join(repository, '.venv'), async () => {
      mustSucceed('setup', await inside('npx', 'projen', 'setup'));
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const inside = async (...command: [string, ...string[]]) => inRepository(repository, ...command);
  const read = (path: string) => readFileSync(join(repository, path), 'utf8');

  newRepositoryTests(() => ({ repository, created }));

  test('migrates with its own program', () => {
    expect(readdirSync(join(repository, 'dist/prod')).map(file => read(`dist/prod/${file}`)).join('')).toContain('- service.platform.migrate\n');
  });

  test('has a package more after it is named, pinned by its hashes together with what it needs', async () => {
    const before = read('requirements.in');
    writeFileSync(join(repository, 'requirements.in'), `${before}fastapi\n`);

    mustSucceed('requirements', await inside('npx', 'projen', 'requirements'));

    const version = /^fastapi==\S+/m.exec(read('requirements/platform.txt'))?.[0] ?? 'none';
    expect(read('requirements.txt')).toContain(`${version} \\\n    --hash=sha256:`);
    mustSucceed('git restore', await inside('git', 'restore', 'requirements.in', 'requirements.txt'));
  });

  describe('linters', () => {
    test('hadolint finds nothing in the Dockerfile', async () => {
      expect(run(await linter('hadolint'), ['--no-color', 'Dockerfile'], { cwd: repository })).toMatchObject({ status: 0, stdout: '' });
    });

    test('ShellCheck finds nothing in the scripts of the pipeline', async () => {
      const scripts = readdirSync(join(repository, 'ci')).map(name => `ci/${name}`);

      expect(run(await linter('shellcheck'), ['--external-sources', ...scripts], { cwd: repository })).toMatchObject({ status: 0, stdout: '' });
    });

    test.each([
      ['.gitlab-ci.yml', 'vendor.gitlab-ci'], ['.github/workflows/pipeline.yml', 'vendor.github-workflows'], ['renovate.json', 'vendor.renovate'],
    ])('%s is what its published schema asks for', async (file, schema) => {
      const { python, start } = await pythonProgram('check_jsonschema');

      mustSucceed(file, run(python, [...start, '--builtin-schema', schema, join(repository, file)]));
    });

    (partsOrSkip('go') ? test : test.skip)('actionlint finds nothing in the workflow, and Grafana\'s schema allows the dashboard', async () => {
      const args = ['-no-color', '-shellcheck', await linter('shellcheck'), '.github/workflows/pipeline.yml'];

      expect(run(await program('actionlint'), args, { cwd: repository })).toMatchObject({ status: 0, stdout: '' });
      expect(run(await program('dashboard'), [join(repository, 'observability/dashboard.json')])).toMatchObject({ status: 0, stderr: '' });
    });
  });

  describe('started for real with a real PostgreSQL', () => {
    startedServiceTests(() => ({
      repository,
      folder,
      prepare: async () => undefined,
      start: ['.venv/bin/python', '-m', 'service.main'],
      migrate: ['.venv/bin/python', '-m', 'service.platform.migrate'],
    }));
  });
});
