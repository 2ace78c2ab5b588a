import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { isOfLibrary } from '../../src/policy/control';
import { effectiveControls } from '../../src/policy/effective-controls';
import { scratch } from '../synth/scratch';

const OWN = {
  id: 'ACME-01',
  title: 'Images are signed',
  severity: 'high',
  waivable: true,
  reason: 'What is not signed may be anybody\'s.',
  remedy: 'Sign the image.',
  sources: {},
  rules: [{ on: 'object', kinds: ['ConfigMap'], must: 'data must be there', expression: 'has(object.data)' }],
  examples: {
    pass: [{ name: 'data', manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { a: 'b' } }] }],
    fail: [{ name: 'no data', manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' } }] }],
  },
};

test('without a folder the controls are those of the library', () => {
  expect(effectiveControls()).toBe(BUILT_IN_CONTROLS);
});

test('with a folder those of the organisation come after them', () => {
  const folder = join(scratch(), 'controls');
  mkdirSync(folder);
  writeFileSync(join(folder, 'acme-01.yaml'), stringify(OWN));

  expect(effectiveControls(folder).map(({ id }) => id)).toEqual([...BUILT_IN_CONTROLS.map(({ id }) => id), 'ACME-01']);
});

test('what is wrong in a folder is said by the name that it was given', () => {
  expect(() => effectiveControls(join(scratch(), 'nowhere'), 'my/controls')).toThrow('my/controls');
});

test.each([['K8S-01', true], ['AWS-19', true], ['GOV-03', true], ['ACME-01', false], ['OUR-K8S-01', false], ['k8s-01', false]])('%s is an id of the library: %s', (id, expected) => {
  expect(isOfLibrary(id)).toBe(expected);
});
