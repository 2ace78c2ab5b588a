import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { ManifestObject } from '../../src/synth/manifest-object';

const SPEC = { replicas: 2, empty: {}, list: [], nothing: undefined, template: { z: 1, a: [{ y: null, b: 'two' }] } };

/** The same object, once as ours and once as cdk8s's, after the same changes. */
function twins(change: (object: ApiObject) => void, props: { labels?: Record<string, string>; namespace?: string } = {}) {
  const render = (create: (chart: Chart) => ApiObject) => {
    const object = create(new Chart(Testing.app(), 'chart', props));
    change(object);
    return JSON.stringify(object.toJson());
  };
  const identity = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } };
  return {
    ours: render(chart => new ManifestObject(chart, 'object', { ...identity, fields: { spec: () => SPEC, immutable: () => true, absent: () => undefined } })),
    theirs: render(chart => new ApiObject(chart, 'object', { ...identity, spec: SPEC, immutable: true, absent: undefined })),
  };
}

const CHANGES: Record<string, (object: ApiObject) => void> = {
  'nothing': () => undefined,
  'a label': object => object.metadata.addLabel('b', 'two'),
  'an annotation': object => object.metadata.addAnnotation('a/b', 'true'),
  'a lazy label': object => object.metadata.addLabel('late', Lazy.any({ produce: () => 'value' }) as string),
  'a label without value': object => object.metadata.addLabel('late', undefined as unknown as string),
  'a finalizer': object => object.metadata.addFinalizers('example.com/wait'),
  'an owner': object => object.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'pod', uid: '1' }),
  'another attribute': object => object.metadata.add('generateName', 'web-'),
  'an attribute that has a field': object => object.metadata.add('name', 'other'),
  'a patch': object => object.addJsonPatch(JsonPatch.replace('/spec/replicas', 3)),
};

test.each(Object.keys(CHANGES))('with %s added it has the bytes of cdk8s', name => {
  const bare = twins(CHANGES[name]);
  expect(bare.ours).toBe(bare.theirs);
  const inNamespace = twins(CHANGES[name], { labels: { 'app.kubernetes.io/name': 'web', 'a': 'b' }, namespace: 'shop' });
  expect(inNamespace.ours).toBe(inNamespace.theirs);
});

test('a change of what cdk8s keeps in private is noticed', () => {
  const object = new ApiObject(new Chart(Testing.app(), 'chart'), 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(Object.keys(object.metadata).sort()).toEqual(
    ['_additionalAttributes', 'annotations', 'apiObject', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'],
  );
});
