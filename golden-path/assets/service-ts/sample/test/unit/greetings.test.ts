import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../../src/app';

test('greets by name', async () => {
  const app = await createApp();

  const response = await app.inject('/v1/greetings/Ada');

  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), { message: 'Hello, Ada' });
  await app.close();
});

test('refuses a name that is too long', async () => {
  const app = await createApp();

  assert.equal((await app.inject(`/v1/greetings/${'a'.repeat(81)}`)).statusCode, 400);
  await app.close();
});
