import { statefulResources } from '../../src/policy/stateful-changes';
import { ResourceChange } from '../../src/policy/terraform-plan';

/** A database that is replaced, unless it is told otherwise. */
function database(name: string, change: Partial<ResourceChange['change']> = {}, others: Partial<ResourceChange> = {}): ResourceChange {
  return {
    address: `aws_db_instance.${name}`, mode: 'managed', type: 'aws_db_instance', name, change: { actions: ['delete', 'create'], ...change }, ...others,
  };
}

test('a plan without changes does nothing to what holds data', () => {
  expect(statefulResources({})).toEqual([]);
});

test('what happens to each is said in the words of Terraform, in the order of their addresses', () => {
  expect(statefulResources({
    resource_changes: [
      database('b', { actions: ['no-op'] }),
      database('c', { replace_paths: [['storage', 0, 'encrypted'], ['engine']] }, { action_reason: 'replace_because_cannot_update' }),
      database('a', { actions: ['update'] }),
    ],
  })).toStrictEqual([
    { address: 'aws_db_instance.a', type: 'aws_db_instance', actions: ['update'], because: [] },
    { address: 'aws_db_instance.b', type: 'aws_db_instance', actions: ['no-op'], because: [] },
    {
      address: 'aws_db_instance.c',
      type: 'aws_db_instance',
      actions: ['delete', 'create'],
      because: ['storage.0.encrypted', 'engine'],
      reason: 'replace_because_cannot_update',
    },
  ]);
});

test.each<[string, ResourceChange]>([
  ['that is only read', database('orders', {}, { mode: 'data' })],
  ['that holds nothing', database('orders', {}, { type: 'aws_db_subnet_group' })],
  ['that is a copy of another', database('orders', { before: { replicate_source_db: 'shop-orders' } })],
])('something %s is left out', (_, change) => {
  expect(statefulResources({ resource_changes: [change] })).toEqual([]);
});

test.each<[string, unknown]>([
  ['nothing before', undefined],
  ['no source', {}],
  ['an empty text as its source, which is none', { replicate_source_db: '' }],
  ['a source that is no text', { replicate_source_db: null }],
])('a database with %s is no copy', (_, before) => {
  expect(statefulResources({ resource_changes: [database('orders', { before })] })).toHaveLength(1);
});

test('a bucket, which is never a copy, is not taken for one by the name of an attribute', () => {
  const bucket = database('files', { before: { undefined: 'other', replicate_source_db: 'other' } }, { type: 'aws_s3_bucket', address: 'aws_s3_bucket.files' });

  expect(statefulResources({ resource_changes: [bucket] })).toHaveLength(1);
});
