import { readdirSync } from 'node:fs';
import { emptyFolder, Repository } from './repository';
import { PlatformServiceTsOptions } from '../src';
import { unknownSwitches } from '../src/options/command-line';
import { SERVICE_OPTIONS } from '../src/options/option-table';
import { resolveService } from '../src/options/resolve-service';

const GIVEN = { name: 'checkout-api', owner: 'team-payments' };

test.each<[string, Record<string, unknown>, string]>([
  ['a choice that there is not', { database: 'postgress' }, '[database] must be postgres or none, got "postgress"; correct the spelling'],
  ['a list with something that there is not', { ci: ['gitlb'] }, '[ci] must be a list of github, gitlab, got ["gitlb"]; say --ci github, --ci gitlab, or both'],
  ['the same thing twice', { ci: ['github', 'github'] }, '[ci] must name each once, got "github" twice; leave one out'],
  ['no name', { name: undefined }, '[name] must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got nothing; say it with --name, or rename the folder'],
  ['a name with capitals', { name: 'CheckoutApi' }, '[name] must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got "CheckoutApi"; say it with --name, or rename the folder'],
  ['a name that YAML reads as a truth value', { name: 'on' }, '[name] must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got "on"; say it with --name, or rename the folder'],
  ['a port that only root can open', { port: 80 }, '[port] must be a whole number from 1024 to 65535, got 80; containers are not root and cannot open a lower one'],
  ['a number that is none', { port: Number('x') }, '[port] must be a whole number from 1024 to 65535, got null; containers are not root and cannot open a lower one'],
  ['a target between two boundaries', { sloLatencyMs: 300 }, '[sloLatencyMs] must be one of 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000, got 300; only these can be measured'],
  ['a release of an environment that it does not have', { manualEnvironments: ['live'] }, '[manualEnvironments] must name some of dev, staging, prod, got "live"; correct it, or add it to environments'],
  ['an environment list with nothing in it', { environments: [] }, '[environments] must be a list of names of environments: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on, got []; name those of the platform\'s standards'],
  ['an owner of code that CODEOWNERS would not know', { codeowners: ['security'] }, '[codeowners] must be a list of people or teams, got ["security"]; write each as @acme/security'],
  ['more traces than there are', { traceSamplingPercent: 101 }, '[traceSamplingPercent] must be a number from 0 to 100, got 101; it is in percent'],
  ['a registry with a scheme', { registry: 'https://registry.example.com' }, '[registry] must be a host with an optional path, in lower case, got "https://registry.example.com"; write it as registry.example.com/shop, without https://'],
  ['a description that would end a string', { description: 'It\'s "here"' }, '[description] must be 1 to 200 characters on one line, without quotes, backslashes, ` and $, got "It\'s \\"here\\""; shorten or reword it'],
])('refuses %s', (_, options, message) => {
  expect(() => resolveService({ ...GIVEN, ...options }, '1.2.3')).toThrow(`Nothing was written:\n  ${message}`);
});

test('says all that is wrong at once', () => {
  const wrong = { name: 'X', owner: 'Y', tier: 'gold', colour: 'red' } as unknown as PlatformServiceTsOptions;

  expect(() => resolveService(wrong, '1.2.3')).toThrow(/\[colour\][^]*\[name\][^]*\[owner\][^]*\[tier\]/);
});

test('writes nothing when something is wrong', () => {
  const folder = emptyFolder();

  expect(() => new Repository(folder).synth({ tier: 'gold' })).toThrow('[tier]');
  expect(readdirSync(folder)).toEqual([]);
});

test('builds on the library of its own version by default, and on whatever it is told', () => {
  expect(resolveService(GIVEN, '1.2.3').platform).toEqual({ name: 'pavement', spec: '1.2.3' });
  expect(resolveService({ ...GIVEN, platformPackage: '@acme/platform@^2.0.0' }, '1.2.3').platform).toEqual({ name: '@acme/platform', spec: '^2.0.0' });
  expect(resolveService({ ...GIVEN, platformPackage: 'pavement@file:../p.tgz' }, '1.2.3').platform).toEqual({ name: 'pavement', spec: 'file:../p.tgz' });
});

test('knows switches that nobody reads, which projen drops without a word', () => {
  const command = (...args: string[]) => ['node', 'projen', 'new', '--from', 'pavement-golden-path', 'platform-service-ts', '--owner', 'team-payments', ...args];

  expect(unknownSwitches(command('--database', 'postgres', '--no-git', '--no-docs', '--log-level=debug', '--projen-version', '0.103.25'))).toEqual([]);
  expect(unknownSwitches(command('--databse=postgres'))).toEqual([expect.stringContaining('[--databse] must be an option of the project type or of projen')]);
});

test('every option changes what is written, except those of which the default says the same', () => {
  const other: Record<string, unknown> = {
    name: 'orders',
    owner: 'team-platform',
    system: 'shop',
    description: 'Takes orders',
    domain: 'commerce',
    lifecycle: 'deprecated',
    tier: 'critical',
    port: 9000,
    database: 'postgres',
    ci: ['gitlab'],
    repository: 'shop/orders',
    environments: ['test', 'live'],
    manualEnvironments: [],
    gitops: 'flux',
    registry: 'registry.acme.example',
    platformPackage: '@acme/platform@^2.0.0',
    logLevel: 'debug',
    traceSamplingPercent: 5,
    sloAvailability: 99,
    sloLatencyMs: 250,
    codeowners: ['@acme/security'],
    dependencyBot: 'none',
    docs: false,
    deps: ['zod@^4'],
    devDeps: ['nock@^14'],
    gitignore: ['/tmp/'],
    createdAt: '2026-02-01T00:00:00Z',
  };
  expect(Object.keys(other).sort()).toEqual(Object.keys(SERVICE_OPTIONS).filter(name => name !== 'outdir').sort());
  const plain = withoutState(new Repository().synth());

  const silent = Object.keys(other).filter(name => {
    const changed = withoutState(new Repository().synth({ [name]: other[name] }));
    return JSON.stringify(changed) === JSON.stringify(plain);
  });

  // when it was created is noted in .platform only
  expect(silent).toEqual(['createdAt']);
});

test('the same options give the same bytes', () => {
  expect(new Repository().synth({ database: 'postgres' }).files()).toEqual(new Repository().synth({ database: 'postgres' }).files());
});

/** What is written beside what the path remembers, which has every option. */
function withoutState(repository: Repository): Record<string, string> {
  return Object.fromEntries(Object.entries(repository.files()).filter(([path]) => !/^\.platform\/(answers|lock)\.json$/.test(path)));
}
