import * as fc from 'fast-check';
import { checkStandards } from '../../src/standards/check-standards';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import * as schema from '../../src/standards/standards.schema.json';
import { PATTERNS, validateStandards } from '../../src/standards/validate-standards';
import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import { PlatformService, PostgresInstance, PostgresSize, Standards, StandardsProps } from 'pavement';

type Path = string[];

const LEAVES = leavesOf(REFERENCE_STANDARDS);

test('the reference standards follow the schema and the rules between fields', () => {
  expect(validateStandards(REFERENCE_STANDARDS)).toEqual([]);
  expect(checkStandards(REFERENCE_STANDARDS)).toEqual([]);
});

test('the reference standards are accepted as an organisation\'s own', () => {
  expect(Standards.fromProps(REFERENCE_STANDARDS).digest()).toBe(Standards.reference().digest());
});

test('the environments keep the order in which they are written', () => {
  const { dev, staging, prod } = REFERENCE_STANDARDS.environments;

  const reversed = Standards.fromProps({ ...REFERENCE_STANDARDS, environments: { prod, staging, dev } });

  expect(Object.keys(Standards.reference().props.environments)).toEqual(['dev', 'staging', 'prod']);
  expect(Object.keys(reversed.props.environments)).toEqual(['prod', 'staging', 'dev']);
});

test('standards of a program that break the schema are refused with their place', () => {
  const run = () => Standards.fromProps({ ...REFERENCE_STANDARDS, organization: 'Example', awsProvider: 5 } as unknown as StandardsProps);

  expect(problemsOf(run)).toEqual([
    '[standards] organization: organization must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Example"; correct it',
    '[standards] awsProvider: awsProvider must be a text, got 5; put it in quotes',
  ]);
});

test('standards of a program that break a rule between fields are refused with their place', () => {
  const run = () => Standards.fromProps({ ...REFERENCE_STANDARDS, services: { prod: { minReplicas: 11 } } });

  expect(problemsOf(run)).toEqual([
    '[standards] services.prod.minReplicas: minReplicas must not be above maxReplicas, which is 10 by default in prod, got 11; lower it or give maxReplicas as well',
  ]);
});

test('an override that a program leaves undefined keeps the built-in value', () => {
  const run = () => Standards.fromProps({ ...REFERENCE_STANDARDS, services: { prod: { minReplicas: undefined, maxReplicas: 2 } } });

  expect(problemsOf(run)).toEqual([
    '[standards] services.prod.maxReplicas: maxReplicas must not be below minReplicas, which is 3 by default in prod, got 2; raise it or give minReplicas as well',
  ]);
});

test('standards of a program that break both the schema and a rule between fields are refused for both', () => {
  const run = () => Standards.fromProps({ ...REFERENCE_STANDARDS, organization: 'Example', awsProvider: 'latest' });

  expect(problemsOf(run)).toEqual([
    '[standards] organization: organization must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Example"; correct it',
    '[standards] awsProvider: awsProvider must be a Terraform version constraint, got "latest"; write it as "~> 5.100" or "~> 6.0"',
  ]);
});

test('the digest does not depend on the order of keys', () => {
  const reordered = reversedKeys(REFERENCE_STANDARDS) as StandardsProps;

  expect(JSON.stringify(reordered)).not.toBe(JSON.stringify(REFERENCE_STANDARDS));
  expect(Standards.fromProps(reordered).digest()).toBe(Standards.reference().digest());
});

test('the digest depends on every value', () => {
  const reference = Standards.reference().digest();

  fc.assert(fc.property(fc.constantFrom(...LEAVES), fc.oneof(fc.string(), fc.integer(), fc.boolean()), (path, value) => {
    fc.pre(value !== valueAt(REFERENCE_STANDARDS, path));

    expect(digestOf(changed(REFERENCE_STANDARDS, path, value))).not.toBe(reference);
  }), { numRuns: 500 });
});

test('the digest depends on where a value is', () => {
  const digests = LEAVES.map(path => digestOf(changed(REFERENCE_STANDARDS, path, 'changed')));

  expect(LEAVES.length).toBeGreaterThan(50);
  expect(new Set([Standards.reference().digest(), ...digests]).size).toBe(LEAVES.length + 1);
});

test('the digest depends on the order of lists, where the first is preferred', () => {
  const sizes = (instanceClasses: string[]) =>
    Standards.fromProps({ ...REFERENCE_STANDARDS, databaseSizes: { dev: { small: { instanceClasses } } } });

  expect(sizes(['db.t4g.small', 'db.t3.small']).digest()).not.toBe(sizes(['db.t3.small', 'db.t4g.small']).digest());
});

test('a service follows the overrides of its tier, and keeps the built-in values that are left out', () => {
  const output = written('prod', { services: { prod: { maxReplicas: 25, cpuUtilizationPercent: 45 }, dev: { maxReplicas: 7 } } });

  const { spec } = output.one('prod', 'api', 'HorizontalPodAutoscaler');

  expect([spec.minReplicas, spec.maxReplicas]).toEqual([3, 25]);
  expect(spec.metrics[0].containerResource.target.averageUtilization).toBe(45);
});

test('a database follows the overrides of its size in its tier, and keeps the built-in values that are left out', () => {
  const prod = { small: { instanceClasses: ['db.m7g.xlarge'], storageGiB: 150 }, large: { storageGiB: 500 } };

  const small = databaseOf('prod', { databaseSizes: { prod, dev: { small: { multiAz: true } } } });

  expect(small).toMatchObject({ instance_class: 'db.m7g.xlarge', allocated_storage: 150, max_allocated_storage: 390, multi_az: true });
});

test('a size can have a standby where it has none', () => {
  expect(databaseOf('staging', {}).multi_az).toBe(false);
  expect(databaseOf('staging', { databaseSizes: { staging: { small: { multiAz: true } } } }).multi_az).toBe(true);
});

test('a database follows the overrides of the policy', () => {
  const databases = { version: 17, port: 5433, backupRetentionDays: { prod: 21 }, logRetentionDays: 90 };

  const output = written('prod', { databases });
  const retentions = Object.values<Document>(output.terraform('prod').resource.aws_cloudwatch_log_group).map(group => group.retention_in_days);

  expect(database(output, 'prod')).toMatchObject({ engine_version: '17', port: 5433, backup_retention_period: 21 });
  expect(retentions.length).toBeGreaterThan(0);
  expect(new Set(retentions)).toEqual(new Set([90]));
});

test('a service that is bound trusts the certificates of the ConfigMap that the policy names', () => {
  const standards = Standards.fromProps({ ...REFERENCE_STANDARDS, databases: { ...REFERENCE_STANDARDS.databases, caBundleConfigMap: 'our-authorities' } });

  const output = synthesise(app => {
    const orders = new PostgresInstance(app.environment('dev'), 'orders', { size: PostgresSize.SMALL });
    new PlatformService(app.environment('dev'), 'api', { image: IMAGE }).bind(orders);
  }, { standards });

  const configMaps = output.one('dev', 'api', 'Deployment').spec.template.spec.volumes.map((volume: Document) => volume.configMap?.name);
  expect(configMaps).toContain('our-authorities');
  expect(configMaps).not.toContain('rds-ca-bundle');
});

test('backups of a tier that the policy leaves out are kept as built in', () => {
  expect(databaseOf('dev', { databases: { backupRetentionDays: { prod: 21 } } }).backup_retention_period).toBe(7);
});

test('the stacks ask for the version of the provider that the standards name', () => {
  const version = (props: Partial<StandardsProps>) => written('prod', props).terraform('prod').terraform.required_providers.aws.version;

  expect(version({})).toBe('~> 5.100');
  expect(version({ awsProvider: '~> 6.0' })).toBe('~> 6.0');
});

test('a size falls back to the next class where the region does not offer the first', () => {
  expect(databaseOf('prod', {}).instance_class).toBe('db.m8g.large');
  expect(databaseOf('prod', inRegion('ca-central-1')).instance_class).toBe('db.m7g.large');
});

test('every pattern of the schema has words', () => {
  const patterns = patternsOf(schema);

  expect(patterns.length).toBeGreaterThan(10);
  expect(patterns.filter(pattern => !PATTERNS[pattern])).toEqual([]);
});

test('words are kept for patterns of the schema only', () => {
  const patterns = patternsOf(schema);

  expect(Object.keys(PATTERNS).filter(pattern => !patterns.includes(pattern))).toEqual([]);
});

/** What a service and a small database become with the reference standards changed. */
function written(environment: string, props: Partial<StandardsProps>): Synthesised {
  return synthesise(app => {
    new PlatformService(app.environment(environment), 'api', { image: IMAGE });
    new PostgresInstance(app.environment(environment), 'orders', { size: PostgresSize.SMALL });
  }, { standards: Standards.fromProps({ ...REFERENCE_STANDARDS, ...props }) });
}

function database(output: Synthesised, environment: string): Document {
  const [found, ...others] = Object.values<Document>(output.terraform(environment).resource.aws_db_instance);
  expect(others).toEqual([]);
  return found;
}

function databaseOf(environment: string, props: Partial<StandardsProps>): Document {
  return database(written(environment, props), environment);
}

/** The environments of the reference with prod in another region. */
function inRegion(region: string): Partial<StandardsProps> {
  const { prod } = REFERENCE_STANDARDS.environments;
  const databaseSubnets = prod.aws.databaseSubnets.map(subnet => ({ ...subnet, zone: `${region}${subnet.zone.slice(-1)}` }));
  const aws = { ...prod.aws, region, databaseSubnets, alarmTopic: undefined };
  return { environments: { ...REFERENCE_STANDARDS.environments, prod: { ...prod, aws } } };
}

/** The digest of a document that need not be valid. */
function digestOf(props: unknown): string {
  return Standards.prototype.digest.call({ props });
}

function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map(line => line.trim());
  }
  return [];
}

function isNode(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

function leavesOf(value: unknown): Path[] {
  return isNode(value) ? Object.entries(value).flatMap(([key, child]) => leavesOf(child).map(path => [key, ...path])) : [[]];
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown>)[key], document);
}

/** A copy of the document with another value at a place. */
function changed(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document);
  (valueAt(copy, path.slice(0, -1)) as Record<string, unknown>)[path[path.length - 1]] = value;
  return copy;
}

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversedKeys);
  }
  return isNode(value) ? Object.fromEntries(Object.entries(value).reverse().map(([key, child]) => [key, reversedKeys(child)])) : value;
}

/** Every pattern that a part of the schema asks for. */
function patternsOf(part: unknown): string[] {
  return isNode(part)
    ? [...new Set(Object.entries(part).flatMap(([key, child]) => key === 'pattern' && typeof child === 'string' ? [child] : patternsOf(child)))]
    : [];
}
