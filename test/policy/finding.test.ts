import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { Finding, fingerprint, placeOf } from '../../src/policy/finding';
import { findingText } from '../../src/policy/finding-text';

const TARGET: Finding['target'] = { plane: 'kubernetes', environment: 'prod', file: 'prod/api.k8s.yaml', kind: 'apps/Deployment', namespace: 'shop', name: 'api' };
const FINDING: Finding = {
  control: 'K8S-11',
  severity: 'high',
  waivable: true,
  verdict: 'fail',
  blocking: true,
  target: TARGET,
  must: 'it must hold',
  remedy: 'Do it.',
  sources: {},
  fingerprint: '0123456789abcdef',
};

test.each<[string, Partial<Finding['target']>, string]>([
  ['an object', {}, 'apps/Deployment shop/api in prod/api.k8s.yaml'],
  ['what is in no namespace', { namespace: undefined, kind: 'Namespace', name: 'shop' }, 'Namespace shop in prod/api.k8s.yaml'],
  ['a part of an object', { pointer: '/spec' }, 'apps/Deployment shop/api in prod/api.k8s.yaml#/spec'],
  ['a file', { plane: 'output', kind: 'file', file: 'manifests/x.yaml', namespace: undefined, name: 'x.yaml' }, 'manifests/x.yaml'],
])('the place of %s is one line', (_, target, place) => {
  expect(placeOf({ ...TARGET, ...target })).toBe(place);
});

test('a fingerprint is that of what was found, of what must hold and of the control', () => {
  const one = fingerprint('K8S-11', 'it must hold', ['a']);

  expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint('K8S-11', 'it must hold', ['a'])).toBe(one);
  expect(new Set([one, fingerprint('K8S-12', 'it must hold', ['a']), fingerprint('K8S-11', 'it must', ['a']), fingerprint('K8S-11', 'it must hold', ['b'])]).size).toBe(4);
  expect(fingerprint('K8S-11', 'it must hold', undefined)).toBe(fingerprint('K8S-11', 'it must hold', null));
});

test.each<[string, Partial<Finding>, string | undefined, string[]]>([
  ['in the developer\'s words', { got: 'x' }, 'PlatformService prod/api', [
    '[K8S-11] it must hold, got "x"',
    'at:  apps/Deployment shop/api in prod/api.k8s.yaml, made by PlatformService prod/api',
    'fix: Do it.',
    'or:  ask for an exception of at most 90 days: pavement waive K8S-11 --target prod/apps/Deployment/shop/api --scope-hash 0123456789abcdef',
  ]],
  ['with the path where nobody knows what made it', { target: { ...TARGET, constructPath: 'prod/api/deployment' } }, undefined, [
    '[K8S-11] it must hold',
    'at:  apps/Deployment shop/api in prod/api.k8s.yaml, made by prod/api/deployment',
    'fix: Do it.',
    'or:  ask for an exception of at most 90 days: pavement waive K8S-11 --target prod/apps/Deployment/shop/api --scope-hash 0123456789abcdef',
  ]],
  ['that cannot be waived', { waivable: false, severity: 'critical', verdict: 'unknown', got: undefined }, undefined, [
    '[K8S-11] it must hold (known only after apply)',
    'at:  apps/Deployment shop/api in prod/api.k8s.yaml',
    'fix: Do it.',
    'this cannot be waived',
  ]],
  ['of an organisation\'s own control', { control: 'ACME-01', severity: 'medium' }, undefined, [
    '[ACME-01] it must hold',
    'at:  apps/Deployment shop/api in prod/api.k8s.yaml',
    'fix: Do it.',
    'or:  ask for an exception of at most 180 days: pavement waive ACME-01 --target prod/apps/Deployment/shop/api --scope-hash 0123456789abcdef --controls DIR',
  ]],
])('a finding %s says what to do', (_, others, maker, lines) => {
  expect(findingText({ ...FINDING, ...others }, maker)).toBe(lines.join('\n    '));
});

test('every control of the library is one of the library\'s to whoever asks for an exception', () => {
  expect(BUILT_IN_CONTROLS.filter(({ id }) => findingText({ ...FINDING, control: id }).includes('--controls'))).toEqual([]);
});
