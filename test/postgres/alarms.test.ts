import { PostgresConnections } from '../../src/postgres/postgres-connections';
import { DATABASE_CONNECTIONS, DATABASE_SIZES } from '../../src/standards/defaults';
import { instanceFacts } from '../../src/standards/instance-classes';
import { Tier } from '../../src/standards/standards-props';
import { Document, synthesise } from '../synthesised';
import { PostgresInstance, PostgresInstanceProps, PostgresSize, Standards } from 'pavement';

const GIB = 1024 ** 3;

test('memory, connections and load of an alarm are shares of what the class has', () => {
  const small = alarms('prod', PostgresSize.SMALL); // 2 vCPUs, 8 GiB
  const large = alarms('prod', PostgresSize.LARGE); // 8 vCPUs, 64 GiB

  expect([small['free-memory'].threshold, large['free-memory'].threshold]).toEqual([0.8 * GIB, 6.4 * GIB].map(bytes => expect.closeTo(bytes, 0)));
  expect([small.connections.threshold, large.connections.threshold]).toEqual([640, 4000]);
  expect([small.load.threshold, large.load.threshold]).toEqual([2, 8]);
});

test('the alarm about connections speaks below the limit that the parameter group sets', () => {
  for (const size of Object.values(PostgresSize)) {
    const output = database('prod', { size });
    const parameters = output.resource('prod', 'aws_db_parameter_group', 'orders_parameters').parameter as Document[];
    const limit = Number(parameters.find(({ name }) => name === 'max_connections').value);

    expect(output.resource('prod', 'aws_cloudwatch_metric_alarm', 'orders_alarm_connections').threshold).toBe(limit * 0.8);
  }
});

test('the alarm about storage follows the storage that the developer asks for, and says where it ends', () => {
  const { 'free-storage': alarm } = alarms('prod', PostgresSize.SMALL, { storageGiB: 300, maxStorageGiB: 900 });

  expect(alarm.threshold).toBe(30 * GIB);
  expect(alarm.alarm_description).toMatch(/it ends at 900 GiB/);
});

test('an alarm about storage speaks only when autoscaling has had its chance', () => {
  const { 'free-storage': alarm } = alarms('prod', PostgresSize.SMALL);

  expect(alarm.period * alarm.evaluation_periods).toBe(1800);
});

test('in dev only storage and CPU credits are watched', () => {
  expect(Object.keys(alarms('dev', PostgresSize.SMALL)).sort()).toEqual(['cpu-credits', 'free-storage']);
});

test('a class that is not burstable has no alarm about CPU credits', () => {
  expect(Object.keys(alarms('staging', PostgresSize.SMALL))).toContain('cpu-credits');
  expect(Object.keys(alarms('prod', PostgresSize.SMALL)).sort()).toEqual([
    'connections', 'cpu', 'disk-queue', 'free-memory', 'free-storage', 'load', 'read-latency', 'swap', 'transaction-ids', 'transaction-logs', 'write-latency',
  ]);
});

test('every alarm goes to the topic of the team, when it begins and when it ends', () => {
  const topic = 'arn:aws:sns:eu-central-1:333333333333:alarms-team-payments';

  Object.values(alarms('prod', PostgresSize.SMALL)).forEach(alarm => expect(alarm).toMatchObject({ actions_enabled: true, alarm_actions: [topic], ok_actions: [topic] }));
  expect(database('prod').resource('prod', 'aws_db_event_subscription', 'orders_events')).toMatchObject({
    sns_topic: topic, source_type: 'db-instance', source_ids: ['${aws_db_instance.orders.identifier}'],
  });
});

test('where the standards name no topic, alarms tell nobody and there are no events', () => {
  const { props } = Standards.reference();
  const { prod } = props.environments;
  const standards = Standards.fromProps({ ...props, environments: { prod: { ...prod, aws: { ...prod.aws, alarmTopic: undefined } } } });

  const output = synthesise(app => void new PostgresInstance(app.environment('prod'), 'orders', { size: PostgresSize.SMALL }), { standards });

  expect(output.resource('prod', 'aws_cloudwatch_metric_alarm', 'orders_alarm_cpu')).toMatchObject({ metric_name: 'CPUUtilization' });
  expect(output.resource('prod', 'aws_cloudwatch_metric_alarm', 'orders_alarm_cpu').alarm_actions ?? []).toEqual([]);
  expect(output.terraform('prod').resource).not.toHaveProperty('aws_db_event_subscription');
});

test('each replica is watched like the primary, and how far it is behind', () => {
  const output = database('prod', { readReplicas: 2 });
  const watched = Object.values<Document>(output.terraform('prod').resource.aws_cloudwatch_metric_alarm).filter(({ metric_name }) => metric_name === 'ReplicaLag');

  expect(watched.map(alarm => alarm.dimensions.DBInstanceIdentifier)).toEqual([
    output.resource('prod', 'aws_db_instance', 'orders_replica1').identifier, output.resource('prod', 'aws_db_instance', 'orders_replica2').identifier,
  ]);
});

test.each(Object.values(Tier).flatMap(tier => Object.entries(DATABASE_SIZES[tier]).flatMap(([size, { instanceClasses }]) =>
  instanceClasses.map(instanceClass => ({ tier, size, instanceClass })))))('$instanceClass of size $size in $tier has known memory, and the others of its size have the same', ({ tier, size, instanceClass }) => {
  expect(instanceFacts(instanceClass)).toBeDefined();
  expect(instanceFacts(instanceClass)).toEqual(instanceFacts(DATABASE_SIZES[tier][size].instanceClasses[0]));
});

test.each([
  ['db.t4g.small', { vcpus: 2, memoryGiB: 2, burstable: true }],
  ['db.t3.2xlarge', { vcpus: 8, memoryGiB: 32, burstable: true }],
  ['db.m8g.large', { vcpus: 2, memoryGiB: 8, burstable: false }],
  ['db.r8g.2xlarge', { vcpus: 8, memoryGiB: 64, burstable: false }],
  ['db.r6g.16xlarge', { vcpus: 64, memoryGiB: 512, burstable: false }],
  ['db.x2g.xlarge', { vcpus: 4, memoryGiB: 64, burstable: false }],
  ['db.z1d.large', undefined],
  ['db.m8g.tiny', undefined],
])('the memory and vCPUs of %s are those that RDS lists', (instanceClass, facts) => {
  expect(instanceFacts(instanceClass)).toEqual(facts);
});

test('connections are counted over all bound services, each once', () => {
  const connections = new PostgresConnections(200, 'small');
  connections.count('api', 10, 10);
  connections.count('api', 10, 10);
  connections.count('worker', 9, 10);

  expect(connections.problems()).toEqual([]);
  connections.count('cron', 1, 1);
  expect(connections.problems()).toEqual([
    'the services that are bound must open at most 190 connections together, got 191 (api: 10 copies of 10, cron: 1 copies of 1, worker: 9 copies of 10); ' +
    'lower maxReplicas or poolSize, or take a larger size than small',
  ]);
});

test('a program whose services open too many connections is refused', () => {
  const run = () => synthesise(app => {
    const orders = new PostgresInstance(app.environment('dev'), 'orders', { size: PostgresSize.SMALL });
    orders.acceptBinding({ workload: 'api', environment: 'dev', access: 'read-write' as never, maxReplicas: 20, poolSize: 20 });
  });

  expect(run).toThrow('[dev/orders] the services that are bound must open at most 190 connections together, got 400 (api: 20 copies of 20); ');
});

test('a limit of connections stays below what RDS would compute, and within PostgreSQL\'s', () => {
  for (const gib of [1, 2, 4, 8, 16, 32, 64, 512]) {
    const limit = PostgresConnections.limit(gib);

    expect(limit).toBeLessThan(Math.max(5000, gib * GIB / 9531392) + 1);
    expect(limit).toBeGreaterThan(DATABASE_CONNECTIONS.reserved);
  }
  expect(PostgresConnections.limit(512)).toBe(5000);
});

function database(environment: string, props: Partial<PostgresInstanceProps> = {}) {
  return synthesise(app => void new PostgresInstance(app.environment(environment), 'orders', { size: PostgresSize.SMALL, ...props }));
}

/** Alarms of the primary by what they watch. */
function alarms(environment: string, size: PostgresSize, props: Partial<PostgresInstanceProps> = {}): Record<string, Document> {
  const all = Object.entries<Document>(database(environment, { size, ...props }).terraform(environment).resource.aws_cloudwatch_metric_alarm);
  return Object.fromEntries(all.map(([name, alarm]) => [name.replace('orders_alarm_', ''), alarm]));
}
