import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { problemsOf } from '../../src/standards/standards-problems';
import { validateStandards } from '../../src/standards/validate-standards';
import { Standards, StandardsProps } from 'pavement';

type Path = string[];
type Node = Record<string, unknown>;

/** What someone did to a document: the document afterwards, and the part of it that is not as before. */
interface Mutation {
  readonly document: unknown;
  readonly touched: Path;
}

/** A valid document in which every section has something; some pairs hold only together, not with the built-in value of the other. */
const VALID = {
  ...REFERENCE_STANDARDS,
  registries: ['registry.example.com', 'mirror.example.com:5000/shop'],
  services: { dev: { minReplicas: 1, maxReplicas: 3 }, prod: { minReplicas: 2, maxReplicas: 2, cpuUtilizationPercent: 50 } },
  databaseSizes: { prod: { small: { instanceClasses: ['db.m8g.large'], storageGiB: 40, maxStorageGiB: 60, multiAz: true } } },
  databases: { version: 17, backupRetentionDays: { prod: 21 }, logRetentionDays: 90, caBundleConfigMap: 'authorities' },
  awsProvider: '~> 6.0',
} satisfies StandardsProps;

const PROD = ['environments', 'prod'];
const SUBNETS = [...PROD, 'aws', 'databaseSubnets'];

/** Mistakes that only a rule between fields sees: what is written where, and the places that the rule reads. */
const PLANTED: [name: string, at: Path, value: unknown, reads: Path[]][] = [
  ['a registry with a scheme', ['registries', '1'], 'https://mirror.example.com', []],
  ['a malformed team id', ['teams', 'Payments'], VALID.teams['team-payments'], []],
  ['a cost center that ends with a dot', ['teams', 'team-platform', 'costCenter'], 'cc-1000.', []],
  ['a reserved organisation', ['organization'], 'aws-example', []],
  ['a shared namespace', [...PROD, 'namespace'], 'apps', []],
  ['IRSA without the issuer', [...PROD, 'cluster', 'workloadIdentity'], 'irsa', [[...PROD, 'cluster', 'oidcIssuer']]],
  ['a zone of hosts with a wildcard', [...PROD, 'cluster', 'exposure', 'zones', '0'], '*.example.com', []],
  ['subnets that overlap', [...SUBNETS, '2', 'cidr'], '10.48.200.0/25', [[...SUBNETS, '0', 'cidr']]],
  ['a zone outside the region', [...SUBNETS, '1', 'zone'], 'eu-west-1a', [[...PROD, 'aws', 'region']]],
  ['subnets all in one zone', SUBNETS, VALID.environments.prod.aws.databaseSubnets.map(subnet => ({ ...subnet, zone: 'eu-central-1a' })), []],
  ['more copies at least than at most', ['services', 'prod', 'minReplicas'], 21, [['services', 'prod', 'maxReplicas']]],
  ['services of no tier', ['services', 'test'], {}, []],
  ['an unknown size', ['databaseSizes', 'prod', 'tiny'], {}, []],
  ['storage too close', ['databaseSizes', 'prod', 'small', 'maxStorageGiB'], 41, [['databaseSizes', 'prod', 'small', 'storageGiB']]],
  ['36 days of backups', ['databases', 'backupRetentionDays', 'prod'], 36, []],
  ['31 days of logs', ['databases', 'logRetentionDays'], 31, []],
  ['a provider that is no constraint', ['awsProvider'], 'latest', []],
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pavement-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the document that is changed is valid', () => {
  expect(problemsOf(VALID)).toEqual([]);
});

test('whatever is done to a document, it is accepted or refused in words', () => {
  fc.assert(fc.property(mutationsOf(VALID), ({ document }) => {
    const problems = [...refusalOf(() => Standards.fromProps(document as StandardsProps)), ...refusalOf(() => Standards.fromFile(written(document)))];

    expect(problems.filter(problem => !/^\[.+\] .+ must .+, got .+; .+$/.test(problem))).toEqual([]);
  }), { numRuns: 300 });
});

test('any JSON value in place of a document is accepted or refused in words', () => {
  fc.assert(fc.property(fc.jsonValue(), document => {
    expect(refusalOf(() => Standards.fromProps(document as unknown as StandardsProps))).not.toEqual([]);
    expect(refusalOf(() => Standards.fromFile(written(document)))).not.toEqual([]);
  }));
});

test('a place has one problem', () => {
  fc.assert(fc.property(mutationsOf(VALID), ({ document }) => {
    const places = problemsOf(document).map(({ path }) => JSON.stringify(path));

    expect(new Set(places).size).toBe(places.length);
  }), { numRuns: 300 });
});

test('nothing follows from a malformed value elsewhere', () => {
  fc.assert(fc.property(mutationOf(VALID), ({ document, touched }) => {
    fc.pre(validateStandards(document).some(({ path }) => startsWith(path, touched)));

    expect(problemsOf(document).filter(({ path }) => !startsWith(path, touched))).toEqual([]);
  }), { numRuns: 500 });
});

test.each(PLANTED)('%s is found beside whatever is done to the rest', (_, at, value, reads) => {
  const document = changed(VALID, at, value);
  const [planted, ...others] = problemsOf(document);
  const kept = [planted.path, at, ...reads];

  expect(others.filter(({ path }) => !startsWith(path, at))).toEqual([]);
  expect(validateStandards(document)).toEqual([]);
  fc.assert(fc.property(mutationsOf(document, kept), mutation => {
    expect(problemsOf(mutation.document)).toContainEqual(planted);
  }), { numRuns: 100 });
});

/** One to four mutations, one after the other, that leave the kept places as they are. */
function mutationsOf(document: unknown, kept: Path[] = []): fc.Arbitrary<Mutation> {
  const next = (mutation: Mutation, more: number): fc.Arbitrary<Mutation> => more === 0
    ? fc.constant(mutation)
    : mutationOf(mutation.document, kept).chain(another => next(another, more - 1));
  return fc.integer({ min: 0, max: 3 }).chain(more => mutationOf(document, kept).chain(first => next(first, more)));
}

/** A key or entry removed, a value replaced by any JSON value, or an unknown key added. */
function mutationOf(document: unknown, kept: Path[] = []): fc.Arbitrary<Mutation> {
  const spares = (touched: Path) => !kept.some(place => startsWith(place, touched) || startsWith(touched, place));
  const paths = pathsOf(document);
  const replaced = paths.filter(path => path.length > 0 && spares(path));
  const removed = replaced.filter(path => spares(partRemoved(document, path)));
  const mappings = paths.filter(path => isNode(valueAt(document, path)) && !Array.isArray(valueAt(document, path)));
  const added = fc.tuple(fc.constantFrom(...mappings), fc.string()).map(([path, key]) => [...path, key]).filter(spares);
  const places = replaced.length > 0 ? fc.oneof(fc.constantFrom(...replaced), added) : added;
  const changes = fc.tuple(places, fc.jsonValue()).map(([touched, value]) => ({ touched, document: changed(document, touched, value) }));
  const removals = fc.constantFrom(...removed).map(path => ({ touched: partRemoved(document, path), document: without(document, path) }));
  return removed.length > 0 ? fc.oneof({ weight: 2, arbitrary: changes }, removals) : changes;
}

/** What changes when a path is removed: behind an entry of a list, the others get other numbers. */
function partRemoved(document: unknown, path: Path): Path {
  const parent = path.slice(0, -1);
  return Array.isArray(valueAt(document, parent)) ? parent : path;
}

/** A copy of the document without a key or without an entry of a list. */
function without(document: unknown, path: Path): unknown {
  const copy = structuredClone(document);
  const holder = valueAt(copy, path.slice(0, -1));
  const key = path[path.length - 1];
  if (Array.isArray(holder)) {
    holder.splice(Number(key), 1);
  } else {
    delete (holder as Node)[key];
  }
  return copy;
}

/** A copy of the document with another value at a place. */
function changed(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document);
  const property = { value, enumerable: true, configurable: true, writable: true };
  // a plain assignment to __proto__ would add no key
  Object.defineProperty(valueAt(copy, path.slice(0, -1)), path[path.length - 1], property);
  return copy;
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce((value, key) => (value as Node)[key], document);
}

function pathsOf(value: unknown): Path[] {
  return [[], ...(isNode(value) ? Object.entries(value).flatMap(([key, child]) => pathsOf(child).map(path => [key, ...path])) : [])];
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object';
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, i) => path[i] === key);
}

function written(document: unknown): string {
  const file = join(folder, 'standards.json');
  writeFileSync(file, JSON.stringify(document, undefined, 2));
  return file;
}

/** Why standards are refused, one line for each problem; whatever else is thrown is thrown on. */
function refusalOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if ((error as Error).name !== 'PlatformError') {
      throw error;
    }
    return (error as Error).message.split('\n').slice(1).map(line => line.trim());
  }
  return [];
}
