import { watchedMetrics } from '../../src/policy/terraform-alarms';
import type { TerraformResource } from '../../src/policy/terraform-subjects';

const DATABASE = resource('aws_db_instance', 'orders', { identifier: 'shop-orders' });

function resource(type: string, name: string, body: Record<string, unknown>, others: Partial<TerraformResource> = {}): TerraformResource {
  return { type, name, address: `${type}.${name}`, body, mentions: [], statements: [], ...others } as TerraformResource;
}

function alarm(metric: unknown, dimensions: unknown, others: Partial<TerraformResource> = {}): TerraformResource {
  return resource('aws_cloudwatch_metric_alarm', 'a', { metric_name: metric, dimensions }, others);
}

function watched(...alarms: TerraformResource[]): unknown {
  return watchedMetrics([DATABASE, ...alarms])(DATABASE);
}

test('a database knows the metrics of it that alarms are about, each once and in order', () => {
  expect(watched(
    alarm('FreeStorageSpace', { DBInstanceIdentifier: 'shop-orders' }),
    alarm('CPUUtilization', { DBInstanceIdentifier: 'shop-orders' }),
    alarm('CPUUtilization', {}, { mentions: [{ attribute: 'dimensions', address: DATABASE.address, exact: true }] }),
    alarm('CPUUtilization', { DBInstanceIdentifier: 'shop-orders' }),
  )).toEqual({ watchedMetrics: ['CPUUtilization', 'FreeStorageSpace'] });
});

test.each<[string, TerraformResource]>([
  ['about another database', alarm('CPUUtilization', { DBInstanceIdentifier: 'shop-others' })],
  ['about nothing', alarm('CPUUtilization', undefined)],
  ['of a metric that is computed by more than a name', alarm(undefined, { DBInstanceIdentifier: 'shop-orders' })],
  ['of a metric that is no text', alarm(5, { DBInstanceIdentifier: 'shop-orders' })],
  ['that only mentions it', alarm('CPUUtilization', {}, { mentions: [{ attribute: 'alarm_description', address: DATABASE.address, exact: false }] })],
  ['that is no alarm', { ...alarm('CPUUtilization', { DBInstanceIdentifier: 'shop-orders' }), type: 'aws_cloudwatch_dashboard' }],
])('an alarm %s does not count', (_, other) => {
  expect(watched(other)).toEqual({ watchedMetrics: [] });
});

test.each<[string, Record<string, unknown>, readonly string[]]>([
  ['none', { count: 0 }, []],
  ['as many as only Terraform knows', { count: '${var.alarms}' }, []],
  ['one for each of a set', { for_each: '${toset([])}' }, []],
  ['two', { count: 2 }, ['CPUUtilization']],
])('an alarm of which Terraform makes %s', (_, number, metrics) => {
  const { body, ...others } = alarm('CPUUtilization', { DBInstanceIdentifier: 'shop-orders' });

  expect(watched({ ...others, body: { ...body, ...number } })).toEqual({ watchedMetrics: metrics });
});

test('an alarm for each of many databases counts', () => {
  const many = { for_each: '${toset(["a", "b"])}' };
  const databases = { ...DATABASE, body: { ...DATABASE.body, ...many } };
  const { body, ...others } = alarm('CPUUtilization', {}, { mentions: [{ attribute: 'dimensions', address: DATABASE.address, exact: true }] });

  expect(watchedMetrics([databases, { ...others, body: { ...body, ...many } }])(databases)).toEqual({ watchedMetrics: ['CPUUtilization'] });
});

test('nothing is said of what alarms need not watch', () => {
  const queue = resource('aws_sqs_queue', 'mails', {});

  expect(watchedMetrics([queue, alarm('Age', { QueueName: 'mails' }, { mentions: [{ attribute: 'dimensions', address: queue.address, exact: true }] })])(queue)).toEqual({});
});
