import { resourceOf, resourceRules } from '../../../src/policy/export/resources';

test.each([
  ['Pod', 'pods'], ['Ingress', 'ingresses'], ['NetworkPolicy', 'networkpolicies'], ['Gateway', 'gateways'], ['Endpoints', 'endpoints'], ['Proxy', 'proxies'],
  ['Mesh', 'meshes'], ['Switch', 'switches'], ['Box', 'boxes'], ['Quiz', 'quizes'], ['HTTPRoute', 'httproutes'], ['Systemd', 'systemds'],
])('the resource of a %s is %s', (kind, resource) => {
  expect(resourceOf(kind)).toBe(resource);
});

test('resources are by group, in order', () => {
  const rule = (group: string, ...resources: string[]) => ({ apiGroups: [group], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources });

  expect(resourceRules('object', ['networking.k8s.io/NetworkPolicy', 'Service', 'networking.k8s.io/Ingress', 'ConfigMap', 'Pod']))
    .toEqual([rule('', 'configmaps', 'pods', 'services'), rule('networking.k8s.io', 'ingresses', 'networkpolicies')]);
  expect(resourceRules('pod', ['apps/Deployment', 'Pod', 'PodTemplate'])).toEqual([
    rule('', 'pods', 'pods/ephemeralcontainers', 'pods/resize', 'podtemplates'), rule('apps', 'deployments'),
  ]);
});

test('rules for everything that has Pods leave out what has none, and the other way round', () => {
  const named = (on: 'object' | 'pod') => resourceRules(on).flatMap(({ apiGroups: [group], resources }) => resources.map(resource => `${group}/${resource}`));

  expect(named('pod')).toContain('/pods/ephemeralcontainers');
  expect(named('pod')).not.toContain('/configmaps');
  expect(named('object')).toEqual(expect.arrayContaining(['/configmaps', '/pods', 'apps/deployments', 'policy/poddisruptionbudgets', 'rbac.authorization.k8s.io/roles']));
  expect(named('object')).not.toContain('/pods/ephemeralcontainers');
});
