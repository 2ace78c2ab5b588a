import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { seenInGithub, seenInGitlab } from './pipelines';
import { Repository, emptyFolder } from './repository';
import { Standards } from '../../src';
import { PlatformLibraryTs, PlatformLibraryTsOptions } from '../src';
import { unknownSwitches } from '../src/options/command-line';
import { LIBRARY_OPTIONS } from '../src/options/library-option-table';
import { resolveLibrary } from '../src/options/resolve-library';

const GIVEN = { name: '@acme/platform', owner: 'team-platform', createdAt: '2026-01-31T09:30:00Z' };

/** A library in a folder of its own. */
function library(options: Partial<PlatformLibraryTsOptions> = {}, repository = new Repository(emptyFolder(), 'platform-library-ts')): Repository {
  return repository.synth({ ...GIVEN, ...options } as Parameters<Repository['synth']>[0]);
}

test.each<[string, Record<string, unknown>, string]>([
  ['a name with capitals', { name: 'AcmePlatform' }, '[name] must be the name of a package: up to 60 lower-case letters, digits and single hyphens, with an optional scope, got "AcmePlatform"; say it with --name @acme/platform, or rename the folder'],
  ['no owner', { owner: undefined }, '[owner] must be the id of a team: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got nothing; say it with --owner team-payments'],
  ['another library than pavement', { platformPackage: '@other/platform' }, '[platformPackage] must be pavement with an optional version or file, got "@other/platform"; write it as pavement@^1.0.0 or pavement@file:/tmp/pavement.tgz'],
  ['a place to publish to that there is not', { publishTo: 'nmp' }, '[publishTo] must be npm or project, got "nmp"; correct the spelling'],
  ['a team twice', { teams: ['team-a', 'team-a'] }, '[teams] must name each once, got "team-a" twice; leave one out'],
  ['a team that is no id', { teams: ['Team A'] }, '[teams] must be a list of ids of teams: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got ["Team A"]; say each with --teams team-payments'],
  ['more environments than examples can be counted for', { environments: [...'abcdefghij'].map(each => `env-${each}`) }, '[environments] must be at most 9, got 10; add the others to standards.yaml'],
  ['an organisation that no name could be made from', { repository: 'a.b/platform', name: 'platform' }, '[organization] must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got "a.b"; say it with --organization acme'],
  ['a scope that GitHub\'s registry would not take', { publishTo: 'project', repository: 'other/platform' }, '[name] must have the scope of its repository to be published to GitHub\'s registry, got "@acme/platform"; name it @other/platform, or say --publish-to npm'],
  ['an option of services', { port: 8080 }, '[port] must be an option of the project type, got "port"; there are name, owner, description, organization,'],
])('refuses %s, and writes nothing', (_, options, message) => {
  const folder = emptyFolder();

  expect(() => new PlatformLibraryTs({ ...GIVEN, outdir: folder, ...options } as PlatformLibraryTsOptions)).toThrow(`Nothing was written:\n  ${message}`);
  expect(readdirSync(folder)).toEqual([]);
});

test('says all that is wrong at once, with switches that nobody reads', () => {
  const wrong = { name: 'X', owner: 'Y', colour: 'red' } as unknown as PlatformLibraryTsOptions;
  const switches = unknownSwitches(['node', 'projen', 'new', 'platform-library-ts', '--publish-to', 'npm', '--tier', 'critical'], LIBRARY_OPTIONS);

  expect(() => resolveLibrary(wrong, '1.2.3', switches)).toThrow(/\[--tier\][^]*\[colour\][^]*\[name\][^]*\[owner\]/);
});

test('what is not said follows from the name and the owner', () => {
  expect(resolveLibrary(GIVEN, '1.2.3')).toMatchObject({
    organization: 'acme', repository: 'acme/platform', isPublic: true, teams: ['team-platform'], platform: { name: 'pavement', spec: '1.2.3' },
  });
  expect(resolveLibrary({ ...GIVEN, name: 'platform', ci: ['gitlab'] }, '1.2.3')).toMatchObject({
    organization: 'team-platform', repository: 'team-platform/platform', isPublic: false,
  });
});

test('every option changes what is written, except those of which the default says the same', () => {
  const other: Record<string, unknown> = {
    name: 'platform',
    owner: 'team-enablement',
    description: 'What Acme has decided',
    organization: 'acme-group',
    ci: ['gitlab'],
    repository: 'acme/standards',
    publishTo: 'project',
    teams: ['team-logistics'],
    environments: ['test', 'live'],
    registry: 'registry.acme.example',
    platformPackage: 'pavement@^1.0.0',
    codeowners: ['@acme/security'],
    dependencyBot: 'none',
    docs: false,
    deps: ['zod@^4'],
    devDeps: ['nock@^14'],
    gitignore: ['/tmp/'],
    createdAt: '2026-02-01T00:00:00Z',
  };
  expect(Object.keys(other).sort()).toEqual(Object.keys(LIBRARY_OPTIONS).filter(name => name !== 'outdir').sort());
  const plain = withoutState(library());

  const silent = Object.keys(other).filter(name => JSON.stringify(withoutState(library({ [name]: other[name] }))) === JSON.stringify(plain));

  expect(silent).toEqual(['createdAt']);
});

test.each([1, 2, 3, 9])('begins with standards that the library accepts: %i environments', count => {
  const environments = ['dev', 'test', 'int', 'perf', 'load', 'demo', 'stage', 'canary', 'prod'].slice(-count);
  const repository = library({ teams: ['team-logistics'], environments, registry: 'registry.acme.example/base' });

  const { props } = Standards.fromFile(join(repository.root, 'standards.yaml'));

  expect(props.organization).toBe('acme');
  expect(props.registries).toEqual(['registry.acme.example/base']);
  expect(Object.keys(props.teams)).toEqual(['team-platform', 'team-logistics']);
  expect(Object.keys(props.environments)).toEqual(environments);
  expect(props.environments.prod.tier).toBe('prod');
  expect(Object.values(props.environments).filter(({ tier }) => String(tier) === 'prod')).toHaveLength(1);
});

test('exports what services of the path import, and its own test asks for it', () => {
  const assets = join(__dirname, '../assets');
  const imported = new Set(readdirSync(assets, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !path.startsWith('library-ts/'))
    .flatMap(path => [...readFileSync(join(assets, path), 'utf8').matchAll(/import \{([^}]*)\} from '__PLATFORM_PACKAGE__'/g)])
    .flatMap(([, names]) => names.split(',').map(name => name.trim()).filter(Boolean)));
  const repository = library();
  const [index, own] = [repository.read('src/index.ts'), repository.read('test/platform.test.ts')];

  expect(imported.size).toBeGreaterThan(5);
  for (const name of imported) {
    expect(index).toMatch(new RegExp(`\\b${name}\\b`));
    expect(own).toContain(`'${name}'`);
  }
});

describe('its pipeline', () => {
  const repository = library({ ci: ['github', 'gitlab'] });
  const github = seenInGithub(repository);

  test('is the same in both systems', () => {
    expect(github).toEqual(seenInGitlab(repository));
    expect(seenInGithub(library({ ci: ['github', 'gitlab'], publishTo: 'project' }))).toEqual(seenInGitlab(library({ ci: ['github', 'gitlab'], publishTo: 'project' })));
  });

  test('publishes on main, after every check, and only there may it push or say who it is', () => {
    const checks = ['changes', 'dependencies', 'drift', 'lint', 'secrets', 'test'];
    const nothing = { onlyMain: false, pushes: false, registry: false, identity: false };

    expect(Object.keys(github).sort()).toEqual([...checks, 'release'].sort());
    for (const id of checks) expect(github[id]).toMatchObject(nothing);
    expect(github.release).toMatchObject({ needs: checks, onlyMain: true, pushes: true, registry: false, identity: true });
  });

  test('has the registry of the repository\'s own system instead of an identity when only the organisation reads what it publishes', () => {
    expect(seenInGithub(library({ ci: ['github', 'gitlab'], publishTo: 'project' })).release).toMatchObject({ registry: true, identity: false });
  });

  test('runs scripts that are there and may be run', () => {
    const files = repository.files();
    for (const command of Object.values(github).flatMap(({ script }) => script).filter(each => each.startsWith('ci/'))) {
      expect(files[command]).toMatch(/^x #!\/bin\/sh\n/);
    }
  });
});

test('is in the catalog as a library of its owner', () => {
  expect(parse(library().read('catalog-info.yaml'))).toEqual({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'acme-platform',
      title: '@acme/platform',
      description: 'The platform library @acme/platform of team-platform',
      annotations: { 'backstage.io/source-location': 'url:https://github.com/acme/platform', 'backstage.io/techdocs-ref': 'dir:.' },
    },
    spec: { type: 'library', lifecycle: 'production', owner: 'group:default/team-platform' },
  });
  expect(parse(library({ docs: false }).read('catalog-info.yaml')).metadata.annotations).not.toHaveProperty('backstage.io/techdocs-ref');
});

test('is on the path: the same commands work, and the team\'s decisions stay', () => {
  const repository = library();
  expect(repository.cli('check')).toMatchObject({ code: 0, stdout: '' });
  expect(repository.cli('eject', 'ci/release.sh', '--reason', 'released by another system')).toMatchObject({ code: 0 });
  const decided = repository.read('standards.yaml').replace('organization: acme', 'organization: acme-group');
  repository.write('standards.yaml', decided);
  repository.write('ci/release.sh', '#!/bin/sh\n');

  library({ description: 'What Acme has decided' }, repository);

  expect(repository.read('standards.yaml')).toBe(decided);
  expect(repository.read('ci/release.sh')).toBe('#!/bin/sh\n');
  expect(repository.read('catalog-info.yaml')).toContain('description: "What Acme has decided"');
  expect(repository.json('.platform/lock.json')).toMatchObject({ type: 'platform-library-ts', library: expect.stringMatching(/^pavement@/) });
});

test('a repository that is there is adopted, file by file', () => {
  const repository = new Repository();
  repository.write('standards.yaml', 'ours\n');

  const { code } = repository.cli('adopt', 'platform-library-ts', '--name', '@acme/platform', '--owner', 'team-platform', '--apply');

  expect(code).toBe(0);
  expect(repository.read('standards.yaml')).toBe('ours\n');
  expect(repository.read('.projenrc.ts')).toContain('new PlatformLibraryTs({');
  expect(existsSync(join(repository.root, 'ci/release.sh'))).toBe(true);
});

function withoutState(repository: Repository): Record<string, string> {
  return Object.fromEntries(Object.entries(repository.files()).filter(([path]) => !/^\.platform\/(answers|lock)\.json$/.test(path)));
}
