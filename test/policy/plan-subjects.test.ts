import { destroyed } from './destroyed';
import { FACTS } from './example-facts';
import { planSubjects } from '../../src/policy/plan-subjects';
import { Subject } from '../../src/policy/subject';
import { ResourceChange, TerraformPlan } from '../../src/policy/terraform-plan';
import { configuration } from '../../src/policy/terraform-subjects';
import { legible } from '../../src/policy/unknown';

type Document = any; // eslint-disable-line @typescript-eslint/no-explicit-any

function created(address: string, after: unknown, others: Partial<ResourceChange['change']> = {}): ResourceChange {
  const [, type, name] = /(aws_[a-z0-9_]+)\.(\w+)/.exec(address)!;
  return { address, mode: 'managed', type, name, change: { actions: ['create'], after, ...others } };
}

function configured(type: string, name: string, references: Record<string, string[]>) {
  return { mode: 'managed', type, name, expressions: Object.fromEntries(Object.entries(references).map(([key, names]) => [key, { references: names }])) };
}

function resources(plan: TerraformPlan, stack?: Document): Subject[] {
  return planSubjects(plan, 'plan.json', FACTS, stack && { configuration: configuration(stack) }).filter(({ scope }) => scope === 'resource');
}

const POLICY = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"${aws_s3_bucket.files.arn}/*"}]}';
const OPEN_POLICY: TerraformPlan = {
  resource_changes: [created('aws_iam_policy.api', { name: 'api' }, { after_unknown: { policy: true, arn: true } })],
  configuration: { root_module: { resources: [configured('aws_iam_policy', 'api', { policy: ['aws_s3_bucket.files.arn', 'aws_s3_bucket.files'] })] } },
};

test('what is known after apply is read from the configuration', () => {
  const [policy] = resources(OPEN_POLICY, { resource: { aws_iam_policy: { api: { name: 'api', policy: POLICY } } } });

  expect(policy.variables).toMatchObject({ open: [], statements: [{ Action: ['s3:GetObject'], Resource: ['${aws_s3_bucket.files.arn}/*'] }] });
});

test('a configuration that mentions something else is not believed', () => {
  const [policy] = resources(OPEN_POLICY, { resource: { aws_iam_policy: { api: { policy: POLICY.replace('files', 'others') } } } });

  expect(policy.variables).toMatchObject({ open: ['policy'], statements: [] });
});

test('a configuration that has a plain value is not believed, because the plan would know that', () => {
  const [policy] = resources(OPEN_POLICY, { resource: { aws_iam_policy: { api: { policy: '{"Statement":[]}' } } } });

  expect(policy.variables.open).toEqual(['policy']);
});

test('without a configuration it stays unknown', () => {
  expect(resources(OPEN_POLICY)[0].variables.open).toEqual(['policy']);
});

test('what the provider fills in is as good as absent, unless something was written', () => {
  const plan = (expressions: Record<string, string[]>): TerraformPlan => ({
    resource_changes: [created('aws_db_instance.orders', {}, { after_unknown: { kms_key_id: true } })],
    configuration: { root_module: { resources: [configured('aws_db_instance', 'orders', expressions)] } },
  });
  const stack = { resource: { aws_db_instance: { orders: { engine: 'postgres' } } } };

  expect(resources(plan({}), stack)[0].object).toEqual({});
  expect(legible(resources(plan({ kms_key_id: ['var.key'] }), stack)[0].object)).toEqual({ kms_key_id: '(known after apply)' });
});

test('tags are those that the resource will have', () => {
  const [queue, alias] = resources({
    resource_changes: [created('aws_sqs_queue.mails', { tags: { a: '1' }, tags_all: { a: '1', b: '2' } }), created('aws_kms_alias.orders', { name: 'alias/orders' })],
  });

  expect(queue.variables.tags).toEqual({ a: '1', b: '2' });
  expect(alias.variables).not.toHaveProperty('tags');
});

test('resources of modules are found, each with what is beside it', () => {
  const plan: TerraformPlan = {
    resource_changes: [created('module.files.aws_s3_bucket.files', { bucket: 'files' }), created('module.files.aws_s3_bucket_versioning.files', {})],
    configuration: {
      root_module: {
        module_calls: {
          files: {
            source: './files',
            module: { resources: [configured('aws_s3_bucket', 'files', {}), configured('aws_s3_bucket_versioning', 'files', { bucket: ['aws_s3_bucket.files.id', 'aws_s3_bucket.files'] })] },
          },
        },
      },
    },
  };

  const [bucket] = resources(plan);

  expect(bucket.target).toMatchObject({ kind: 'aws_s3_bucket', name: 'module.files.aws_s3_bucket.files' });
  expect(bucket.variables.mentionedBy).toMatchObject({ aws_s3_bucket_versioning: [{ attribute: 'bucket', exact: true }] });
});

test('of what is made several times each belongs to its own', () => {
  const plan: TerraformPlan = {
    resource_changes: [
      ...['["a"]', '["b.c"]'].map(index => created(`aws_s3_bucket.files${index}`, { bucket: `files${index}` })),
      created('aws_s3_bucket_versioning.files["a"]', {}),
    ],
    configuration: {
      root_module: {
        resources: [
          configured('aws_s3_bucket', 'files', {}),
          configured('aws_s3_bucket_versioning', 'files', { bucket: ['aws_s3_bucket.files', 'each.key'] }),
        ],
      },
    },
  };

  expect(resources(plan).map(({ target, variables }) => [target.name, Object.keys(variables.mentionedBy as object)])).toEqual([
    ['files["a"]', ['aws_s3_bucket_versioning']], ['files["b.c"]', []], ['files["a"]', []],
  ]);
});

test('a choice between two is not the one or the other', () => {
  const plan: TerraformPlan = {
    resource_changes: [created('aws_s3_bucket.a', {}), created('aws_s3_bucket.b', {}), created('aws_s3_bucket_versioning.a', {})],
    configuration: {
      root_module: {
        resources: [configured('aws_s3_bucket_versioning', 'a', { bucket: ['var.b', 'aws_s3_bucket.a.id', 'aws_s3_bucket.a', 'aws_s3_bucket.b.id', 'aws_s3_bucket.b'] })],
      },
    },
  };

  expect(resources(plan)[0].variables.mentionedBy).toMatchObject({ aws_s3_bucket_versioning: [{ exact: false }] });
});

test('data sources that were read before the plan are looked at', () => {
  const plan: TerraformPlan = {
    resource_changes: [],
    prior_state: { values: { root_module: { resources: [{ address: 'data.http.page', mode: 'data', type: 'http', name: 'page', values: { url: 'https://example.com' } }] } } },
  };

  expect(resources(plan).map(({ target }) => target)).toMatchObject([{ kind: 'data.http', name: 'page' }]);
});

test('what is destroyed or replaced is named with its reason, and what holds nothing is not', () => {
  const change = (address: string, actions: string[], others: object = {}): ResourceChange =>
    ({ ...created(address, null), ...others, change: { actions, before: {}, ...others } });
  const plan: TerraformPlan = {
    resource_changes: [
      change('aws_sqs_queue.mails', ['create', 'delete'], { replace_paths: [['name']] }),
      change('aws_db_instance.orders', ['delete'], { action_reason: 'delete_because_no_resource_config' }),
      change('aws_db_instance.replica', ['delete'], { before: { replicate_source_db: 'orders' } }),
      change('aws_kms_key.orders', ['update']),
      change('aws_s3_bucket.files', ['forget']),
      change('aws_iam_role.api', ['delete']),
    ],
  };

  expect(destroyed(plan)).toEqual([
    { address: 'aws_db_instance.orders', type: 'aws_db_instance', actions: ['delete'], because: [], reason: 'delete_because_no_resource_config' },
    { address: 'aws_sqs_queue.mails', type: 'aws_sqs_queue', actions: ['create', 'delete'], because: ['name'] },
  ]);
});

test('a secret of a plan is in no finding', () => {
  const [instance] = resources({ resource_changes: [created('aws_db_instance.orders', { password: 'hunter22' }, { after_sensitive: { password: true } })] });

  expect(JSON.stringify(instance)).not.toContain('hunter22');
});

test('rules know that it is a plan which they look at', () => {
  expect(resources({ resource_changes: [created('aws_sqs_queue.mails', {})] })[0].variables.planned).toBe(true);
});

test('where the configuration says which construct made a resource, a finding in the plan says it too', () => {
  const [made, other] = resources({ resource_changes: [created('aws_sqs_queue.mails', {}), created('aws_sqs_queue.other', {})] }, {
    resource: { aws_sqs_queue: { mails: { '//': { metadata: { path: 'prod/mails' } } }, other: {} } },
  });

  expect(made.target.constructPath).toBe('prod/mails');
  expect(other.target).not.toHaveProperty('constructPath');
});

describe('a configuration beside a plan', () => {
  const open = (references: Record<string, string[]>, after: Record<string, unknown> = {}): TerraformPlan => ({
    resource_changes: [created('aws_db_instance.orders', after, { after_unknown: { kms_key_id: after.kms_key_id === undefined, subnets: true } })],
    configuration: { root_module: { resources: [configured('aws_db_instance', 'orders', references)] } },
  });
  const key = (plan: TerraformPlan, body: Record<string, unknown>) =>
    (legible(resources(plan, { resource: { aws_db_instance: { orders: body } } })[0].object) as Record<string, unknown>).kms_key_id;

  test('is believed for an attribute, whatever the others mention', () => {
    const plan = open({ kms_key_id: ['aws_kms_key.k.arn'], subnets: ['aws_subnet.a.id'] });

    expect(key(plan, { kms_key_id: '${aws_kms_key.k.arn}', subnets: '${aws_subnet.b.id}' })).toBe('${aws_kms_key.k.arn}');
  });

  test('is believed in whatever order it mentions others', () => {
    const plan = open({ kms_key_id: ['aws_kms_key.z.arn', 'aws_kms_key.a.arn'] });

    expect(key(plan, { kms_key_id: ['${aws_kms_key.a.arn}', '${aws_kms_key.z.arn}'] })).toEqual(['${aws_kms_key.a.arn}', '${aws_kms_key.z.arn}']);
  });

  test('is not asked for what the plan knows', () => {
    const plan = open({ kms_key_id: ['aws_kms_key.k.arn'] }, { kms_key_id: 'arn:aws:kms:eu-central-1:333333333333:key/1' });

    expect(key(plan, { kms_key_id: '${aws_kms_key.k.arn}' })).toBe('arn:aws:kms:eu-central-1:333333333333:key/1');
  });
});
