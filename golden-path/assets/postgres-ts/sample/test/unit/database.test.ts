import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connection } from '../../src/platform/database';

const CONTRACT = {
  PGHOST: 'db.example.com',
  PGPORT: '15432',
  PGDATABASE: 'orders',
  PGUSER: 'orders_app',
  PGSSLMODE: 'verify-full',
};

test('signs in with a password where there is one', () => {
  assert.equal(connection({ ...CONTRACT, PGPASSWORD: 'secret' }).password, 'secret');
});

test('leaves the password file to the driver', () => {
  assert.ok(!('password' in connection({ ...CONTRACT, PGPASSFILE: '/run/database/pgpass' })));
});

test('signs in with IAM everywhere else', () => {
  assert.equal(typeof connection({ ...CONTRACT, AWS_REGION: 'eu-central-1' }).password, 'function');
});

test('checks the certificate of the database', () => {
  assert.deepEqual(connection(CONTRACT).ssl, { rejectUnauthorized: true });
});
