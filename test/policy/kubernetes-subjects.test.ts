import { FACTS } from './example-facts';
import { kindOf } from '../../src/policy/kind-of';
import { kubernetesSubjects, serviceAccounts } from '../../src/policy/kubernetes-subjects';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop' }, spec: { containers: [{ name: 'api', image: 'api' }] } };

/** What is looked at in a document, as `Pod api`. */
function lookedAt(body: Record<string, unknown>): string[] {
  return [...kubernetesSubjects([{ body, file: 'prod/example.k8s.yaml' }], FACTS)].map(({ scope, target: { kind, name, pointer = '' } }) => `${scope} ${kind} ${name}${pointer}`);
}

test.each<[string, Record<string, unknown>, string[]]>([
  ['a list', { apiVersion: 'v1', kind: 'List', items: [POD] }, ['object Pod api', 'pod Pod api/spec']],
  ['a list in a list', { apiVersion: 'v1', kind: 'List', items: [{ kind: 'List', items: [POD] }] }, ['object Pod api', 'pod Pod api/spec']],
  ['a list of one kind', { apiVersion: 'v1', kind: 'PodList', items: [POD] }, ['object Pod api', 'pod Pod api/spec']],
  // kubectl takes whatever has items for a list, and applies them
  ['what only looks like a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, items: [POD] }, ['object ConfigMap settings', 'object Pod api', 'pod Pod api/spec']],
  ['a list of nothing', { apiVersion: 'v1', kind: 'List', items: [] }, []],
  ['a template in a custom resource', { apiVersion: 'a.example/v1', kind: 'Job', metadata: { name: 'x' }, spec: { 'a/b': [{ spec: POD.spec }] } }, ['object a.example/Job x', 'pod a.example/Job x/spec/a~1b/0/spec']],
  ['no object at all', { a: 1 }, ['object undefined ']],
])('%s is looked at for what is in it', (_, body, expected) => {
  expect(lookedAt(body)).toEqual(expected);
});

const CONTAINERS = { containers: [{ name: 'a', image: 'a' }], initContainers: [{ name: 'b', image: 'b' }], ephemeralContainers: [{ name: 'c', image: 'c' }] };
const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'api', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'api' } } } };
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'api' } }, spec: { ...CONTAINERS, serviceAccountName: 'api' } } },
};

test('an object and its Pods are looked at with what is around them', () => {
  const file = 'prod/example.k8s.yaml';
  const [policy, object, pod, ...more] = kubernetesSubjects([{ body: POLICY, file }, { body: DEPLOYMENT, file, constructPath: 'prod/api' }], FACTS);
  const target = { plane: 'kubernetes', environment: FACTS.name, file, kind: 'apps/Deployment', namespace: 'shop', name: 'api', constructPath: 'prod/api' };
  const { metadata, spec } = DEPLOYMENT.spec.template;

  expect(more).toEqual([]);
  expect(policy).toMatchObject({ scope: 'object', object: POLICY, target: { kind: 'networking.k8s.io/NetworkPolicy', constructPath: undefined } });
  expect(object).toEqual({
    scope: 'object',
    environment: FACTS,
    target,
    object: DEPLOYMENT,
    variables: { environment: FACTS, identity: { kind: 'apps/Deployment', namespace: 'shop', owner: '', costCenter: '', system: '', environment: '' }, secretAnnotations: [] },
  });
  expect(pod).toEqual({
    scope: 'pod',
    environment: FACTS,
    target: { ...target, pointer: '/spec/template/spec' },
    object: DEPLOYMENT,
    variables: {
      environment: FACTS,
      pod: spec,
      podMetadata: metadata,
      containers: [...spec.containers, ...spec.initContainers, ...spec.ephemeralContainers],
      credentials: [],
      secretAnnotations: [],
      defaultAccount: false,
      networkPolicies: [POLICY],
      disruptionBudgets: [],
      autoscalers: [],
      serviceAccounts: [],
      roles: [],
      accountUsers: [{ kind: 'Deployment', namespace: 'shop', name: 'api', labels: { app: 'api' }, account: 'api' }],
    },
  });
});

test('what names itself by its beginning goes by that, and what has no name by none', () => {
  const nameOf = (metadata: unknown) => [...kubernetesSubjects([{ body: { apiVersion: 'v1', kind: 'Pod', metadata }, file: 'a' }], FACTS)][0].target;

  expect(nameOf({ name: 'a', generateName: 'b-' })).toMatchObject({ name: 'a' });
  expect(nameOf({ generateName: 'b-' })).toMatchObject({ name: 'b-', namespace: undefined });
  expect(nameOf({ name: 5, namespace: ['x'] })).toMatchObject({ name: '', namespace: undefined });
  expect(nameOf('x')).toMatchObject({ name: '' });
});

test('a document that is a Pod specification itself is looked at as a whole', () => {
  const [object, pod] = kubernetesSubjects([{ body: { apiVersion: 'v1', kind: 'Odd', ...CONTAINERS }, file: 'a' }], FACTS);

  expect(pod.target).toBe(object.target);
});

test.each<[unknown, boolean]>([[undefined, true], ['', true], ['default', true], ['api', false], [5, false]])('Pods with the ServiceAccount %j have that of everybody: %s', (serviceAccountName, expected) => {
  const [object, pod] = kubernetesSubjects([{ body: { apiVersion: 'v1', kind: 'Pod', spec: { ...CONTAINERS, serviceAccountName } }, file: 'a' }], FACTS);

  expect(pod.variables.defaultAccount).toBe(expected);
  expect([object.variables.secretAnnotations, pod.variables.secretAnnotations]).toEqual([[], []]);
});

test('annotations and entries with a credential are known by their keys', () => {
  const metadata = { name: 'api', annotations: { a: 'x', b: 'AKIAIOSFODNN7EXAMPLE' } };
  const [map] = kubernetesSubjects([{ body: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { c: 'AKIAIOSFODNN7EXAMPLE', d: 'x' } }, file: 'a' }], FACTS);
  const [, pod] = kubernetesSubjects([{ body: { apiVersion: 'v1', kind: 'Pod', metadata, spec: CONTAINERS }, file: 'a' }], FACTS);

  expect(map.variables).toMatchObject({ secretAnnotations: ['b'], credentials: ['c'] });
  expect(pod.variables).toMatchObject({ secretAnnotations: ['b'], credentials: [] });
});

test('nulls are as good as absent, as they are to the API server', () => {
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: null }, spec: { containers: [{ name: 'a', image: 'a', command: null, args: ['x', null] }], volumes: null } };
  const [object, pod] = kubernetesSubjects([{ body, file: 'a' }], FACTS);

  expect(object.object).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' }, spec: { containers: [{ name: 'a', image: 'a', args: ['x'] }] } });
  expect(pod.variables.pod).toEqual({ containers: [{ name: 'a', image: 'a', args: ['x'] }] });
});

test.each<[string, unknown, unknown]>([
  ['at the top', { a: null }, {}],
  ['in a map', { a: { b: null, c: 1 } }, { a: { c: 1 } }],
  ['in a list', { a: [{ b: [1, null] }] }, { a: [{ b: [1] }] }],
  ['after something else', { a: [{ b: 1 }], c: { d: 1 }, e: null }, { a: [{ b: 1 }], c: { d: 1 } }],
  ['nowhere', { a: undefined, b: [1, 'x', false, '', {}] }, { a: undefined, b: [1, 'x', false, '', {}] }],
])('nulls %s are found wherever nobody has said that there are none', (_, fields, expected) => {
  const looked = (hasNulls?: boolean) => {
    const [{ object }] = kubernetesSubjects([{ body: { apiVersion: 'v1', kind: 'ConfigMap', ...fields as object }, hasNulls, file: 'a' }], FACTS);
    const { apiVersion, kind, ...rest } = object as Record<string, unknown>;
    return rest;
  };

  expect([looked(), looked(true)]).toEqual([expected, expected]);
  expect(looked(false)).toEqual(fields);
});

test.each([
  [{ apiVersion: 'v1', kind: 'Pod' }, 'Pod'],
  [{ apiVersion: 'apps/v1', kind: 'Deployment' }, 'apps/Deployment'],
  [{ apiVersion: 'a.b/c/d', kind: 'E' }, 'a.b/E'],
  [{}, 'undefined'],
])('%j is a %s', (document, kind) => {
  expect(kindOf(document)).toBe(kind);
});

test('ServiceAccounts are found in lists too', () => {
  const account = (name: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'shop' } });
  const bodies = [account('a'), POD, { apiVersion: 'v1', kind: 'List', items: [account('b'), 'x'] }, { apiVersion: 'x.example/v1', kind: 'ServiceAccount', metadata: { name: 'c' } }, { apiVersion: 'v1', kind: 'ServiceAccount' }];

  expect(serviceAccounts(bodies.map(body => ({ body, file: 'a' })))).toEqual(['shop/a', 'shop/b', '']);
});

test('what is in a list and no object is not looked at, and what is beside it is', () => {
  const body = { apiVersion: 'v1', kind: 'List', items: ['x', null, POD] };

  expect([...kubernetesSubjects([{ body, file: 'a' }], FACTS)].filter(({ scope }) => scope === 'object')).toHaveLength(1);
});
