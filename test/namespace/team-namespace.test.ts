import { NAMESPACE_QUOTAS } from '../../src/standards/defaults';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { Tier } from '../../src/standards/standards-props';
import { IMAGE, Synthesised, synthesise } from '../synthesised';
import { PlatformService, Standards, TeamNamespace, TeamNamespaceProps } from 'pavement';

test('is the namespace that the services of its system are in', () => {
  const output = synthesise(app => {
    new TeamNamespace(app.environment('prod'), 'namespace');
    new PlatformService(app.environment('prod'), 'api', { image: IMAGE });
  });

  expect(output.one('prod', '0-namespace', 'Namespace').metadata.name).toBe(output.one('prod', 'api', 'Deployment').metadata.namespace);
});

test('comes before what is in it, and itself is in none', () => {
  const [first, ...others] = namespace('prod').manifests('prod', '0-namespace');

  expect(first.kind).toBe('Namespace');
  expect(first.metadata).not.toHaveProperty('namespace');
  expect(others.map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'shop', 'shop', 'shop']);
});

test('refuses Pods below the restricted standard of the cluster\'s version', () => {
  expect(namespace('prod').one('prod', '0-namespace', 'Namespace').metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/enforce-version': 'v1.33',
  });
});

test('denies in both directions what no other policy allows', () => {
  expect(namespace('prod').one('prod', '0-namespace', 'NetworkPolicy').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
});

test.each(Object.values(Tier))('bounds what its Pods may use together by the numbers of the tier: %s', tier => {
  const { cpuCores, memoryGiB, pods, role } = NAMESPACE_QUOTAS[tier];
  const output = namespace(tier);

  expect(output.one(tier, '0-namespace', 'ResourceQuota').spec.hard).toMatchObject({
    'requests.cpu': String(cpuCores), 'requests.memory': `${memoryGiB}Gi`, 'pods': String(pods), 'services.loadbalancers': '0',
  });
  expect(output.one(tier, '0-namespace', 'RoleBinding').roleRef.name).toBe(role);
});

test('a team can be given more than the others', () => {
  const { hard } = namespace('prod', { cpuCores: 200, memoryGiB: 900 }).one('prod', '0-namespace', 'ResourceQuota').spec;

  expect(hard).toMatchObject({ 'requests.cpu': '200', 'requests.memory': '900Gi', 'limits.memory': '900Gi' });
});

test('gives rights to the group of the team, and to nobody when the team has none', () => {
  const noGroup = Standards.fromProps({
    ...REFERENCE_STANDARDS, teams: { 'team-payments': { costCenter: 'cc-1', contact: 'payments@example.com' } },
  });
  const groupless = synthesise(app => new TeamNamespace(app.environment('dev'), 'namespace'), { standards: noGroup });

  expect(namespace('dev').one('dev', '0-namespace', 'RoleBinding').subjects).toEqual([
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team-payments' },
  ]);
  expect(groupless.ofKind('dev', '0-namespace', 'RoleBinding')).toEqual([]);
});

test.each([
  [{ cpuCores: 0 }, '[prod/namespace] cpuCores must be a whole number from 1 to 10000, got 0; correct it or leave it out'],
  [{ memoryGiB: 1.5 }, '[prod/namespace] memoryGiB must be a whole number from 1 to 100000, got 1.5; correct it or leave it out'],
])('refuses a quota that cannot be: %j', (props, message) => {
  expect(() => namespace('prod', props)).toThrow(message);
});

function namespace(environment: string, props: TeamNamespaceProps = {}): Synthesised {
  return synthesise(app => new TeamNamespace(app.environment(environment), 'namespace', props));
}
