import { scan } from '../../src/policy/pod-specs';

const SPEC = { containers: [{ name: 'api', image: 'api' }] };

function pointers(document: Record<string, unknown>, kind = 'a.example/Thing'): string[] {
  return scan(document, kind).pods.map(({ pointer }) => pointer);
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

  expect(scan({ spec: { template: { metadata, spec: SPEC } } }, 'apps/Deployment').pods).toEqual([{ spec: SPEC, metadata, pointer: '/spec/template/spec' }]);
  expect(scan({ spec: { template: { metadata: 'x', spec: SPEC } } }, 'apps/Deployment').pods[0].metadata).toEqual({});
  expect(scan(SPEC, 'Thing').pods[0].metadata).toEqual({});
});

test('kinds that cannot have one are not searched', () => {
  expect(pointers({ data: SPEC }, 'ConfigMap')).toEqual([]);
  expect(pointers({ data: SPEC }, 'a.example/ConfigMap')).toEqual(['/data']);
});

test.each(['ConfigMap', 'apps/Deployment'])('nulls of a %s are noticed wherever they are, what is left out is not', kind => {
  const hasNulls = (document: Record<string, unknown>) => scan(document, kind).hasNulls;

  expect([{ a: null }, { a: { b: [1, null] } }, { a: [{ b: null }], c: { d: 1 } }, { spec: { ...SPEC, x: null }, y: 1 }].map(hasNulls))
    .toEqual([true, true, true, true]);
  expect([{}, { a: undefined }, { a: { b: [1, 'x', false, ''] } }, { spec: SPEC }].map(hasNulls)).toEqual([false, false, false, false]);
});
