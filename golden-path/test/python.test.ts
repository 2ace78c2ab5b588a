import { Repository, emptyFolder } from './repository';

const TYPE = 'platform-service-py';
const python = () => new Repository(emptyFolder(), TYPE);

/** What is written in Python, and what follows from it. */
const OF_THE_LANGUAGE = /\.(py|py\.typed)$|^(service|src|test|requirements|migrations)(\/|\.)|^(Dockerfile|README\.md|openapi\.json|pyproject\.toml|\.dockerignore|ci\/setup\.sh)$/;

/** Files that differ by what the language needs, and are otherwise the same. */
const WITH_WORDS = ['.gitattributes', '.gitignore', '.gitlab-ci.yml', '.github/workflows/pipeline.yml', 'ci/dependencies.sh', 'ci/smoke.sh', 'observability/dashboard.json', 'package.json', 'platform/app.ts', 'renovate.json', 'test/tsconfig.json', 'tsconfig.json', '.projen/tsconfig.json', 'tsconfig.dev.json'];

test('has in Python what a service in TypeScript has: routes, platform, tests of three kinds, image, requirements', () => {
  const files = Object.keys(python().synth().files());

  expect(files).toEqual(expect.arrayContaining([
    'Dockerfile', 'openapi.json', 'platform/app.ts', 'platform/slo.ts', 'pyproject.toml', 'requirements.in', 'requirements.txt', 'requirements/dev.txt', 'requirements/platform.txt',
    'service/app.py', 'service/main.py', 'service/platform/log.py', 'service/platform/run.py', 'service/platform/telemetry.py', 'service/routes/greetings.py',
    'test/contract/test_openapi.py', 'test/platform.test.ts', 'test/smoke/smoke.py', 'test/unit/test_greetings.py',
  ]));
  expect(files.filter(path => /^src\/|database|migrations/.test(path))).toEqual([]);
});

test('with a database it has a client, a first migration and what the platform runs it with', () => {
  const repository = python().synth({ database: 'postgres' });

  expect(Object.keys(repository.files())).toEqual(expect.arrayContaining([
    'compose.yaml', 'local/database.sql', 'migrations/0001_notes.sql', 'service/platform/database.py', 'service/platform/migrate.py', 'service/routes/notes.py', 'test/unit/test_database.py',
  ]));
  expect(repository.read('platform/app.ts')).toContain('command: [\'/usr/bin/python3\', \'-m\', \'service.platform.migrate\'],');
  expect(repository.read('Dockerfile')).toContain('COPY migrations migrations\n# the user');
  expect(repository.read('.dockerignore')).toContain('!migrations\n');
});

test.each([{}, { database: 'postgres', ci: ['github', 'gitlab'], gitops: 'flux', docs: false }])('shares everything else with a service in TypeScript: %p', options => {
  const others = (repository: Repository) => Object.fromEntries(Object.entries(repository.synth(options).files())
    .filter(([path]) => !OF_THE_LANGUAGE.test(path) && !WITH_WORDS.includes(path) && !/^\.(platform|projen)\/|^\.projenrc/.test(path)));

  expect(others(python())).toEqual(others(new Repository()));
  expect(Object.keys(others(python())).length).toBeGreaterThan(20);
});

test('every package comes by its hash, and no other way', () => {
  const repository = python().synth({ database: 'postgres' });

  for (const path of Object.keys(repository.files()).filter(each => /^requirements\/.*\.txt$/.test(each))) {
    const pins = repository.read(path).replace(/\\\n/g, '').split('\n').filter(line => line !== '' && !/^\s*#/.test(line));
    expect(pins.length).toBeGreaterThan(1);
    for (const pin of pins) expect([path, pin]).toEqual([path, expect.stringMatching(/^[a-z0-9-]+==\S+( ; .*?)?(\s+--hash=sha256:[0-9a-f]{64})+$/)]);
  }
  const installs = `${repository.read('Dockerfile')}${repository.read('ci/setup.sh')}${repository.read('.projen/tasks.json')}`.match(/pip install .*/g) ?? [];
  expect(installs).toHaveLength(3);
  for (const install of installs) expect(install).toContain('--require-hashes');
});

test('the bases of the image are pinned by digest, and it runs as the user of the platform\'s Pods', () => {
  const dockerfile = python().synth().read('Dockerfile');

  expect(dockerfile.match(/^ARG \w+_IMAGE=\S+@sha256:[0-9a-f]{64}$/gm)).toHaveLength(2);
  expect(dockerfile).toContain('USER 10001:10001\n');
});

describe('day two', () => {
  test('what the platform manages is written again, what the team wrote stays', () => {
    const repository = python().synth();
    const before = repository.read('service/platform/run.py');
    repository.write('service/platform/run.py', 'pass\n');
    repository.write('service/app.py', 'ours\n');
    repository.write('requirements.in', 'ours\n');
    repository.write('.dockerignore', `# ours\n${repository.read('.dockerignore')}`);
    repository.write('catalog-info.yaml', '# of synth\n');
    expect(JSON.parse(repository.cli('check', '--json').stdout).findings).toMatchObject([{ path: 'service/platform/run.py', kind: 'changed' }]);

    repository.synth({ database: 'postgres' });

    expect(repository.read('service/platform/run.py')).toBe(before);
    expect(['service/app.py', 'requirements.in'].map(path => repository.read(path))).toEqual(['ours\n', 'ours\n']);
    expect(repository.read('.dockerignore')).toMatch(/^# ours\n[^]*!migrations\n$/);
    expect(repository.cli('check').code).toBe(0);
    expect(repository.json('.platform/lock.json').type).toBe(TYPE);
  });

  test('a repository that is there already is brought onto the path, and nothing in it is replaced', () => {
    const repository = python();
    repository.write('service/app.py', 'ours\n');
    repository.write('catalog-info.yaml', '# of synth\n');
    repository.write('pyproject.toml', '[project]\nname = "old"\n');

    expect(repository.cli('adopt', TYPE, '--owner', 'team-payments', '--name', 'old-api', '--apply').code).toBe(0);

    expect(repository.read('service/app.py')).toBe('ours\n');
    expect(repository.read('pyproject.toml')).toBe('[project]\nname = "old"\n');
    expect(repository.read('.projenrc.ts')).toContain('new PlatformServicePy({\n');
    expect(repository.cli('check').code).toBe(0);
  });
});

test('refuses what a service in TypeScript refuses, and writes nothing', () => {
  const repository = python();

  expect(() => repository.synth({ tier: 'gold', port: 80 })).toThrow(/\[tier\] must be critical, standard or best-effort, got "gold"[^]*\[port\]|\[port\][^]*\[tier\]/);
  expect(repository.files()).toEqual({});
});
