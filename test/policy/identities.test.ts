import * as fc from 'fast-check';
import { EXAMPLE_FACTS } from '../../src/policy/example-facts';
import { Identities } from '../../src/policy/identities';
import { asksIdentityOnly } from '../../src/policy/rule-variables';

const { owner, costCenter, system, environment } = EXAMPLE_FACTS.ownershipLabels;

test('an identity says kind, namespace and ownership of an object', () => {
  const identities = new Identities(EXAMPLE_FACTS);
  const labels = { [owner]: 'team-payments', [costCenter]: 'cc-1', [system]: 'shop', [environment]: 'prod', other: 'x' };

  expect(identities.of({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop', labels } })).toEqual({
    kind: 'apps/Deployment', namespace: 'shop', owner: 'team-payments', costCenter: 'cc-1', system: 'shop', environment: 'prod',
  });
});

test.each<[string, Record<string, unknown>, object]>([
  ['of the core group', { apiVersion: 'v1', kind: 'Secret' }, { kind: 'Secret', namespace: '' }],
  ['that is a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: 'other' } }, { kind: 'Namespace', namespace: 'shop' }],
  ['without an API version', { kind: 'Secret' }, { kind: 'Secret' }],
  ['that says nothing', {}, { kind: '', namespace: '', owner: '', costCenter: '', system: '', environment: '' }],
  ['whose kind is no text', { apiVersion: 'v1', kind: ['Secret'] }, { kind: '' }],
  ['whose API version is no text', { apiVersion: 1, kind: 'Secret' }, { kind: '' }],
  ['whose labels are no mapping', { apiVersion: 'v1', kind: 'Secret', metadata: { labels: [owner] } }, { owner: '' }],
  ['whose labels are those of every object in JavaScript', { metadata: { labels: Object.create({ [owner]: 'team-payments' }) as object } }, { owner: '' }],
])('an identity of an object %s', (_, object, expected) => {
  expect(new Identities(EXAMPLE_FACTS).of(object)).toMatchObject(expected);
});

test('a Namespace without a name is in no namespace, which a rule cannot take for a harmless one', () => {
  expect(new Identities(EXAMPLE_FACTS).of({ apiVersion: 'v1', kind: 'Namespace', metadata: {} })).not.toHaveProperty('namespace');
});

test('objects have one identity exactly if all of it is the same, whatever is in the texts', () => {
  const text = fc.constantFrom('', 'a', 'b', 'aa', '1 ');
  const object = fc.record({ kind: text, namespace: text, owner: text, costCenter: text });
  const written = ({ kind, namespace, ...labels }: { kind: string; namespace: string; owner: string; costCenter: string }) => ({
    apiVersion: 'v1', kind, metadata: { namespace, labels: { [owner]: labels.owner, [costCenter]: labels.costCenter } },
  });

  fc.assert(fc.property(object, object, (one, other) => {
    const identities = new Identities(EXAMPLE_FACTS);
    expect(identities.of(written(one)) === identities.of(written(other))).toBe(JSON.stringify(written(one)) === JSON.stringify(written(other)));
    expect(identities.of(written(one))).toBe(identities.of(written(one)));
  }), { numRuns: 2_000 });
});

test('what is no text is told apart too', () => {
  const identities = new Identities(EXAMPLE_FACTS);
  const owned = (by: unknown) => identities.of({ apiVersion: 'v1', kind: 'Secret', metadata: { labels: { [owner]: by } } });

  expect([owned({ a: 1 }), owned({ b: 2 }), owned(['x']), owned('x')].map(identity => identity.owner)).toEqual([{ a: 1 }, { b: 2 }, ['x'], 'x']);
});

test.each<[boolean, string, string | undefined]>([
  [true, 'variables.identity.kind in variables.environment.kinds', undefined],
  [true, 'variables.identity.owner != \'\'', 'variables.environment.name != \'\''],
  [false, 'variables.identity.owner != \'\'', 'has(object.spec)'],
  [false, 'object.kind == \'Secret\'', undefined],
  [false, 'variables.selected.size() > 0', undefined],
  [false, 'variables.?identity.?kind.hasValue()', undefined],
  [false, 'variables == variables', undefined],
])('it is %s that a rule asks for the identity only with %s', (expected, expression, when) => {
  expect(asksIdentityOnly({ on: 'object', must: 'hold', expression, when })).toBe(expected);
});
