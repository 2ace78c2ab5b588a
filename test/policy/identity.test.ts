import { EXAMPLE_FACTS } from '../../src/policy/example-facts';
import { identityOf } from '../../src/policy/identity';

const { owner, costCenter, system, environment } = EXAMPLE_FACTS.ownershipLabels;

test('an identity says kind, namespace and ownership of an object', () => {
  const labels = { [owner]: 'team-payments', [costCenter]: 'cc-1', [system]: 'shop', [environment]: 'prod', other: 'x' };

  expect(identityOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api', namespace: 'shop', labels } }, EXAMPLE_FACTS)).toEqual({
    kind: 'apps/Deployment', namespace: 'shop', owner: 'team-payments', costCenter: 'cc-1', system: 'shop', environment: 'prod',
  });
});

test.each<[string, Record<string, unknown>, object]>([
  ['of the core group', { apiVersion: 'v1', kind: 'Secret' }, { kind: 'Secret', namespace: '' }],
  ['that is a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: 'other' } }, { kind: 'Namespace', namespace: 'shop' }],
  ['without an API version', { kind: 'Secret' }, { kind: 'Secret' }],
  ['whose owner is no text', { metadata: { labels: { [owner]: ['x'] } } }, { owner: ['x'] }],
  ['that says nothing', {}, { kind: '', namespace: '', owner: '', costCenter: '', system: '', environment: '' }],
  ['whose kind is no text', { apiVersion: 'v1', kind: ['Secret'] }, { kind: '' }],
  ['whose API version is no text', { apiVersion: 1, kind: 'Secret' }, { kind: '' }],
  ['whose labels are no mapping', { apiVersion: 'v1', kind: 'Secret', metadata: { labels: [owner] } }, { owner: '' }],
  ['whose labels are partly its own', { metadata: { labels: Object.assign(Object.create({ [owner]: 'team-payments' }) as object, { [system]: 'shop' }) } }, { owner: '', system: 'shop' }],
  ['whose labels are those of every object in JavaScript', { metadata: { labels: Object.create({ [owner]: 'team-payments' }) as object } }, { owner: '' }],
])('an identity of an object %s', (_, object, expected) => {
  expect(identityOf(object, EXAMPLE_FACTS)).toMatchObject(expected);
});

test('a Namespace without a name is in no namespace, which a rule cannot take for a harmless one', () => {
  expect(identityOf({ apiVersion: 'v1', kind: 'Namespace', metadata: {} }, EXAMPLE_FACTS).namespace).toBeUndefined();
});
