import * as fc from 'fast-check';
import { parseTarget, targetText } from '../../../src/policy/waivers/target-text';
import { WaiverTarget } from '../../../src/policy/waivers/waiver';

test.each<[string, WaiverTarget]>([
  ['prod/apps/Deployment/shop/api', { environment: 'prod', kind: 'apps/Deployment', namespace: 'shop', name: 'api' }],
  ['prod/ConfigMap/shop/settings', { environment: 'prod', kind: 'ConfigMap', namespace: 'shop', name: 'settings' }],
  ['prod/Namespace/shop', { environment: 'prod', kind: 'Namespace', name: 'shop' }],
  ['prod/rbac.authorization.k8s.io/ClusterRole/reader', { environment: 'prod', kind: 'rbac.authorization.k8s.io/ClusterRole', name: 'reader' }],
  ['prod/aws_db_instance/orders', { environment: 'prod', kind: 'aws_db_instance', name: 'orders' }],
  ['prod/aws_db_instance/Orders', { environment: 'prod', kind: 'aws_db_instance', name: 'Orders' }],
  ['/Namespace/shop', { kind: 'Namespace', name: 'shop' }],
  ['prod/Pod/shop/api#/spec/containers/0', { environment: 'prod', kind: 'Pod', namespace: 'shop', name: 'api', pointer: '/spec/containers/0' }],
  ['prod/Pod/shop/api#/a#b', { environment: 'prod', kind: 'Pod', namespace: 'shop', name: 'api', pointer: '/a#b' }],
])('%s is one word for a target', (text, target) => {
  expect(targetText(target)).toBe(text);
  expect(parseTarget(text)).toEqual(target);
});

test.each([
  '', 'prod', 'prod/', 'prod/ConfigMap', 'prod/ConfigMap/', 'prod//api', 'prod/ConfigMap//api', 'prod/ConfigMap/shop/', 'prod/ConfigMap/shop/api/more',
  'prod/apps/Deployment/', 'prod/apps/Deployment', 'prod/apps/Deployment/shop/api/more', 'prod/aws_db_instance/shop/orders', 'prod/aws_db_instance/', '/', '//', '#/a',
])('%j is none', text => {
  expect(parseTarget(text)).toBeUndefined();
});

test('an empty pointer or namespace is as good as none', () => {
  expect(targetText({ environment: 'prod', kind: 'Pod', namespace: '', name: 'api', pointer: '' })).toBe('prod/Pod/api');
});

const word = fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/);

test('every word for a target means that target', () => {
  const kind = fc.oneof(fc.constantFrom('Pod', 'ConfigMap'), fc.tuple(word, fc.constantFrom('Deployment', 'Role')).map(parts => parts.join('/')));
  fc.assert(fc.property(fc.record({ environment: word, kind, namespace: word, name: word }), target => {
    expect(parseTarget(targetText(target))).toEqual(target);
  }));
});
