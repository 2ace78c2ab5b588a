import * as fc from 'fast-check';
import { IMAGE, Synthesised, synthesise } from '../synthesised';
import { PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

const NAMES = ['api', 'billing', 'cart', 'orders'] as const;

/** What a program declares, in the order in which it declares it: services, of which some have a database. */
interface Declared {
  readonly name: string;
  readonly environment: 'dev' | 'prod';
  readonly hasDatabase: boolean;
}

const DECLARED: fc.Arbitrary<Declared[]> = fc.uniqueArray(
  fc.record({ name: fc.constantFrom(...NAMES), environment: fc.constantFrom('dev' as const, 'prod' as const), hasDatabase: fc.boolean() }),
  { selector: ({ name, environment }) => `${environment}/${name}`, minLength: 1, maxLength: 6 },
);

function written(declared: readonly Declared[]): Synthesised {
  return synthesise((app: PlatformApp) => declared.forEach(({ name, environment, hasDatabase }) => {
    const scope = app.environment(environment);
    const service = new PlatformService(scope, name, { image: IMAGE });
    if (hasDatabase) {
      service.bind(new PostgresInstance(scope, `${name}-db`, { size: PostgresSize.SMALL }));
    }
  }));
}

test('the order in which a program declares things changes no verdict and no byte', () => {
  fc.assert(fc.property(DECLARED, declared => {
    expect(written([...declared].reverse()).files).toEqual(written(declared).files);
  }), { numRuns: 8 });
}, 120_000);

test('one more service changes neither the documents nor the verdicts of another one', () => {
  fc.assert(fc.property(DECLARED, declared => {
    const before = written(declared);
    const after = written([...declared, { name: 'more', environment: 'prod', hasDatabase: false }]);
    const outcomes = (output: Synthesised) => JSON.parse(output.files['governance/report.json']) as { result: string; findings: unknown[] };

    Object.entries(before.files).filter(([path]) => path.startsWith('dist/')).forEach(([path, content]) => expect(after.files[path]).toBe(content));
    expect(after.terraform('dev')).toEqual(before.terraform('dev'));
    expect([outcomes(after).result, outcomes(after).findings]).toEqual([outcomes(before).result, outcomes(before).findings]);
  }), { numRuns: 8 });
}, 120_000);
