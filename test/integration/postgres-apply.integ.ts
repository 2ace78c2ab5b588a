import { Document } from '../synthesised';
import { PreparedAccount, accountStandards, retired, synthesised } from './harness/account';
import { Cloud, LocalAws, onCloud } from './harness/local-aws';
import { LocalStack, PlannedChange, StackJson, StateResource } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
import { Outcome } from './harness/run';
import { SHORTCOMINGS } from './local-aws/shortcomings';
import { Standards } from 'pavement';

const REGION = 'eu-central-1';
const RUNS = (['moto_server', 'ministack'] as const).flatMap((cloud) => (['dev', 'prod'] as const).map((environment) => ({ cloud, environment })));

/** What happened to a database in a cloud of its own: moto gives all instances one resource id, by which the provider looks them up. */
interface Life {
  readonly stack: StackJson;
  readonly validated: Outcome;
  readonly applied: Outcome;
  readonly secondPlan: PlannedChange[];
  readonly state: StateResource[];
  readonly found: Document;
  /** The apply of the whole stack, with what the cloud cannot do. */
  readonly everything: Outcome;
  /** What RDS said to being asked past Terraform. */
  readonly directly: Document;
  /** A destroy after the standards have lifted the deletion protection of dev. */
  readonly attempted: Outcome;
  /** The same without what the cloud cannot destroy. */
  readonly destroyed: Outcome;
  readonly afterwards: Document;
  /** In production: what Terraform did about a database that the program has retired, and what it knew of it then. */
  readonly letGo?: Retired;
}

/** What happened when the program let go of its database. */
interface Retired {
  readonly planned: PlannedChange[];
  readonly applied: Outcome;
  readonly state: StateResource[];
  /** Addresses of all that Terraform was to forget. */
  readonly needed: string[];
  readonly instances: string[];
}

const lives = new Map<string, Life>();

(partsOrSkip('terraform', 'python3') ? describe : describe.skip)('Terraform with the AWS provider, against a local AWS', () => {
  beforeAll(async () => {
    // most of it is the provider's waiting, so all of them wait at once
    await Promise.all(RUNS.map(async ({ cloud, environment }) => onCloud(cloud, async (aws) => {
      lives.set(`${cloud} ${environment}`, await lifeOf(aws, environment));
    })));
  });

  describe.each(RUNS)('$cloud, $environment', ({ cloud, environment }) => {
    const { cannotApply, cannotTell, cannotDestroy, forgets } = SHORTCOMINGS[cloud];
    const life = (): Life => {
      const lived = lives.get(`${cloud} ${environment}`);
      if (!lived) throw new Error(`nothing came of ${environment} on ${cloud}`);
      return lived;
    };
    const size = { dev: ['db.t4g.small', 20, 50, false, 7], prod: ['db.m8g.large', 100, 390, true, 35] }[environment];

    test('finds nothing wrong and applies', () => {
      const { validated, applied } = life();

      expect([validated.status, validated.stderr]).toEqual([0, '']);
      expect([applied.status, applied.stderr]).toEqual([0, '']);
    });

    test('cannot apply exactly what is known, and nothing else', () => {
      const { everything, stack, state } = life();
      const [{ values: { master_user_secret: secrets } }] = state.filter(({ type }) => type === 'aws_db_instance');

      const failed = [...everything.stderr.matchAll(/in resource\.([a-z0-9_]+)\./g)].map(([, type]) => type);

      expect(everything.status).toBe(1);
      expect([...new Set(failed)].sort()).toEqual(Object.keys(cannotApply).filter((type) => type in stack.resource).sort());
      expect(secrets).toHaveLength(Object.keys(cannotTell).length === 0 ? 1 : 0);
    });

    test('a second plan changes nothing but what the cloud is known to forget', () => {
      const changes = life().secondPlan.flatMap(({ address, attributes }) => attributes.map((attribute) => `${address.split('.')[0]}.${attribute}`));

      expect([...new Set(changes)].sort()).toEqual(Object.keys(forgets).sort());
    });

    test('the database is of its size, private, encrypted with its own key, backed up, and takes IAM tokens', () => {
      const { instance, key, keyRotates, keyAliases } = life().found;

      const { DBInstanceClass, AllocatedStorage, MaxAllocatedStorage, MultiAZ, BackupRetentionPeriod } = instance;
      expect([DBInstanceClass, AllocatedStorage, MaxAllocatedStorage, MultiAZ, BackupRetentionPeriod]).toEqual(size);
      expect(instance).toMatchObject({
        StorageEncrypted: true, PubliclyAccessible: false, IAMDatabaseAuthenticationEnabled: true, DeletionProtection: true, CopyTagsToSnapshot: true,
      });
      expect(instance.KmsKeyId).toBe(key.Arn);
      expect([key.KeyManager, key.KeyState, keyRotates, keyAliases]).toEqual(['CUSTOMER', 'Enabled', true, [`alias/example/${environment}/shop/orders`]]);
    });

    test('RDS keeps the master password in a secret of its own', () => {
      const { found: { instance, secret, key } } = life();

      expect(Boolean(secret)).toBe(Object.keys(cannotTell).length === 0);
      if (secret) {
        expect(instance.MasterUserSecret).toMatchObject({ SecretStatus: 'active', KmsKeyId: key.Arn });
        expect(secret.RotationRules).toMatchObject({ AutomaticallyAfterDays: 30 });
      }
    });

    test('the state holds no password', () => {
      const [instance] = life().state.filter(({ type }) => type === 'aws_db_instance');

      expect(instance.values).toMatchObject({ password: null, manage_master_user_password: true });
    });

    test('PostgreSQL is told what the parameter group says', () => {
      const { stack, found } = life();
      const [{ parameter }] = Object.values(stack.resource.aws_db_parameter_group) as { parameter: { name: string; value: string }[] }[];

      expect(parameter.length).toBeGreaterThan(15);
      expect(found.parameters).toMatchObject(Object.fromEntries(parameter.map(({ name, value }) => [name, value])));
    });

    test('the cluster\'s Pods get in on the port of the database, and nobody else on any', () => {
      const [rule, ...others] = life().found.ingress;

      expect(others).toEqual([]);
      expect([rule.IpProtocol, rule.FromPort, rule.ToPort, rule.IpRanges.map(({ CidrIp }: Document) => CidrIp)]).toEqual(['tcp', 15432, 15432, ['10.0.0.0/17']]);
    });

    test('the descriptor says where the database is, and no secret', () => {
      const { descriptor, instance } = life().found;

      expect(descriptor.type).toBe('SecureString');
      expect(Object.keys(descriptor.value).sort()).toEqual(['dbname', 'host', 'masterSecretArn', 'port', 'region', 'resourceId']);
      expect(descriptor.value).toMatchObject({ host: instance.Endpoint.Address, port: '15432', dbname: 'orders', region: REGION, resourceId: instance.DbiResourceId });
    });

    test('its logs expire after a year and are encrypted with its key', () => {
      const { logGroups, key } = life().found;

      expect(logGroups).toHaveLength(2);
      logGroups.forEach((group: Document) => expect(group).toMatchObject({ retentionInDays: 365, kmsKeyId: key.Arn }));
    });

    test('its alarms exist and speak to the team', () => {
      const { alarms } = life().found;
      const declared = Object.values(life().stack.resource.aws_cloudwatch_metric_alarm);

      const thresholds = Object.fromEntries(alarms.map(({ AlarmName, Threshold }: Document) => [AlarmName, Threshold]));
      expect(thresholds).toEqual(Object.fromEntries(declared.map((alarm) => [alarm.alarm_name, alarm.threshold])));
      alarms.forEach(({ AlarmActions }: Document) => expect(AlarmActions).toEqual([expect.stringMatching(/:alarms-team-payments$/)]));
    });

    test('every resource that can carry tags says who owns it, who pays and where it is', () => {
      const { tags } = life().found;

      expect(Object.keys(tags).length).toBeGreaterThan(10);
      Object.entries(tags).forEach(([address, found]) => expect([address, found]).toEqual([address, expect.objectContaining({
        'platform.example.com/owner': 'team-payments', 'platform.example.com/cost-center': 'cc-1001', 'platform.example.com/environment': environment,
      })]));
    });

    test('RDS refuses to delete it', () => {
      const { answer, instances } = life().directly;

      expect(answer).toMatch(/protect/i);
      expect(instances).toEqual([`shop-orders-${environment}`]);
    });

    test(environment === 'prod' ? 'Terraform refuses to destroy it' : 'Terraform destroys it once the standards allow it, and a snapshot stays', () => {
      const { attempted, destroyed, afterwards: { instances, snapshots } } = life();

      if (environment === 'prod') {
        expect([destroyed.status, destroyed.stderr]).toEqual([1, expect.stringMatching(/Instance cannot be destroyed/)]);
        expect(instances).toEqual(['shop-orders-prod']);
      } else {
        expect(attempted.status).toBe(Object.keys(cannotDestroy).length === 0 ? 0 : 1);
        expect([destroyed.status, destroyed.stderr]).toEqual([0, '']);
        expect([instances, snapshots]).toEqual([[], [expect.stringMatching(/^final-shop-orders-dev-[0-9a-f]{8}$/)]]);
      }
    });

    if (environment === 'prod') {
      test('retired, it stays with its key, its network and its logs, and Terraform no longer knows it', () => {
        const { planned, applied, state, needed, instances } = life().letGo!;

        const kept = planned.filter(({ address }) => needed.includes(address));
        expect(needed).toContain('aws_kms_key.orders_key');
        expect([...new Set(kept.map(({ actions }) => actions.join()))]).toEqual(['forget']);
        expect(kept.map(({ address }) => address).sort()).toEqual(needed.filter((address) => !(address.split('.')[0] in cannotApply)).sort());
        expect([applied.status, applied.stderr]).toEqual([0, '']);
        expect(state.filter(({ type }) => type.startsWith('aws_'))).toEqual([]);
        expect(instances).toEqual(['shop-orders-prod']);
      });
    }
  });
});

/** From the synthesised stack to its end. */
async function lifeOf(aws: LocalAws, environment: string): Promise<Life> {
  const account = await aws.script<PreparedAccount>('prepare.py', REGION);
  const stack = synthesised(accountStandards(account), environment);
  const identifier = `shop-orders-${environment}`;
  const local = new LocalStack(aws);
  try {
    await local.use(possible(stack, aws.cloud));
    const validated = await local.validate();
    const applied = await local.apply();
    const secondPlan = await local.plan();
    const state = await local.state();
    const found = await aws.script<Document>('read_back.py', REGION, {
      identifier, descriptor: `/example/${environment}/shop/orders/connection`, plan: account.backupPlan.planId, resources: taggable(state),
    });
    const directly = await aws.script<Document>('delete_directly.py', REGION, { identifier, delete: true });
    await local.use(told(stack, aws.cloud));
    const everything = await local.apply();
    await local.use(possible(synthesised(accountStandards(account, { deletionProtection: { dev: false } }), environment), aws.cloud));
    const lifted = await local.apply();
    const attempted = lifted.status === 0 ? await local.destroy() : lifted;
    await local.forget(environment === 'dev' ? Object.keys(SHORTCOMINGS[aws.cloud].cannotDestroy) : []);
    const destroyed = attempted.status === 0 || environment === 'prod' ? attempted : await local.destroy();
    const afterwards = await aws.script<Document>('delete_directly.py', REGION, { identifier, delete: false });
    const letGo = environment === 'prod' ? await retire(aws, local, accountStandards(account)) : undefined;
    return { stack, validated, applied, secondPlan, state, found, everything, directly, attempted, destroyed, afterwards, letGo };
  } finally {
    local.delete();
  }
}

/** Applies the stack from which the database is gone. */
async function retire(aws: LocalAws, local: LocalStack, standards: Standards): Promise<Retired> {
  const stack = retired(standards, 'prod');
  const { removed } = stack as StackJson & { removed: { from: string }[] };
  await local.forget(Object.keys(SHORTCOMINGS[aws.cloud].cannotDestroy));
  await local.use(stack);
  const planned = await local.plan();
  const applied = await local.apply();
  const { instances } = await aws.script<Document>('delete_directly.py', REGION, { identifier: 'shop-orders-prod', delete: false });
  return { planned, applied, state: await local.state(), needed: removed.map(({ from }) => from), instances };
}

/** The stack as far as the cloud can do it. */
function possible(stack: StackJson, cloud: Cloud): StackJson {
  const { cannotApply } = SHORTCOMINGS[cloud];
  return told({ ...stack, resource: Object.fromEntries(Object.entries(stack.resource).filter(([type]) => !(type in cannotApply))) }, cloud);
}

/** The stack with a text in the place of what the cloud cannot tell: a reference to it would keep Terraform from planning anything. */
function told(stack: StackJson, cloud: Cloud): StackJson {
  const references = Object.keys(SHORTCOMINGS[cloud].cannotTell);
  return JSON.parse(references.reduce((json, reference) => json.replaceAll(`\${${reference}}`, 'unknown'), JSON.stringify(stack))) as StackJson;
}

/** What of the state can carry tags, as the script that reads them wants it. */
function taggable(state: StateResource[]): object[] {
  return state.filter(({ values }) => 'tags_all' in values).map(({ address, type, values }) => ({
    address, type, arn: values.arn, id: type === 'aws_iam_role' ? values.name : values.id, cluster: values.cluster_name, association: values.association_id,
  }));
}
