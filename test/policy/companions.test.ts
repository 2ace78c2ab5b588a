import { Companions } from '../../src/policy/companions';
import { IndexedPod, PodIndex } from '../../src/policy/pod-index';
import { Target } from '../../src/policy/subject';

type Body = Record<string, unknown>;

const LABELS = { app: 'api', tier: 'web' };
const PODS: IndexedPod[] = [
  { kind: 'Deployment', name: 'api', namespace: 'shop', labels: LABELS, account: 'api' },
  { kind: 'Deployment', name: 'db', namespace: 'shop', labels: { app: 'db', tier: 'data' }, account: 'db' },
  { kind: 'StatefulSet', name: 'api', namespace: 'shop', labels: { app: 'api', tier: 'data' }, account: 'api' },
  { kind: 'Deployment', name: 'api', namespace: 'other', labels: LABELS, account: 'api' },
];
const index = new PodIndex(PODS);

const named = (kind: string, name: string, spec: unknown = {}, namespace: string | undefined = 'shop'): Body => ({ kind, metadata: { name, namespace }, spec });
const target = (kind: string, name = 'api', namespace: string | undefined = 'shop'): Target => ({ plane: 'kubernetes', environment: 'prod', file: 'f', kind, name, namespace });
const names = (objects: readonly Body[] = []) => objects.map(({ metadata }) => (metadata as Body).name);
const pods = (found: readonly IndexedPod[] = []) => found.map(({ kind, name, namespace }) => `${kind} ${namespace}/${name}`);

const among = (objects: readonly Body[]) => new Companions(objects.map(body => ({ body })), index);

function ofPods(objects: Body[], metadata: Body = { labels: LABELS }, pod: Body = { serviceAccountName: 'api' }, owner = target('apps/Deployment')) {
  return among(objects).ofPods(owner, metadata, pod);
}

test('Pods are found by one label, by several, by an expression, and by none', () => {
  expect(pods(index.selectedBy('shop', { matchLabels: { app: 'api' } }))).toEqual(['Deployment shop/api', 'StatefulSet shop/api']);
  expect(pods(index.selectedBy('shop', { matchLabels: { app: 'api', tier: 'data' } }))).toEqual(['StatefulSet shop/api']);
  expect(pods(index.selectedBy('shop', { matchLabels: { tier: 'data', app: 'api' } }))).toEqual(['StatefulSet shop/api']);
  expect(pods(index.selectedBy('shop', { matchExpressions: [{ key: 'tier', operator: 'In', values: ['web'] }] }))).toEqual(['Deployment shop/api']);
  expect(pods(index.selectedBy('shop', {}))).toEqual(['Deployment shop/api', 'Deployment shop/db', 'StatefulSet shop/api']);
});

test('Pods are not found by what they have not, in another namespace, or by what is no selector', () => {
  expect(index.selectedBy('shop', { matchLabels: { app: 'cache' } })).toEqual([]);
  expect(index.selectedBy('shop', { matchLabels: { zone: 'undefined' } })).toEqual([]);
  expect(index.selectedBy('none', { matchLabels: { app: 'api' } })).toEqual([]);
  expect(index.selectedBy('none', {})).toEqual([]);
  expect(index.selectedBy('shop', undefined)).toEqual([]);
  expect(index.selectedBy('shop', { matchLabels: 'app' })).toEqual(index.selectedBy('shop', {}));
});

test('Pods are found by their owner and by their ServiceAccount', () => {
  expect(pods(index.ofOwner('shop', 'Deployment/api'))).toEqual(['Deployment shop/api']);
  expect(index.ofOwner('shop', 'Deployment/cache')).toEqual([]);
  expect(pods(index.ofAccount('shop', 'api'))).toEqual(['Deployment shop/api', 'StatefulSet shop/api']);
  expect(index.ofAccount('shop', 'cache')).toEqual([]);
});

test.each<[string, string, unknown, string[]]>([
  ['a policy that selects them', 'NetworkPolicy', { podSelector: { matchLabels: { app: 'api' } } }, ['it']],
  ['a policy that selects them by two labels', 'NetworkPolicy', { podSelector: { matchLabels: { tier: 'web', app: 'api' } } }, ['it']],
  ['a policy that selects them by an expression', 'NetworkPolicy', { podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }, ['it']],
  ['a policy for all Pods', 'NetworkPolicy', { podSelector: {} }, ['it']],
  ['a policy that selects others', 'NetworkPolicy', { podSelector: { matchLabels: { app: 'db' } } }, []],
  ['a policy that selects others by its second label', 'NetworkPolicy', { podSelector: { matchLabels: { app: 'api', tier: 'data' } } }, []],
  ['a policy that says nothing', 'NetworkPolicy', {}, []],
  ['a policy that is no object inside', 'NetworkPolicy', 'all', []],
  ['a policy that looks like a budget', 'NetworkPolicy', { selector: { matchLabels: { app: 'api' } } }, []],
])('Pods are behind %s: %s', (_, kind, spec, expected) => {
  expect(names(ofPods([named(kind, 'it', spec), named(kind, 'elsewhere', spec, 'other')]).networkPolicies)).toEqual(expected);
});

test('Pods have the budgets that select them, the autoscalers of their owner, and their own account', () => {
  const found = ofPods([
    named('PodDisruptionBudget', 'mine', { selector: { matchLabels: { app: 'api' } } }),
    named('PodDisruptionBudget', 'of another', { selector: { matchLabels: { app: 'db' } } }),
    named('HorizontalPodAutoscaler', 'mine', { scaleTargetRef: { kind: 'Deployment', name: 'api' } }),
    named('HorizontalPodAutoscaler', 'of a set', { scaleTargetRef: { kind: 'StatefulSet', name: 'api' } }),
    named('HorizontalPodAutoscaler', 'of nothing', { scaleTargetRef: 'api' }),
    named('ServiceAccount', 'api'),
    named('ServiceAccount', 'db'),
    named('ConfigMap', 'api', { selector: { matchLabels: { app: 'api' } } }),
  ]);

  expect(names(found.disruptionBudgets)).toEqual(['mine']);
  expect(names(found.autoscalers)).toEqual(['mine']);
  expect(names(found.serviceAccounts)).toEqual(['api']);
  expect(pods(found.accountUsers)).toEqual(['Deployment shop/api', 'StatefulSet shop/api']);
  expect(found.networkPolicies).toEqual([]);
});

test('Pods have the Roles that are bound to their account, in their namespace', () => {
  const binding = (name: string, subject: Body, roleRef: unknown = { kind: 'Role', name: 'reader' }): Body => ({ ...named('RoleBinding', name), subjects: [subject], roleRef });
  const roles = (...bindings: Body[]) => names(ofPods([named('Role', 'reader'), named('Role', 'writer'), ...bindings]).roles);

  expect(roles(binding('b', { kind: 'ServiceAccount', name: 'api', namespace: 'shop' }))).toEqual(['reader']);
  expect(roles(binding('b', { kind: 'ServiceAccount', name: 'api' }))).toEqual(['reader']);
  expect(roles(binding('b', { kind: 'ServiceAccount', name: 'api', namespace: 'other' }))).toEqual([]);
  expect(roles(binding('b', { kind: 'User', name: 'api', namespace: 'shop' }))).toEqual([]);
  expect(roles(binding('b', { kind: 'ServiceAccount', name: 'db', namespace: 'shop' }))).toEqual([]);
  expect(roles(binding('b', { kind: 'ServiceAccount', name: 'api' }, { kind: 'ClusterRole', name: 'reader' }))).toEqual([]);
  expect(roles(binding('b', { kind: 'ServiceAccount', name: 'api' }, 'reader'))).toEqual([]);
  expect(roles({ ...named('RoleBinding', 'b'), subjects: 'api', roleRef: { kind: 'Role', name: 'reader' } })).toEqual([]);
  expect(roles({ ...named('RoleBinding', 'b'), subjects: ['api'], roleRef: { kind: 'Role', name: 'reader' } })).toEqual([]);
});

test('Pods without labels, account or namespace have what is for all of that', () => {
  const free = { kind: 'NetworkPolicy', metadata: { name: 'all' }, spec: { podSelector: {} } };
  const found = among([free, { kind: 'NetworkPolicy', metadata: 'none', spec: { podSelector: {} } }])
    .ofPods({ ...target('Pod'), namespace: undefined }, {}, {});

  expect(found.networkPolicies).toHaveLength(2);
  expect(found.serviceAccounts).toEqual([]);
  expect(among([free]).ofPods(target('Pod'), {}, {}).networkPolicies).toEqual([]);
});

test.each<[string, string, Body, object | undefined]>([
  ['a Service', 'Service', named('Service', 'api', { selector: { app: 'db' } }), { selected: [PODS[1]] }],
  ['a Service without a selector', 'Service', named('Service', 'api', { selector: {} }), { selected: [] }],
  ['a Service that says nothing', 'Service', named('Service', 'api'), { selected: [] }],
  ['a budget', 'policy/PodDisruptionBudget', named('PodDisruptionBudget', 'api', { selector: { matchLabels: { app: 'db' } } }), { selected: [PODS[1]] }],
  ['an autoscaler', 'autoscaling/HorizontalPodAutoscaler',
    named('HorizontalPodAutoscaler', 'api', { scaleTargetRef: { kind: 'Deployment', name: 'db' } }), { targets: [PODS[1]] }],
  ['an autoscaler of nothing', 'autoscaling/HorizontalPodAutoscaler',
    named('HorizontalPodAutoscaler', 'api', { scaleTargetRef: { kind: 'Deployment', name: 'cache' } }), { targets: [] }],
  ['anything else', 'Secret', named('Secret', 'api', { selector: { app: 'db' } }), undefined],
])('what concerns %s', (_, kind, object, expected) => {
  expect(among([object]).ofObject(target(kind), object)).toEqual(expected);
});

test('a Namespace has its quotas, its limits, and the policies for all of its Pods', () => {
  const all = [
    named('ResourceQuota', 'quota'), named('LimitRange', 'limits'), named('NetworkPolicy', 'deny', { podSelector: {} }),
    named('NetworkPolicy', 'some', { podSelector: { matchLabels: { app: 'api' } } }), named('ResourceQuota', 'other', {}, 'other'),
  ];
  const { quotas, limitRanges, networkPolicies, ...rest } = among(all).ofObject({ ...target('Namespace', 'shop'), namespace: undefined }, named('Namespace', 'shop'))!;

  expect([names(quotas), names(limitRanges), names(networkPolicies), rest]).toEqual([['quota'], ['limits'], ['deny'], {}]);
});

test.each<[string, string, unknown, string[]]>([
  ['a rule', 'networking.k8s.io/Ingress', { rules: [{ http: { paths: [{ backend: { service: { name: 'gone' } } }, { backend: { service: { name: 'api' } } }] } }] }, ['gone']],
  ['its default', 'networking.k8s.io/Ingress', { defaultBackend: { service: { name: 'gone' } } }, ['gone']],
  ['what is no Service', 'networking.k8s.io/Ingress', { defaultBackend: { resource: { name: 'gone' } } }, []],
  ['nothing', 'networking.k8s.io/Ingress', {}, []],
  ['rules that say nothing', 'networking.k8s.io/Ingress', { rules: [{}, { http: {} }, { http: { paths: [{}, 'x'] } }, { http: 'x' }, { http: { paths: [{ backend: 'gone' }] } }] }, []],
  ['a route', 'gateway.networking.k8s.io/HTTPRoute', { rules: [{ backendRefs: [{ name: 'gone' }, { name: 'api' }] }] }, ['gone']],
  ['a route by kind', 'gateway.networking.k8s.io/GRPCRoute', { rules: [{ backendRefs: [{ kind: 'Service', name: 'gone' }, { kind: 'Bucket', name: 'other' }] }] }, ['gone']],
  ['a route to another namespace', 'gateway.networking.k8s.io/HTTPRoute', { rules: [{ backendRefs: [{ name: 'api', namespace: 'other' }, { name: 'far', namespace: 'other' }] }] }, ['api']],
])('what %s of an %s sends to and is not there is missing', (_, kind, spec, expected) => {
  const object = named(kind, 'web', spec);

  expect(among([named('Service', 'api'), named('Service', 'far', {}, 'other')]).ofObject(target(kind, 'web'), object)).toEqual({ missingServices: expected });
});
