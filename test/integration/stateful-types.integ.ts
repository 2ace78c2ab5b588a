import { onCloud } from './harness/local-aws';
import { LocalStack, PlannedChange, StackJson } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
import { Outcome } from './harness/run';
import { STATEFUL_TYPES } from '../../src/core/stateful-types';

type Body = Record<string, unknown>;

const KEY = '${aws_kms_key.key.arn}';
const OTHER_KEY = '${aws_kms_key.other.arn}';

/** A resource of each type, and the same with everything changed that is said to be immutable. */
const RESOURCES: Record<string, { before: Body; after: Body }> = {
  aws_db_instance: {
    before: {
      identifier: 'orders',
      instance_class: 'db.t4g.small',
      allocated_storage: 20,
      password: 'not-a-secret',
      skip_final_snapshot: true,
      db_name: 'orders',
      engine: 'postgres',
      kms_key_id: KEY,
      storage_encrypted: true,
      username: 'one',
    },
    after: { db_name: 'other', engine: 'mysql', kms_key_id: OTHER_KEY, storage_encrypted: false, username: 'two' },
  },
  aws_rds_cluster: {
    before: {
      cluster_identifier: 'orders',
      master_password: 'not-a-secret',
      skip_final_snapshot: true,
      database_name: 'orders',
      engine: 'aurora-postgresql',
      kms_key_id: KEY,
      master_username: 'one',
      storage_encrypted: true,
    },
    after: { database_name: 'other', engine: 'aurora-mysql', kms_key_id: OTHER_KEY, master_username: 'two', storage_encrypted: false },
  },
  aws_dynamodb_table: {
    before: { billing_mode: 'PAY_PER_REQUEST', attribute: [{ name: 'a', type: 'S' }, { name: 'b', type: 'S' }], hash_key: 'a', name: 'orders', range_key: 'b' },
    after: { hash_key: 'b', name: 'other', range_key: 'a' },
  },
  aws_s3_bucket: { before: { bucket: 'orders-0123456789' }, after: { bucket: 'other-0123456789' } },
  aws_efs_file_system: {
    before: { creation_token: 'orders', encrypted: true, kms_key_id: KEY, performance_mode: 'generalPurpose' },
    after: { creation_token: 'other', encrypted: false, kms_key_id: OTHER_KEY, performance_mode: 'maxIO' },
  },
  aws_ebs_volume: {
    before: { size: 20, availability_zone: 'eu-central-1a', encrypted: true, kms_key_id: KEY },
    after: { availability_zone: 'eu-central-1b', encrypted: false, kms_key_id: OTHER_KEY },
  },
  aws_sqs_queue: { before: { name: 'orders', fifo_queue: false }, after: { name: 'other.fifo', fifo_queue: true } },
  aws_kms_key: {
    before: { description: 'orders', customer_master_key_spec: 'RSA_2048', key_usage: 'SIGN_VERIFY', multi_region: false },
    after: { customer_master_key_spec: 'RSA_4096', key_usage: 'ENCRYPT_DECRYPT', multi_region: true },
  },
  aws_secretsmanager_secret: { before: { name: 'orders' }, after: { name: 'other' } },
};

function stack(of: (type: string) => Body): StackJson {
  const resources = Object.fromEntries(Object.keys(RESOURCES).map((type) => [type, { subject: of(type) }]));
  const keys = { key: { description: 'one' }, other: { description: 'another' } };
  return {
    terraform: { required_providers: { aws: { source: 'aws', version: '5.100.0' } } },
    provider: { aws: [{ region: 'eu-central-1' }] },
    resource: { ...resources, aws_kms_key: { ...resources.aws_kms_key, ...keys } },
  };
}

(partsOrSkip('terraform', 'python3') ? describe : describe.skip)('Terraform with the AWS provider, asked about types that hold data', () => {
  let applied: Outcome;
  let changes: PlannedChange[];

  beforeAll(() => onCloud('moto_server', async (aws) => {
    const local = new LocalStack(aws);
    try {
      await local.use(stack((type) => RESOURCES[type].before));
      applied = await local.apply();
      await local.use(stack((type) => ({ ...RESOURCES[type].before, ...RESOURCES[type].after })));
      changes = await local.plan();
    } finally {
      local.delete();
    }
  }));

  test('has one of each to tell about', () => {
    expect([applied.status, applied.stderr]).toEqual([0, '']);
    expect(Object.keys(RESOURCES).sort()).toEqual(Object.keys(STATEFUL_TYPES).sort());
  });

  test.each(Object.entries(STATEFUL_TYPES))('%s: what is said to be immutable makes it destroy and create', (type, { immutable }) => {
    const change = changes.find(({ address }) => address === `${type}.subject`);

    expect(change?.actions).toEqual(['delete', 'create']);
    expect([...new Set(change?.replacing)].sort()).toEqual([...immutable].sort());
  });
});
