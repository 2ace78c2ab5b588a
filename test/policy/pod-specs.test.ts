import { podsIn } from '../../src/policy/pod-specs';

const SPEC = { containers: [{ name: 'api', image: 'api' }] };

function pointers(document: Record<string, unknown>, kind = 'a.example/Thing'): string[] {
  return podsIn(document, kind).map(({ pointer }) => pointer);
}

test.each<[string, Record<string, unknown>, string[]]>([
  ['in the document itself', SPEC, ['']],
  ['of a Pod', { spec: SPEC }, ['/spec']],
  ['of a template', { spec: { template: { spec: SPEC } } }, ['/spec/template/spec']],
  ['with containers that prepare only', { spec: { initContainers: SPEC.containers } }, ['/spec']],
  ['with containers that are attached only', { spec: { ephemeralContainers: SPEC.containers } }, ['/spec']],
  ['whose containers have a name only', { spec: { containers: [{ name: 'api' }] } }, ['/spec']],
  ['whose containers have an image only', { spec: { containers: [{ image: 'api' }] } }, ['/spec']],
  ['of which one container looks like one', { spec: { containers: ['x', {}, { image: 'api' }] } }, ['/spec']],
  ['under a key with a slash and a tilde', { 'a/b~c': SPEC }, ['/a~1b~0c']],
  ['in a list', { steps: [{}, { pod: SPEC }] }, ['/steps/1/pod']],
  ['beside another one', { a: SPEC, b: { c: SPEC } }, ['/a', '/b/c']],
  ['in another one', { spec: { ...SPEC, more: { spec: SPEC } } }, ['/spec', '/spec/more/spec']],
])('a Pod specification %s is found', (_, document, found) => {
  expect(pointers(document)).toEqual(found);
});

test.each<[string, unknown]>([
  ['no list', { name: 'api', image: 'api' }],
  ['a list of nothing', []],
  ['a list of texts', ['api']],
  ['a list of what has neither name nor image', [{ port: 1 }]],
  ['a list of what has a name that is no text', [{ name: 5 }]],
])('containers that are %s make none', (_, containers) => {
  expect(pointers({ spec: { containers } })).toEqual([]);
});

test('it brings the metadata that stands beside it', () => {
  const metadata = { labels: { app: 'api' } };

  expect(podsIn({ spec: { template: { metadata, spec: SPEC } } }, 'apps/Deployment')).toEqual([{ spec: SPEC, metadata, pointer: '/spec/template/spec' }]);
  expect(podsIn({ spec: { template: { metadata: 'x', spec: SPEC } } }, 'apps/Deployment')[0].metadata).toEqual({});
  expect(podsIn(SPEC, 'Thing')[0].metadata).toEqual({});
});

test('kinds that cannot have one are not searched', () => {
  expect(pointers({ data: SPEC }, 'ConfigMap')).toEqual([]);
  expect(pointers({ data: SPEC }, 'a.example/ConfigMap')).toEqual(['/data']);
});

test.each<[string, Record<string, unknown>, string]>([
  ['Pod', { metadata: { labels: { app: 'api' } }, spec: SPEC }, '/spec'],
  ['PodTemplate', { template: { metadata: { labels: { app: 'api' } }, spec: SPEC } }, '/template/spec'],
  ...['ReplicationController', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'batch/Job']
    .map((kind): [string, Record<string, unknown>, string] => [kind, { spec: { template: { spec: SPEC } } }, '/spec/template/spec']),
  ['batch/CronJob', { spec: { jobTemplate: { spec: { template: { spec: SPEC } } } } }, '/spec/jobTemplate/spec/template/spec'],
])('a %s has its Pod where its schema says, as a search finds it too', (kind, document, pointer) => {
  expect(pointers(document, kind)).toEqual([pointer]);
  expect(podsIn(document, kind)).toEqual(podsIn(document, 'a.example/Thing'));
  expect([{}, { spec: 'x' }, { spec: { template: {} } }, { template: { spec: {} } }].map(other => pointers(other, kind))).toEqual([[], [], [], []]);
});
