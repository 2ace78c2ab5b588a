import { PreparedAccount, accountStandards } from './harness/account';
import { Cloud, LocalAws, startLocalAws } from './harness/local-aws';
import { LocalStack, PlannedChange, StackJson, StateResource } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
import { Outcome } from './harness/run';
import { SHORTCOMINGS } from './local-aws/shortcomings';
import { EVERY_OPTION } from '../postgres/every-option';
import { Document, IMAGE, synthesise } from '../synthesised';
import { PlatformService, PostgresInstance, PostgresInstanceProps, PostgresSize, Standards } from 'pavement';

const REGION = 'eu-central-1';
const RUNS = (['moto_server', 'ministack'] as const).flatMap((cloud) => (['dev', 'prod'] as const).map((environment) => ({ cloud, environment })));

/** What happened to a database in a cloud of its own: no two instances of moto can be told apart by their resource id. */
interface Run {
  readonly stack: StackJson;
  readonly validated: Outcome;
  readonly applied: Outcome;
  readonly secondPlan: PlannedChange[];
  readonly state: StateResource[];
  readonly stateText: string;
  readonly found: Document;
  readonly everything: Outcome;
  readonly directly: Document;
  readonly destroyed: Outcome;
  readonly afterwards: Document;
}

const runs = new Map<string, Run>();
const run = (cloud: Cloud, environment: string): Run => {
  const done = runs.get(`${cloud} ${environment}`);
  if (!done) throw new Error(`nothing came of ${environment} on ${cloud}`);
  return done;
};

(partsOrSkip('terraform', 'python3') ? describe : describe.skip)('Terraform with the AWS provider, against a local AWS', () => {
  beforeAll(async () => {
    await Promise.all(RUNS.map(async ({ cloud, environment }) => {
      const aws = await startLocalAws(cloud);
      try {
        runs.set(`${cloud} ${environment}`, await lifeOf(aws, environment));
      } finally {
        await aws.stop();
      }
    }));
  });

  describe.each(RUNS)('$cloud, $environment', ({ cloud, environment }) => {
    const { cannotApply, forgets } = SHORTCOMINGS[cloud];

    test('finds nothing wrong and applies', () => {
      const { validated, applied } = run(cloud, environment);

      expect([validated.status, validated.stderr]).toEqual([0, '']);
      expect([applied.status, applied.stderr]).toEqual([0, '']);
    });

    test('cannot apply exactly what is known', () => {
      const { everything, stack } = run(cloud, environment);
      const used = Object.keys(cannotApply).filter((type) => type in stack.resource);

      const failed = [...everything.stderr.matchAll(/^\s*│?\s*with ([a-z0-9_]+)\./gm)].map(([, type]) => type);

      expect([...new Set(failed)].sort()).toEqual(used.sort());
    });

    test('a second plan changes nothing but what the cloud is known to forget', () => {
      const { secondPlan } = run(cloud, environment);

      const changes = secondPlan.flatMap(({ address, attributes }) => attributes.map((attribute) => `${address.split('.')[0]}.${attribute}`));
      expect([...new Set(changes)].filter((change) => !(change in forgets))).toEqual([]);
    });
  });
});

/** From the synthesised stack to its end. */
async function lifeOf(aws: LocalAws, environment: string): Promise<Run> {
  const account = await aws.script<PreparedAccount>('prepare.py', REGION);
  const standards = accountStandards(account);
  const stack = synthesised(standards, environment);
  const cannot = Object.keys(SHORTCOMINGS[aws.cloud].cannotApply);
  const possible = without(stack, cannot);
  const identifier = `shop-orders-${environment}`;
  const local = new LocalStack(aws);
  try {
    await local.use(possible);
    const validated = await local.validate();
    const applied = await local.apply();
    const secondPlan = await local.plan();
    const state = await local.state();
    const stateText = await local.stateText();
    const found = await aws.script<Document>('read_back.py', REGION, {
      identifier, descriptor: `/example/${environment}/shop/orders/connection`, plan: account.backupPlan.planId, resources: taggable(state),
    });
    await local.use(stack);
    const everything = await local.apply();
    const directly = await aws.script<Document>('delete_directly.py', REGION, { identifier, delete: true });
    await local.use(without(synthesised(accountStandards(account, { deletionProtection: { dev: false } }), environment), cannot));
    const lifted = await local.apply();
    const destroyed = lifted.status === 0 ? await local.destroy() : lifted;
    const afterwards = await aws.script<Document>('delete_directly.py', REGION, { identifier, delete: false });
    return { stack, validated, applied, secondPlan, state, stateText, found, everything, directly, destroyed, afterwards };
  } finally {
    local.delete();
  }
}

function synthesised(standards: Standards, environment: string, props: Partial<PostgresInstanceProps> = {}): StackJson {
  return synthesise((app) => {
    const at = app.environment(environment);
    new PlatformService(at, 'api', { image: IMAGE }).bind(new PostgresInstance(at, 'orders', { size: PostgresSize.SMALL, ...props }));
  }, { standards }).terraform(environment) as StackJson;
}

function without(stack: StackJson, types: string[]): StackJson {
  return { ...stack, resource: Object.fromEntries(Object.entries(stack.resource).filter(([type]) => !types.includes(type))) };
}

/** What of the state can carry tags, as the script that reads them wants it. */
function taggable(state: StateResource[]): object[] {
  return state.filter(({ values }) => 'tags_all' in values).map(({ address, type, values }) => ({
    address, type, arn: values.arn, id: type === 'aws_iam_role' ? values.name : values.id, cluster: values.cluster_name, association: values.association_id,
  }));
}
