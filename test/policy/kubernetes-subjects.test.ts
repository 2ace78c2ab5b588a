import { FACTS } from './example-facts';
import { kubernetesSubjects } from '../../src/policy/kubernetes-subjects';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop' }, spec: { containers: [{ name: 'api', image: 'api' }] } };

/** What is looked at in a document, as `Pod api`. */
function lookedAt(body: Record<string, unknown>): string[] {
  return kubernetesSubjects([{ body, file: 'prod/example.k8s.yaml' }], FACTS).map(({ scope, target: { kind, name, pointer = '' } }) => `${scope} ${kind} ${name}${pointer}`);
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
