import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { renderJavaScriptOptions } from 'projen/lib/javascript/render-options';
import { Repository, emptyFolder } from './repository';
import { Answers, Scaffolder } from './scaffolder';
import { PlatformServiceTsOptions } from '../src';
import { SERVICE_OPTIONS } from '../src/options/option-table';
import { resolveService } from '../src/options/resolve-service';
import { align } from '../src/template/align';
import { backstageTemplate } from '../src/template/backstage';
import { Facts, conditionFor } from '../src/template/condition';
import { PAGES } from '../src/template/questions';
import { PROJECT_TYPES } from '../src/types';

const FROM = 'pavement-golden-path@1.2.3';
const files = backstageTemplate({ devDeps: [FROM] }, '0.0.0');
const scaffolder = new Scaffolder(files);

/** Two answers to every question, the second of which is left out where that is possible. */
const ANSWERS: Readonly<Record<string, readonly unknown[]>> = {
  name: ['orders', 'a-b-c'],
  owner: ['team-payments', 'group:default/team-platform'],
  system: ['shop', undefined],
  description: ['Takes orders: äöü, 100 % of them', undefined],
  domain: ['commerce', undefined],
  lifecycle: ['deprecated', 'experimental', undefined],
  tier: ['critical', 'best-effort', undefined],
  port: [9000, undefined],
  database: ['postgres', 'none', undefined],
  registry: ['registry.acme.example:5000/shop', undefined],
  gitops: ['flux', 'argocd', undefined],
  sloAvailability: [99, 99.95, undefined],
  sloLatencyMs: [250, 1000, undefined],
  traceSamplingPercent: [0, 25, undefined],
  logLevel: ['debug', undefined],
  ci: [['gitlab'], ['gitlab', 'github'], ['github'], undefined],
  dependencyBot: ['none', 'renovate', undefined],
  docs: [false, true, undefined],
  repoUrl: ['github.com?owner=shop&repo=orders', 'gitlab.com?owner=shop/backend&repo=orders'],
};

/** Forms in which every two answers occur together. */
function pairwise(answers: Readonly<Record<string, readonly unknown[]>>): Answers[] {
  const names = Object.keys(answers);
  const pairs = new Set(names.flatMap((a, i) => names.slice(i + 1).flatMap(b =>
    answers[a].flatMap((_, m) => answers[b].map((__, n) => `${a}=${m} ${b}=${n}`)))));
  const rows: Record<string, number>[] = [];
  while (pairs.size > 0) {
    const row: Record<string, number> = {};
    const [a, b] = [...pairs][0].split(' ').map(each => each.split('='));
    row[a[0]] = Number(a[1]);
    row[b[0]] = Number(b[1]);
    for (const name of names.filter(each => row[each] === undefined)) {
      const open = (m: number) => Object.entries(row).filter(([other, n]) => pairs.has(pair(name, m, other, n, names))).length;
      row[name] = answers[name].map((_, m) => m).reduce((best, m) => open(m) > open(best) ? m : best);
    }
    for (const x of names) for (const y of names) pairs.delete(`${x}=${row[x]} ${y}=${row[y]}`);
    rows.push(row);
  }
  return rows.map(row => Object.fromEntries(names.map(name => [name, answers[name][row[name]]]).filter(([, value]) => value !== undefined)));
}

function pair(a: string, m: number, b: string, n: number, names: readonly string[]): string {
  return names.indexOf(a) < names.indexOf(b) ? `${a}=${m} ${b}=${n}` : `${b}=${n} ${a}=${m}`;
}

/** The same answers as options of the command. */
function optionsOf({ repoUrl, owner, ...rest }: Answers): PlatformServiceTsOptions {
  const { searchParams } = new URL(`https://${String(repoUrl)}`);
  return {
    ...rest, owner: String(owner).replace(/^.*\//, ''), repository: `${searchParams.get('owner')}/${searchParams.get('repo')}`, devDeps: [FROM],
  } as unknown as PlatformServiceTsOptions;
}

/** What `projen new` writes, without what it installs. */
function commanded(options: PlatformServiceTsOptions, projectType = 'platform-service-ts'): Repository {
  const repository = new Repository(emptyFolder(), projectType);
  const { className } = PROJECT_TYPES[projectType];
  const type = { options: Object.keys(SERVICE_OPTIONS).map(name => ({ name, jsonLike: true })) };
  const { renderedOptions } = renderJavaScriptOptions({ args: options, type, comments: 'none' } as any);
  repository.write('.projenrc.ts', `import { ${className} } from "pavement-golden-path";\nconst project = new ${className}(${renderedOptions});\nproject.synth();`);
  return repository.synth({ ...options });
}

const FORMS = pairwise(ANSWERS);
/** Made of digests, and of the moment in which a repository was created: the first `npx projen` writes them. */
const OF_THE_REPOSITORY = ['.platform/answers.json', '.platform/lock.json'];

test('there is a form for every two answers', () => {
  expect(FORMS.length).toBeGreaterThanOrEqual(12);
  expect(FORMS.length).toBeLessThan(40);
});

test.each(FORMS.map((answers): [string, Answers] => [JSON.stringify(answers), answers]))('the form and the command make the same repository, byte for byte: %s', (_, answers) => {
  const form = scaffolder.submit(answers);

  const written = commanded(optionsOf(answers)).files();
  expect([...form.keys(), ...OF_THE_REPOSITORY].sort()).toEqual(Object.keys(written).sort());
  for (const [path, { text, executable }] of form) {
    expect([path, `${executable ? 'x' : '-'} ${text}`]).toEqual([path, written[path]]);
  }
});

describe('a service in Python', () => {
  const python = new Scaffolder(backstageTemplate({ devDeps: [FROM] }, '0.0.0', 'platform-service-py'));

  test('has a form of its own that asks the same', () => {
    expect(python.entity.metadata).toMatchObject({ name: 'platform-service-py', title: 'Service in Python', tags: ['golden-path', 'service', 'python'] });
    expect(python.entity.spec.parameters).toEqual(scaffolder.entity.spec.parameters);
  });

  test.each(FORMS.map((answers): [string, Answers] => [JSON.stringify(answers), answers]))('comes out of the form as out of the command, byte for byte: %s', (_, answers) => {
    const form = python.submit(answers);

    const written = commanded(optionsOf(answers), 'platform-service-py').files();
    expect([...form.keys(), ...OF_THE_REPOSITORY].sort()).toEqual(Object.keys(written).sort());
    for (const [path, { text, executable }] of form) expect([path, `${executable ? 'x' : '-'} ${text}`]).toEqual([path, written[path]]);
  });
});

test.each(FORMS.slice(0, 4).map((answers): [Answers] => [answers]))('the first `npx projen` of what a form has made writes what is left', answers => {
  const made = new Repository();
  for (const [path, { text }] of scaffolder.submit(answers)) made.write(path, text);

  made.synth(optionsOf(answers));

  expect(made.files()).toEqual(commanded(optionsOf(answers)).files());
});

test('what is decided when the template is built is not asked, and is in every repository', () => {
  const decided = { devDeps: [FROM], ci: ['gitlab'], registry: 'registry.acme.example', environments: ['test', 'live'], platformPackage: '@acme/platform@^2.0.0', docs: false };
  const other = new Scaffolder(backstageTemplate(decided, '0.0.0'));
  const answers = { name: 'orders', owner: 'team-payments', repoUrl: 'gitlab.com?owner=shop&repo=orders', database: 'postgres' };

  const form = other.submit(answers);

  expect(asked(other)).toEqual(asked(scaffolder).filter(option => !Object.hasOwn(decided, option)));
  const command = commanded({ ...optionsOf(answers), ...decided }).files();
  for (const [path, { text }] of form) expect([path, text]).toEqual([path, command[path].slice(2)]);
  expect([...form.keys()]).toContain('gitops/live.yaml');
});

test('the repository is created where its pipeline runs', () => {
  const answers = { name: 'orders', owner: 'team-payments', repoUrl: 'github.com?owner=shop&repo=orders' };

  expect(scaffolder.steps(answers)).toEqual(['write', 'github', 'register']);
  expect(scaffolder.steps({ ...answers, ci: ['gitlab'] })).toEqual(['write', 'gitlab', 'register']);
  expect(scaffolder.steps({ ...answers, ci: ['gitlab', 'github'] })).toEqual(['write', 'github', 'register']);
});

describe('the form', () => {
  const PLATFORMS_OWN = ['codeowners', 'environments', 'manualEnvironments', 'platformPackage', 'deps', 'devDeps', 'gitignore', 'createdAt', 'outdir'];

  test('asks for every option that is not the platform\'s to decide, and for the repository', () => {
    const options = Object.keys(SERVICE_OPTIONS).filter(option => option !== 'repository');

    expect([...asked(scaffolder), ...PLATFORMS_OWN].sort()).toEqual([...options, 'repoUrl'].sort());
  });

  test('helps with the words of the documentation', () => {
    const source = ['options', 'repository-options'].map(file => readFileSync(join(__dirname, `../src/options/${file}.ts`), 'utf8')).join('');
    const documented = Object.fromEntries([...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+readonly (\w+)\??:/g)]
      .map(([, text, option]) => [option, text.split('@default')[0].replace(/\s*\n?\s*\*\s*/g, ' ').trim()]));

    for (const { option, help } of PAGES.flatMap(({ questions }) => questions)) expect([option, help]).toEqual([option, documented[option]]);
  });

  test.each<[string, unknown, boolean]>([
    ['name', 'orders-2', true], ['name', 'Orders', false], ['name', 'a'.repeat(41), false], ['name', 'null', false],
    ['owner', 'yes', false], ['owner', 'team-payments', true], ['docs', false, true],
    ['description', 'Takes "orders"', false], ['description', 'Takes orders', true], ['tier', 'gold', false], ['tier', 'critical', true],
    ['port', 80, false], ['port', 8080.5, false], ['port', 9000, true], ['registry', 'https://x', false], ['registry', 'r.example/shop', true],
    ['ci', ['gitlb'], false], ['ci', [], false], ['ci', ['gitlab'], true], ['ci', ['gitlab', 'gitlab'], false],
    ['sloAvailability', 89, false], ['sloAvailability', 99.95, true], ['sloLatencyMs', 300, false], ['sloLatencyMs', 250, true],
    ['docs', 'no', false], ['traceSamplingPercent', -1, false], ['traceSamplingPercent', 2.5, false], ['traceSamplingPercent', 0, true], ['lifecycle', 'beta', false], ['domain', 'Commerce', false],
  ])('accepts what the command accepts: %s %j: %s', (option, value, fine) => {
    const schema = scaffolder.entity.spec.parameters.map((page: any) => page.properties[option]).find(Boolean);
    const given = { name: 'orders', owner: 'team-payments', [option]: value } as unknown as PlatformServiceTsOptions;

    expect(new Ajv({ strict: false }).validate(schema, value)).toBe(fine);
    const command = expect(() => resolveService(given, '1.0.0'));
    if (fine) command.not.toThrow(); else command.toThrow(`[${option}]`);
  });
});

describe('the skeleton', () => {
  const facts = (bits: number): Facts => ({ a: (bits & 1) > 0, b: (bits & 2) > 0, c: (bits & 4) > 0, d: (bits & 8) > 0 }); // eslint-disable-line no-bitwise

  test('has conditions that hold exactly where they should', () => {
    const some = fc.uniqueArray(fc.tuple(fc.nat(15), fc.boolean()), { minLength: 1, selector: ([bits]) => bits });
    fc.assert(fc.property(some, occurring => {
      const all = occurring.map(([bits]) => facts(bits));
      const wanted = all.filter((_, i) => occurring[i][1]);

      const condition = conditionFor(wanted, all);

      const holds = (one: Facts) => condition === 'always' || condition.some(each => Object.entries(each).every(([name, value]) => one[name] === value));
      expect(all.filter(holds)).toEqual(wanted);
    }));
  });

  test('has every variant of a text in it', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd'), { maxLength: 8 }).map(lines => lines.join('')), { minLength: 1, maxLength: 5 }), texts => {
      const passages = align(texts);

      texts.forEach((text, i) => expect(passages.filter(({ variants }) => variants.includes(i)).flatMap(({ lines }) => lines).join('')).toBe(text));
    }));
  });

  test('leaves files alone that have nothing to fill in', () => {
    expect([...files.keys()]).toEqual(expect.arrayContaining(['skeleton/ci/sbom.sh.njk', 'skeleton/ci/secrets.sh', 'skeleton/${{values.when.docs}}/mkdocs.yml.njk']));
    expect(files.get('skeleton/ci/secrets.sh')?.executable).toBe(true);
  });
});

function asked({ entity }: Scaffolder): string[] {
  return entity.spec.parameters.flatMap((page: any) => Object.keys(page.properties));
}
