import { EVERY_OPTION } from './every-option';
import { DATABASE_POLICY, DATABASE_SIZES } from '../../src/standards/defaults';
import { Tier } from '../../src/standards/standards-props';
import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import { PlatformService, PostgresInstance, PostgresInstanceProps, PostgresSize } from 'pavement';

const EVERY = Object.values(Tier).flatMap(tier => Object.values(PostgresSize).map(size => ({ tier, size })));

test.each(EVERY)('a $size database in $tier has the class, storage and standby of the catalogue', ({ tier, size }) => {
  const { instanceClasses, storageGiB, maxStorageGiB, multiAz } = DATABASE_SIZES[tier][size];

  expect(instance(database(tier, { size }), tier)).toMatchObject({
    instance_class: instanceClasses[0],
    allocated_storage: storageGiB,
    max_allocated_storage: maxStorageGiB,
    multi_az: multiAz,
    backup_retention_period: DATABASE_POLICY.backupRetentionDays[tier],
  });
});

test.each(EVERY)('a $size database in $tier is encrypted, private, protected and without a password in the state', ({ tier, size }) => {
  const resource = instance(database(tier, { size }), tier);

  expect(resource).toMatchObject({
    storage_encrypted: true,
    kms_key_id: '${aws_kms_key.orders_key.arn}',
    publicly_accessible: false,
    deletion_protection: true,
    skip_final_snapshot: false,
    delete_automated_backups: false,
    manage_master_user_password: true,
    iam_database_authentication_enabled: true,
    copy_tags_to_snapshot: true,
  });
  expect(resource).not.toHaveProperty('password');
});

test('Terraform refuses to destroy it in staging and production', () => {
  expect(instance(database('dev'), 'dev').lifecycle.prevent_destroy).toBe(false);
  expect(instance(database('staging'), 'staging').lifecycle.prevent_destroy).toBe(true);
  expect(instance(database('prod'), 'prod').lifecycle.prevent_destroy).toBe(true);
});

test('the version decides engine and parameter group together', () => {
  const output = database('prod', { version: 17 });

  expect(instance(output, 'prod').engine_version).toBe('17');
  expect(output.resource('prod', 'aws_db_parameter_group', 'orders_parameters').family).toBe('postgres17');
});

test('the parameter group refuses connections without TLS', () => {
  const { parameter } = database('prod').resource('prod', 'aws_db_parameter_group', 'orders_parameters');

  expect(parameter).toContainEqual({ name: 'rds.force_ssl', value: '1', apply_method: 'immediate' });
});

test('every taggable resource says who owns it, who pays and where it is', () => {
  const taggable = new Set([
    'aws_cloudwatch_log_group', 'aws_db_instance', 'aws_db_parameter_group', 'aws_db_subnet_group', 'aws_iam_policy', 'aws_iam_role', 'aws_kms_key',
    'aws_security_group', 'aws_cloudwatch_metric_alarm', 'aws_db_event_subscription', 'aws_secretsmanager_secret', 'aws_ssm_parameter', 'aws_vpc_security_group_ingress_rule', 'aws_eks_pod_identity_association',
  ]);
  const resources = Object.entries<Document>(everyOption().terraform('prod').resource)
    .flatMap(([type, byName]) => Object.values<Document>(byName).map(body => ({ type, tags: body.tags })));

  expect(new Set(resources.map(({ type }) => type).filter(type => !taggable.has(type)))).toEqual(new Set([
    'aws_backup_selection', 'aws_db_instance_automated_backups_replication', 'aws_iam_role_policy_attachment', 'aws_kms_alias',
    'aws_secretsmanager_secret_version', 'terraform_data',
  ]));
  resources.filter(({ type }) => taggable.has(type)).forEach(({ tags }) => expect(tags).toMatchObject({
    'platform.example.com/owner': 'team-payments', 'platform.example.com/cost-center': 'cc-1001', 'platform.example.com/environment': 'prod',
  }));
});

test('every role carries the permissions boundary of the environment', () => {
  const roles = Object.values<Document>(bound().terraform('prod').resource.aws_iam_role);

  expect(roles).toHaveLength(3);
  roles.forEach(role => expect(role.permissions_boundary).toBe('arn:aws:iam::333333333333:policy/platform-boundary'));
});

test('no policy allows every action or every resource', () => {
  const statements = Object.values<Document>(bound().terraform('prod').resource.aws_iam_policy)
    .flatMap(({ policy }) => JSON.parse(policy).Statement as Document[]);

  expect(statements.length).toBeGreaterThan(2);
  statements.forEach(({ Action, Resource }) => {
    [Action].flat().forEach((action: string) => expect(action).not.toMatch(/\*/));
    [Resource].flat().forEach((resource: string) => expect(resource).toMatch(/^(arn:aws:[a-z-]+:eu-central-1:333333333333:|\$\{[a-z0-9_.\[\]]+arn\}$)/));
  });
});

test('its log groups exist, encrypted and expiring, before the instance would create its own', () => {
  const output = database('prod');

  for (const log of ['postgresql', 'upgrade']) {
    const { identifier, depends_on } = instance(output, 'prod');
    expect(output.resource('prod', 'aws_cloudwatch_log_group', `orders_log_${log}`)).toMatchObject({
      name: `/aws/rds/instance/${identifier}/${log}`, retention_in_days: 365, kms_key_id: '${aws_kms_key.orders_key.arn}',
    });
    expect(depends_on).toContain(`aws_cloudwatch_log_group.orders_log_${log}`);
  }
});

test('the key may be used by exactly the log groups of the instance', () => {
  const output = database('prod');
  const logs = JSON.parse(output.resource('prod', 'aws_kms_key', 'orders_key').policy).Statement.find(({ Sid }: { Sid: string }) => Sid === 'Logs');

  expect(logs.Condition.ArnEquals['kms:EncryptionContext:aws:logs:arn']).toEqual(['postgresql', 'upgrade'].map(log =>
    `arn:aws:logs:eu-central-1:333333333333:log-group:${output.resource('prod', 'aws_cloudwatch_log_group', `orders_log_${log}`).name}`));
});

test('the security group has no rule of its own: only what is bound gets in', () => {
  expect(database('prod').terraform('prod').resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
  expect(Object.keys(bound().terraform('prod').resource.aws_vpc_security_group_ingress_rule)).toEqual(['orders_from_api']);
});

test('the connection descriptor holds no secret', () => {
  const { type, value } = database('prod').resource('prod', 'aws_ssm_parameter', 'orders_descriptor');

  expect(type).toBe('SecureString');
  expect(Object.keys(JSON.parse(value)).sort()).toEqual(['dbname', 'host', 'masterSecretArn', 'port', 'region', 'resourceId']);
  expect(JSON.parse(value).masterSecretArn).toBe('${aws_db_instance.orders.master_user_secret[0].secret_arn}');
});

test('the state of a system and environment is an object of its own, encrypted and locked', () => {
  const { backend, required_version, required_providers } = database('staging').terraform('staging').terraform;

  expect(backend.s3).toEqual({
    bucket: 'example-terraform-staging', region: 'eu-central-1', key: 'shop/staging/terraform.tfstate', encrypt: true, use_lockfile: true,
  });
  expect(required_version).toBe('>= 1.10');
  expect(required_providers.aws.version).toBe('~> 5.100');
});

function database(environment: string, props: Partial<PostgresInstanceProps> = {}): Synthesised {
  return synthesise(app => new PostgresInstance(app.environment(environment), 'orders', { size: PostgresSize.SMALL, ...props }));
}

function bound(): Synthesised {
  return synthesise(app => {
    const prod = app.environment('prod');
    new PlatformService(prod, 'api', { image: IMAGE }).bind(new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL }));
  });
}

function everyOption(): Synthesised {
  return synthesise(app => {
    const prod = app.environment('prod');
    new PlatformService(prod, 'api', { image: IMAGE }).bind(new PostgresInstance(prod, 'orders', EVERY_OPTION));
  });
}

function instance(output: Synthesised, environment: string): Document {
  return output.resource(environment, 'aws_db_instance', 'orders');
}
