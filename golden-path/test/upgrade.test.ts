import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { Repository } from './repository';
import { summary } from '../src/cli/upgrade';
import { Lock, sha256 } from '../src/day2/lock';
import { isOlder, migrate } from '../src/day2/migrations';
import * as layers from '../src/files/layers';

const SAMPLES = ['src/app.ts', 'platform/app.ts', 'README.md', 'test/unit/greetings.test.ts'];
const REGIONS = ['.dockerignore', '.editorconfig', 'docs/runbook.md', 'renovate.json'];
const MANAGED = ['Dockerfile', 'ci/plan.sh', 'src/platform/run.ts', 'biome.json'];

/** The next version of the path: every file has one line more, and there is a new file of each class. */
function withNextVersion(action: () => void): void {
  const before = layers.readLayers;
  const spy = jest.spyOn(layers, 'readLayers').mockImplementation((names, fileClass, words) => {
    const files = new Map([...before(names, fileClass, words)].map(([path, text]) => [path, `${text}# next ${fileClass}\n`]));
    return files.set(`next/${fileClass}.txt`, `next ${fileClass}\n`);
  });
  try {
    action();
  } finally {
    spy.mockRestore();
  }
}

/** What a team does to a file. */
type Edit = { readonly at: number; readonly lines: string[] } | 'deletes';

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at: fc.nat(40), lines: fc.array(fc.stringMatching(/^team [a-z]{4}$/), { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.constant('deletes' as const) },
);
const edits = fc.uniqueArray(fc.tuple(fc.constantFrom(...SAMPLES, ...REGIONS, ...MANAGED), edit), {
  selector: ([path]) => path, minLength: 1, maxLength: 8,
});

function apply(repository: Repository, path: string, change: Edit): string | undefined {
  if (change === 'deletes') {
    rmSync(join(repository.root, path), { force: true });
    return undefined;
  }
  const lines = repository.read(path).split('\n');
  lines.splice(Math.min(change.at, lines.length), 0, ...change.lines);
  repository.write(path, lines.join('\n'));
  return lines.join('\n');
}

test('a new repository has every file as the path wrote it, its README too', () => {
  const repository = new Repository().synth();
  const { files } = repository.json('.platform/lock.json') as Lock;

  expect(Object.keys(files)).toEqual(expect.arrayContaining([...SAMPLES, ...REGIONS, ...MANAGED]));
  for (const [path, { sha256: locked }] of Object.entries(files)) expect([path, sha256(repository.read(path))]).toEqual([path, locked]);
});

test('whatever a team has changed survives an upgrade, and what is managed is as the next version has it', () => {
  let fresh: Repository | undefined;
  withNextVersion(() => { fresh = new Repository().synth(); });

  fc.assert(fc.property(edits, changes => {
    const repository = new Repository().synth();
    writeFileSync(join(repository.root, 'own.txt'), 'own\n');
    const mine = new Map(changes.map(([path, change]) => [path, apply(repository, path, change)]));

    withNextVersion(() => repository.synth());

    for (const path of MANAGED) expect(repository.read(path)).toBe(fresh?.read(path));
    for (const [path, text] of mine) {
      if (SAMPLES.includes(path)) expect(read(repository, path)).toBe(text);
      if (REGIONS.includes(path)) expectLines(read(repository, path), text);
    }
    // what nobody has touched follows
    for (const path of [...SAMPLES, ...REGIONS].filter(each => !mine.has(each))) expect(repository.read(path)).toBe(fresh?.read(path));
    for (const fileClass of ['managed', 'sample', 'region']) expect(repository.read(`next/${fileClass}.txt`)).toContain(`next ${fileClass}\n`);
    expect(repository.read('own.txt')).toBe('own\n');

    // and again, nothing changes
    const after = repository.files();
    withNextVersion(() => repository.synth());
    expect(repository.files()).toEqual(after);
  }), { numRuns: 6 });
}, 120_000);

/** What a team adds to package.json, by part. */
const additions = fc.record({
  dependencies: fc.dictionary(fc.constantFrom('zod', '@acme/money', 'undici'), fc.constantFrom('^4.0.0', '1.2.3', '*')),
  devDependencies: fc.dictionary(fc.constantFrom('nock', '@acme/fixtures'), fc.constantFrom('^14.0.0', '~2.1.0')),
  scripts: fc.dictionary(fc.constantFrom('load', 'seed'), fc.constantFrom('k6 run load.js', 'node seed.js')),
  fields: fc.dictionary(fc.constantFrom('imports', 'overrides-note'), fc.constantFrom<object>({ '#money': './src/money.ts' }, { why: 'later' })),
});

test('whatever a team adds to package.json survives an upgrade, what it changes of the path\'s is restored, and what it takes out again is gone', () => {
  type Json = Record<string, Record<string, unknown>>;

  fc.assert(fc.property(additions, ({ fields, ...parts }) => {
    const repository = new Repository().synth();
    const before = repository.json('package.json') as Json;
    const entries = Object.entries(parts);
    const edited = { ...before, ...fields, ...Object.fromEntries(entries.map(([part, added]) => [part, { ...before[part], ...added }])) };
    repository.write('package.json', JSON.stringify({ ...edited, dependencies: { ...edited.dependencies, fastify: '^4.0.0' } }));

    withNextVersion(() => repository.synth());

    const after = repository.json('package.json') as Json;
    for (const [part, added] of entries) expect(after[part]).toEqual({ ...before[part], ...added });
    expect(after).toMatchObject(fields);
    const files = repository.files();
    withNextVersion(() => repository.synth());
    expect(repository.files()).toEqual(files);

    repository.write('package.json', JSON.stringify(before));
    withNextVersion(() => repository.synth());
    expect(repository.json('package.json')).toEqual(before);
  }), { numRuns: 8 });
}, 120_000);

test('a package that the options no longer name is gone from package.json', () => {
  const repository = new Repository().synth({ deps: ['zod@^4.0.0'] });

  repository.synth();

  expect((repository.json('package.json') as { dependencies: object }).dependencies).not.toHaveProperty('zod');
});

test('what a version no longer has is gone when it was managed, and stays when it was the team\'s', () => {
  const repository = new Repository();
  withNextVersion(() => repository.synth());

  repository.synth();

  expect(existsSync(join(repository.root, 'next/managed.txt'))).toBe(false);
  expect(existsSync(join(repository.root, 'next/sample.txt'))).toBe(true);
});

test('a database that is added later brings its files, and what the team has not touched uses it', () => {
  const repository = new Repository().synth();
  repository.write('README.md', 'ours\n');

  repository.synth({ database: 'postgres' });

  expect(repository.read('platform/app.ts')).toContain('new PostgresInstance(');
  expect(repository.read('migrations/0001_notes.sql')).toContain('CREATE TABLE notes');
  expect(repository.read('README.md')).toBe('ours\n');
  expect(repository.files()).toEqual({ ...new Repository().synth({ database: 'postgres' }).files(), ...ofTeam(repository) });
});

/** What differs because the team has written in one file. */
function ofTeam(repository: Repository): Record<string, string> {
  const files = repository.files();
  return { 'README.md': files['README.md'], '.platform/lock.json': files['.platform/lock.json'] };
}

describe('migrations', () => {
  const lock: Lock = { version: '1.2.0', type: 't', library: 'l', optionsSha256: '', files: { 'old.md': { class: 'region', sha256: 'x' }, 'gone.sh': { class: 'managed', sha256: 'y' } } };
  const moved = { version: '1.3.0', description: 'moves', moves: { 'old.md': 'docs/new.md' }, removals: ['gone.sh', 'own.sh'] };

  function repository(): Repository {
    const made = new Repository();
    for (const path of ['old.md', '.platform/base/old.md', 'gone.sh', 'own.sh']) {
      mkdirSync(dirname(join(made.root, path)), { recursive: true });
      writeFileSync(join(made.root, path), path);
    }
    return made;
  }

  test('move a file with what the team wrote in it, and remove only what was managed', () => {
    const made = repository();

    const after = migrate(made.root, lock, [moved], () => undefined);

    expect(Object.keys(made.files()).sort()).toEqual(['.platform/base/docs/new.md', 'docs/new.md', 'own.sh']);
    expect(made.read('docs/new.md')).toBe('old.md');
    expect(Object.keys(after.files)).toEqual(['docs/new.md']);
  });

  test('are not made by a repository that has had them', () => {
    const made = repository();

    migrate(made.root, { ...lock, version: '1.3.0' }, [moved], () => undefined);

    expect(existsSync(join(made.root, 'old.md'))).toBe(true);
  });

  test('never move over a file', () => {
    const made = repository();
    mkdirSync(join(made.root, 'docs'));
    writeFileSync(join(made.root, 'docs/new.md'), 'ours');

    migrate(made.root, lock, [moved], () => undefined);

    expect([made.read('docs/new.md'), made.read('old.md')]).toEqual(['ours', 'old.md']);
  });

  test.each([['1.2.3', '1.2.4', true], ['1.10.0', '1.9.0', false], ['1.0.0-rc.1', '1.0.0', true], ['1.0.0', '1.0.0', false]])('%s before %s: %s', (a, b, older) => {
    expect(isOlder(a, b)).toBe(older);
  });
});

test('an upgrade says what it has changed', () => {
  const lock = (version: string, files: Lock['files']): Lock => ({ version, type: 't', library: 'l', optionsSha256: '', files });

  expect(summary(
    lock('1.0.0', { a: { class: 'managed', sha256: '1' }, b: { class: 'managed', sha256: '1' }, c: { class: 'sample', sha256: '1' } }),
    lock('1.1.0', { a: { class: 'managed', sha256: '2' }, c: { class: 'sample', sha256: '1' }, d: { class: 'region', sha256: '1' } }),
  )).toBe('The golden path goes from 1.0.0 to 1.1.0.\n\n- changed: `a` (managed)\n- gone: `b`\n- new: `d` (region)');
});

function read(repository: Repository, path: string): string | undefined {
  return existsSync(join(repository.root, path)) ? repository.read(path) : undefined;
}

function expectLines(text: string | undefined, mine: string | undefined): void {
  if (mine === undefined) {
    expect(text).toBeUndefined();
  } else {
    expect(text?.split('\n')).toEqual(expect.arrayContaining(mine.split('\n').filter(line => line.startsWith('team '))));
  }
}
