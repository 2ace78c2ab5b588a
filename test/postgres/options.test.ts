import * as fc from 'fast-check';
import { EVERY_OPTION } from './every-option';
import { alarmName, backupSelectionName, databaseIdentifier, masterSecretName, replicaIdentifier } from '../../src/core/names';
import { Problems } from '../../src/core/problems';
import { StorageProps, resolveStorage } from '../../src/postgres/resolve-storage';
import { DATABASE_SIZES } from '../../src/standards/defaults';
import { Tier } from '../../src/standards/standards-props';
import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import {
  Access, PlatformService, PostgresExtension, PostgresInstance, PostgresInstanceProps, PostgresSize, Standards, StandardsProps, WorkloadIdentity,
} from 'pavement';

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,15}(-[a-z0-9]{1,10}){0,2}$/).filter(text => text.length <= 40);
const place = fc.record({ organization: id, environment: id, team: id, system: id });

test('what the developer says stands in the instance', () => {
  expect(primary(database(EVERY_OPTION))).toMatchObject({
    engine_version: '17',
    allocated_storage: 500,
    max_allocated_storage: 2000,
    iops: 16000,
    storage_throughput: 1000,
    backup_retention_period: 35,
    maintenance_window: 'sat:23:30-sun:01:00',
    backup_window: '22:00-23:00',
  });
});

test('a developer who says nothing of speed leaves it to gp3', () => {
  const instance = primary(database({ size: PostgresSize.LARGE }));

  expect(instance).not.toHaveProperty('iops');
  expect(instance).not.toHaveProperty('storage_throughput');
});

test('more storage raises the ceiling with it', () => {
  expect(primary(database({ storageGiB: 380 }))).toMatchObject({ allocated_storage: 380, max_allocated_storage: 479 });
  expect(primary(database({ storageGiB: 200 }))).toMatchObject({ allocated_storage: 200, max_allocated_storage: 390 });
});

test('storage without a problem is storage that RDS takes', () => {
  const number = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
  const props = fc.record({
    storageGiB: number(0, 70000), maxStorageGiB: number(0, 70000), iops: number(10000, 70000), throughputMiBps: number(400, 4500),
  });
  const sizes = Object.values(Tier).flatMap(tier => Object.values(DATABASE_SIZES[tier]));

  fc.assert(fc.property(props as fc.Arbitrary<StorageProps>, fc.constantFrom(...sizes), (said, size) => {
    const problems = new Problems();
    const { storageGiB, maxStorageGiB, iops, throughputMiBps } = resolveStorage(said, size, problems);
    fc.pre(problems.none);

    expect(storageGiB).toBeGreaterThanOrEqual(20);
    expect(maxStorageGiB).toBeLessThanOrEqual(65536);
    expect(maxStorageGiB / storageGiB).toBeGreaterThanOrEqual(1.26);
    expect(iops === undefined).toBe(throughputMiBps === undefined);
    if (iops !== undefined && throughputMiBps !== undefined) {
      expect(storageGiB).toBeGreaterThanOrEqual(400);
      expect(iops).toBeGreaterThanOrEqual(12000);
      expect(iops).toBeLessThanOrEqual(Math.min(64000, 500 * storageGiB));
      expect(throughputMiBps).toBeGreaterThanOrEqual(500);
      expect(throughputMiBps / iops).toBeLessThanOrEqual(0.25);
    }
  }), { numRuns: 1000 });
});

test('parameters reach PostgreSQL in its own units, each once', () => {
  const parameters = parametersOf(database(EVERY_OPTION));
  const values = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));

  expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
  expect(values).toMatchObject({
    'statement_timeout': '30000',
    'lock_timeout': '5000',
    'idle_in_transaction_session_timeout': '30000',
    'log_min_duration_statement': '250',
    'work_mem': '16384',
    'maintenance_work_mem': '524288',
    'random_page_cost': '1.1',
    'autovacuum_vacuum_scale_factor': '0.02',
    'default_statistics_target': '200',
    'rds.logical_replication': '1',
    'rds.force_ssl': '1',
  });
});

test('a parameter that needs a restart says so, or every plan would show a change', () => {
  const onReboot = parametersOf(database(EVERY_OPTION)).filter(({ apply_method }) => apply_method === 'pending-reboot').map(({ name }) => name as string);

  expect(onReboot.sort()).toEqual(['cron.database_name', 'max_connections', 'rds.logical_replication', 'rds.restrict_password_commands', 'shared_preload_libraries']);
});

test('only the extensions that were asked for, and the platform\'s, can be created', () => {
  const allowed = (props: Partial<PostgresInstanceProps>) => parametersOf(database(props)).find(({ name }) => name === 'rds.allowed_extensions').value;

  expect(allowed({})).toBe('pg_stat_statements,pgaudit,plpgsql');
  expect(allowed({ extensions: [PostgresExtension.VECTOR, PostgresExtension.CITEXT] })).toBe('citext,pg_stat_statements,pgaudit,plpgsql,vector');
});

test('jobs on a schedule are loaded at the start and live in the database of the services', () => {
  const values = Object.fromEntries(parametersOf(database({ extensions: [PostgresExtension.PG_CRON] })).map(({ name, value }) => [name, value]));

  expect(values.shared_preload_libraries).toBe('pg_stat_statements,pgaudit,pg_cron');
  expect(values['cron.database_name']).toBe('orders');
});

test('no option turns off what makes it secure', () => {
  expect(primary(database(EVERY_OPTION))).toMatchObject({
    storage_encrypted: true,
    publicly_accessible: false,
    deletion_protection: true,
    iam_database_authentication_enabled: true,
    skip_final_snapshot: false,
  });
  expect(parametersOf(database(EVERY_OPTION))).toContainEqual({ name: 'rds.force_ssl', value: '1', apply_method: 'immediate' });
});

test('replicas are private, encrypted, monitored and logged like the primary, and are backed up once promoted', () => {
  const output = database({ readReplicas: 2 });

  for (const number of [1, 2]) {
    const replica = output.resource('prod', 'aws_db_instance', `orders_replica${number}`);
    expect(replica).toMatchObject({
      replicate_source_db: '${aws_db_instance.orders.identifier}',
      storage_encrypted: true,
      publicly_accessible: false,
      iam_database_authentication_enabled: true,
      parameter_group_name: '${aws_db_parameter_group.orders_parameters.name}',
      vpc_security_group_ids: ['${aws_security_group.orders_security-group.id}'],
      backup_retention_period: 1,
    });
    expect(replica.depends_on).toContain(`aws_cloudwatch_log_group.orders_replica${number}_log_postgresql`);
    expect(output.resource('prod', 'aws_cloudwatch_log_group', `orders_replica${number}_log_postgresql`).name).toBe(`/aws/rds/instance/${replica.identifier}/postgresql`);
  }
});

test('RDS keeps the master password, except with replicas, where it is written once and to no state', () => {
  const alone = database({});
  const replicated = database({ readReplicas: 1 });
  const password = '${ephemeral.aws_secretsmanager_random_password.orders_master-password.random_password}';

  expect(primary(alone)).toMatchObject({ manage_master_user_password: true });
  expect(alone.terraform('prod')).not.toHaveProperty('ephemeral');
  expect(primary(replicated)).toMatchObject({ password_wo: password, password_wo_version: 1 });
  expect(primary(replicated)).not.toHaveProperty('manage_master_user_password');
  expect(primary(replicated)).not.toHaveProperty('password');
  expect(replicated.terraform('prod').resource).not.toHaveProperty('aws_secretsmanager_secret_rotation');
  expect(replicated.resource('prod', 'aws_secretsmanager_secret_version', 'orders_master-value')).not.toHaveProperty('secret_string');
  expect(replicated.terraform('prod').terraform.required_version).toBe('>= 1.11');
});

test('a service reads where the replicas are and may connect to them with its own role', () => {
  const output = synthesise(app => {
    const prod = app.environment('prod');
    new PlatformService(prod, 'api', { image: IMAGE }).bind(new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL, readReplicas: 1 }));
  });
  const { Statement: [statement] } = JSON.parse(output.resource('prod', 'aws_iam_policy', 'api_policy').policy);

  expect(JSON.parse(output.resource('prod', 'aws_ssm_parameter', 'orders_descriptor').value).readHosts).toBe('${aws_db_instance.orders_replica1.address}');
  expect(output.one('prod', 'api', 'Deployment').spec.template.spec.containers[0].env.map(({ name }: Document) => name)).toContain('PGREADHOSTS');
  expect(statement.Resource).toEqual(['orders', 'orders_replica1'].map(name =>
    `arn:aws:rds-db:eu-central-1:333333333333:dbuser:\${aws_db_instance.${name}.resource_id}/api_app`));
});

test('the database is part of the account\'s backup plan by its ARN, where the environment names one', () => {
  expect(database({}).resource('prod', 'aws_backup_selection', 'orders_backup')).toMatchObject({
    plan_id: 'platform-prod', iam_role_arn: 'arn:aws:iam::333333333333:role/platform-backup', resources: ['${aws_db_instance.orders.arn}'],
  });
  expect(database({}, {}, 'dev').terraform('dev').resource).not.toHaveProperty('aws_backup_selection');
});

test('backups are copied to the other region under a key of that region', () => {
  const output = database({});

  expect(output.terraform('prod').provider.aws).toEqual([
    { region: 'eu-central-1', allowed_account_ids: ['333333333333'] }, { alias: 'copies', region: 'eu-west-1', allowed_account_ids: ['333333333333'] },
  ]);
  expect(output.resource('prod', 'aws_db_instance_automated_backups_replication', 'orders_copies')).toMatchObject({
    source_db_instance_arn: '${aws_db_instance.orders.arn}', kms_key_id: '${aws_kms_key.orders_copies_key.arn}', retention_period: 35, provider: 'aws.copies',
  });
  expect(output.resource('prod', 'aws_kms_key', 'orders_copies_key')).toMatchObject({ provider: 'aws.copies', enable_key_rotation: true });
  expect(output.resource('prod', 'aws_kms_key', 'orders_copies_key').policy).toMatch(/rds\.eu-west-1\.amazonaws\.com/);
});

test('two databases share the provider of the other region', () => {
  const output = synthesise(app => ['orders', 'ledger'].forEach(name => new PostgresInstance(app.environment('prod'), name, { size: PostgresSize.SMALL })));

  expect(output.terraform('prod').provider.aws).toHaveLength(2);
});

test('nobody reads or writes with the key but through RDS, Secrets Manager, Parameter Store, Backup and the database\'s own log groups', () => {
  const { Statement } = JSON.parse(database({}).resource('prod', 'aws_kms_key', 'orders_key').policy) as { Statement: Document[] };
  const uses = Statement.filter(({ Action }) => [Action].flat().some((action: string) => /^kms:(\*|.*crypt|GenerateDataKey|ReEncrypt|CreateGrant)/.test(action)));

  expect(uses.map(({ Sid }) => Sid)).toEqual(['UseThroughServices', 'GrantsOfServices', 'Logs']);
  uses.slice(0, 2).forEach(({ Condition }) => expect(Condition.StringEquals['kms:ViaService']).toEqual(
    ['rds', 'secretsmanager', 'ssm', 'backup'].map(service => `${service}.eu-central-1.amazonaws.com`),
  ));
  expect(uses[1].Condition.Bool).toEqual({ 'kms:GrantIsForAWSResource': 'true' });
});

test('the key policy keeps far below the 32 KiB of KMS, with every replica', () => {
  const { policy } = database({ ...EVERY_OPTION, readReplicas: 15 }).resource('prod', 'aws_kms_key', 'orders_key');

  expect(policy.length).toBeLessThan(16 * 1024);
});

test('with roles for service accounts, the service\'s own role reads the descriptor', () => {
  const { props } = Standards.reference();
  const { prod } = props.environments;
  const cluster = { ...prod.cluster, workloadIdentity: WorkloadIdentity.IRSA, oidcIssuer: 'oidc.example.com/id/1' };
  const statements = (standards: Standards) => JSON.parse(synthesise(app => {
    const environment = app.environment('prod');
    new PlatformService(environment, 'api', { image: IMAGE }).bind(new PostgresInstance(environment, 'orders', { size: PostgresSize.SMALL }), { access: Access.READ });
  }, { standards }).resource('prod', 'aws_iam_policy', 'api_policy').policy).Statement as Document[];

  expect(statements(Standards.reference()).map(({ Action }) => Action)).toEqual([['rds-db:connect']]);
  expect(statements(Standards.fromProps({ ...props, environments: { prod: { ...prod, cluster } } })).slice(1)).toEqual([
    { Effect: 'Allow', Action: ['ssm:GetParameter'], Resource: ['arn:aws:ssm:eu-central-1:333333333333:parameter/example/prod/shop/orders/connection'] },
    { Effect: 'Allow', Action: ['kms:Decrypt'], Resource: ['${aws_kms_key.orders_key.arn}'] },
  ]);
});

test('the final snapshot of a second life of a database has another name', () => {
  const output = database({});

  expect(primary(output).final_snapshot_identifier).toBe('final-shop-orders-prod-${substr(terraform_data.orders_life.id, 0, 8)}');
  expect(output.resource('prod', 'terraform_data', 'orders_life').triggers_replace).toEqual({ identifier: 'shop-orders-prod' });
});

test('the largest production size keeps insights for 15 months, the others for a week', () => {
  expect(primary(database({ size: PostgresSize.LARGE }))).toMatchObject({ database_insights_mode: 'advanced', performance_insights_retention_period: 465 });
  expect(primary(database({ size: PostgresSize.MEDIUM }))).toMatchObject({ database_insights_mode: 'standard', performance_insights_retention_period: 7 });
});

test('deletion protection can be lifted in dev by the platform team alone', () => {
  expect(primary(database({}, { databases: { deletionProtection: { dev: false } } }, 'dev'), 'dev').deletion_protection).toBe(false);
  expect(primary(database({}, { databases: { deletionProtection: { dev: false } } })).deletion_protection).toBe(true);
});

test.each([
  ['2028-02-28', 'warning: [prod/orders] standard support of version 16 ends on 2029-02-28, 366 days after 2028-02-28; upgrade to 18', false],
  ['2028-02-29', 'warning: [prod/orders] standard support of version 16 ends on 2029-02-28, 365 days after 2028-02-29; upgrade to 18', true],
  ['2029-02-28', 'warning: [prod/orders] standard support of version 16 ends on 2029-02-28, 0 days after 2029-02-28; upgrade to 18', true],
])('on %s a synth warns as it should: %s (%s)', (asOf, warning, warned) => {
  database({ version: 16 }, { asOf });

  const printed = (process.stderr.write as jest.Mock).mock.calls.map(([text]) => String(text)).join('');
  expect(printed.includes(warning)).toBe(warned);
});

test('without a day in the standards nothing is said about support', () => {
  database({ version: 16 });

  expect((process.stderr.write as jest.Mock).mock.calls.join('')).not.toMatch(/warning/);
});

test('every derived name fits its limit and stays distinct', () => {
  fc.assert(fc.property(place, id, fc.integer({ min: 1, max: 15 }), (where, name, number) => {
    const replica = replicaIdentifier(where, name, number);

    for (const identifier of [databaseIdentifier(where, name), replica]) {
      expect(identifier).toMatch(/^[a-z](-?[a-z0-9]+)*$/);
      expect(identifier.length).toBeLessThanOrEqual(63);
      expect(alarmName(identifier, 'transaction-logs').length).toBeLessThanOrEqual(255);
    }
    expect(replica).not.toBe(replicaIdentifier(where, name, number + 1));
    expect(backupSelectionName(where, name)).toMatch(/^[A-Za-z0-9_-]{1,50}$/);
    expect(masterSecretName(where, name)).toMatch(/^[a-z0-9/-]{1,512}$/);
  }));
});

test('a replica never has the identifier of a database', () => {
  fc.assert(fc.property(place, id, id, fc.integer({ min: 1, max: 15 }), (where, name, other, number) => {
    expect(replicaIdentifier(where, name, number)).not.toBe(databaseIdentifier(where, other));
  }));
});

function database(props: Partial<PostgresInstanceProps>, standards: Partial<StandardsProps> = {}, environment = 'prod'): Synthesised {
  return synthesise(app => void new PostgresInstance(app.environment(environment), 'orders', { size: PostgresSize.SMALL, ...props }), {
    standards: Standards.fromProps({ ...Standards.reference().props, ...standards }),
  });
}

function primary(output: Synthesised, environment = 'prod'): Document {
  return output.resource(environment, 'aws_db_instance', 'orders');
}

function parametersOf(output: Synthesised): Document[] {
  return output.resource('prod', 'aws_db_parameter_group', 'orders_parameters').parameter;
}
