import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openApiDocument } from '../../src/platform/openapi';

test('openapi.json is what the routes say; `npx projen openapi` writes it', async () => {
  assert.equal(readFileSync('openapi.json', 'utf8'), await openApiDocument());
});
