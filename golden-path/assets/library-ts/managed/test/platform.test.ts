// What this package promises: services of the golden path find what they import, and nothing changes for them unnoticed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as platform from '../src';
import { expected, written } from './written';

const IMPORTED = [
  'ApiDefinition',
  'Exposure',
  'Image',
  'PlatformApp',
  'PlatformMigration',
  'PlatformService',
  'PostgresInstance',
  'PostgresSize',
  'ServiceTier',
];

test('services of the golden path find what they import', () => {
  assert.deepEqual(
    IMPORTED.filter((name) => !(name in platform)),
    [],
    'src/index.ts must export them',
  );
});

test('the example becomes what somebody has looked at: npx projen synth writes it, then read its diff', () => {
  const [now, before] = [written(), expected()];
  assert.deepEqual(Object.keys(now).sort(), Object.keys(before).sort());
  for (const [path, text] of Object.entries(now)) {
    assert.equal(text, before[path], path);
  }
});
