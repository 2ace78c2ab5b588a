import fc from 'fast-check';
import { stringify } from 'yaml';
import { withFile, written } from './written';
import { arbitraryProps } from '../service/arbitrary-service';
import {
  Access, Egress, Exposure, Image, Intents, PlatformApp, PlatformService, PlatformServiceProps, PostgresExtension, PostgresInstance,
  PostgresInstanceProps, PostgresSize, SecretRef, Volume,
} from 'pavement';

type Data = Record<string, unknown>;

/** Writes props as an author would: this is the rule said once more, by hand, for each class. */
function asData(value: unknown): unknown {
  if (value instanceof Image) {
    return value.reference;
  }
  if (value instanceof Exposure) {
    return value._host === undefined ? 'internal' : { host: value._host };
  }
  if (value instanceof Egress) {
    const range = { port: value._port };
    return value._kind === 'aws' ? { awsService: value._target } : value._kind === 'fqdn' ? { fqdn: { name: value._target, ...range } } : { cidr: { cidr: value._target, ...range } };
  }
  if (value instanceof SecretRef) {
    return value._key === undefined ? { own: value._name } : { ownKey: { name: value._name, key: value._key } };
  }
  if (value instanceof Volume) {
    const { _path: path, _sizeMiB: sizeMiB, _content: content } = value;
    return content === undefined ? { scratch: { path, sizeMiB } } : { file: { path, content } };
  }
  if (Array.isArray(value)) {
    return value.map(asData);
  }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value as Data).map(([key, entry]) => [key, asData(entry)])) : value;
}

const database = fc.record({
  size: fc.constantFrom(...Object.values(PostgresSize)),
  version: fc.constantFrom(16, 17, 18, 12),
  readReplicas: fc.integer({ min: 0, max: 2 }),
  extensions: fc.subarray(Object.values(PostgresExtension), { maxLength: 3 }),
  environment: fc.constantFrom('dev', 'prod'),
}, { requiredKeys: ['size'] }) as fc.Arbitrary<PostgresInstanceProps>;

const binding = fc.record({ access: fc.constantFrom(Access.READ, Access.READ_WRITE), prefix: fc.constant('ORDERS'), poolSize: fc.integer({ min: 1, max: 20 }) }, { requiredKeys: [] });

/** A program of a database and two services: what it says as data, and as a program. */
const programs = fc.record({
  orders: database,
  api: arbitraryProps,
  web: arbitraryProps,
  bind: fc.option(binding, { nil: undefined }),
  calls: fc.boolean(),
});

interface Program {
  readonly orders: PostgresInstanceProps;
  readonly api: PlatformServiceProps;
  readonly web: PlatformServiceProps;
  readonly bind?: { readonly access?: Access; readonly prefix?: string; readonly poolSize?: number };
  readonly calls: boolean;
}

function asProgram(app: PlatformApp, { orders, api, web, bind, calls }: Program): void {
  for (const environment of app.environments) {
    const { environmentName } = environment;
    const store = orders.environment === undefined || orders.environment === environmentName ? new PostgresInstance(environment, 'orders-db', orders) : undefined;
    const first = new PlatformService(environment, 'api', api);
    const second = new PlatformService(environment, 'web', web);
    if (bind && store) {
      first.bind(store, bind);
    }
    if (calls) {
      second.calls(first);
    }
  }
}

function asDocuments({ orders, api, web, bind, calls }: Program): string {
  const document = (kind: string, name: string, spec: unknown) => stringify({ apiVersion: 'platform.iqs.io/v1alpha1', kind, metadata: { name }, spec: asData(spec) }, { aliasDuplicateObjects: false });
  return [
    document('PlatformService', 'web', { ...web, ...calls && { calls: ['api'] } }),
    document('PlatformService', 'api', { ...api, ...bind && { bind: [Object.keys(bind).length === 0 ? 'orders-db' : { target: 'orders-db', ...bind }] } }),
    document('PostgresInstance', 'orders-db', orders),
  ].join('---\n');
}

/** The files, or that it was refused. */
function outcome(build: (app: PlatformApp) => void): Record<string, string> | 'refused' {
  try {
    return written('shop', build);
  } catch (error) {
    expect((error as Error).name).toBe('PlatformError');
    return 'refused';
  }
}

test('any documents write what the program with the same props writes, or both are refused', () => {
  let accepted = 0;
  fc.assert(fc.property(programs, (program: Program) => {
    // a database of one environment cannot be bound in the others: that is for the table of bad input
    fc.pre(program.bind === undefined || program.orders.environment === undefined);
    const expected = outcome(app => asProgram(app, program));
    const actual = outcome(app => withFile(asDocuments(program), file => Intents.fromFile(file).addTo(app)));

    expect(actual).toEqual(expected);
    accepted += expected === 'refused' ? 0 : 1;
  }), { numRuns: 20 });
  expect(accepted).toBeGreaterThan(0);
}, 300_000);
