import { FACTS } from './example-facts';
import { planSubjects } from '../../src/policy/plan-subjects';
import { Subject } from '../../src/policy/subject';
import { ResourceChange, TerraformPlan, isPlan } from '../../src/policy/terraform-plan';
import { legible } from '../../src/policy/unknown';

function change(address: string, others: Partial<ResourceChange> = {}, after: unknown = {}): ResourceChange {
  const [, type, name] = /([a-z]+_[a-z0-9_]+)\.(\w+)/.exec(address)!;
  return { address, mode: 'managed', type, name, change: { actions: ['create'], after }, ...others };
}

function resources(plan: TerraformPlan): Subject[] {
  return planSubjects(plan, 'plan.json', FACTS).filter(({ scope }) => scope === 'resource');
}

/** What a queue mentions whose configuration says an expression of its attribute `kms_key_id`. */
function mentioned(expression: unknown, others: object = {}): unknown {
  const plan: TerraformPlan = {
    resource_changes: [change('aws_sqs_queue.a'), change('aws_kms_key.k'), change('aws_kms_key.other')],
    configuration: { root_module: { resources: [{ mode: 'managed', type: 'aws_sqs_queue', name: 'a', expressions: { kms_key_id: expression }, ...others }] } },
  };
  const { mentions } = resources(plan)[0].variables as { mentions: Record<string, { type: string; exact: boolean }[]> };
  return Object.fromEntries(Object.entries(mentions).map(([attribute, all]) => [attribute, all.map(({ exact }) => exact)]));
}

test.each<[string, unknown, unknown]>([
  ['a reference', { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] }, { kms_key_id: [true] }],
  ['a reference beside a variable', { references: ['var.a', 'aws_kms_key.k'] }, { kms_key_id: [false] }],
  ['two references', { references: ['aws_kms_key.k', 'aws_kms_key.other'] }, { kms_key_id: [false, false] }],
  ['a reference once by itself and once with another', [{ x: { references: ['aws_kms_key.k'] } }, { x: { references: ['aws_kms_key.k', 'aws_kms_key.other'] } }], { kms_key_id: [true, false] }],
  ['a reference deep in a block', [{ rule: [{ key: { references: ['aws_kms_key.k'] } }] }], { kms_key_id: [true] }],
  ['a reference to what is not there', { references: ['aws_kms_key.gone'] }, {}],
  ['a constant', { constant_value: 'a' }, {}],
  ['nothing', null, {}],
])('%s is mentioned as the configuration says it', (_, expression, mentions) => {
  expect(mentioned(expression)).toEqual(mentions);
});

test('what a resource waits for is mentioned too', () => {
  expect(mentioned(null, { depends_on: ['aws_kms_key.k'] })).toEqual({ depends_on: [true] });
});

test('a resource of a module is called by its whole address, others by their name', () => {
  const data = change('data.aws_vpc.main', { mode: 'data' });

  expect(resources({ resource_changes: [change('module.a.aws_sqs_queue.b["x"]'), change('aws_sqs_queue.b[0]'), data] }).map(({ target: { kind, name } }) => [kind, name]))
    .toEqual([['aws_sqs_queue', 'module.a.aws_sqs_queue.b["x"]'], ['aws_sqs_queue', 'b[0]'], ['data.aws_vpc', 'main']]);
});

test('what is destroyed is no resource any more', () => {
  expect(resources({ resource_changes: [change('aws_sqs_queue.a', {}, null), change('aws_sqs_queue.b', { change: { actions: ['delete'] } })] })).toEqual([]);
});

test('provisioners of the configuration are in the body', () => {
  const plan: TerraformPlan = {
    resource_changes: [change('aws_sqs_queue.a')],
    configuration: { root_module: { resources: [{ mode: 'managed', type: 'aws_sqs_queue', name: 'a', provisioners: [{ type: 'local-exec' }] }] } },
  };

  expect(resources(plan)[0].object).toEqual({ provisioner: [{ type: 'local-exec' }] });
});

test('data sources of modules are looked at, those that are in the plan itself once', () => {
  const read = (address: string) => ({ address, mode: 'data', type: 'aws_vpc', name: 'main', values: { a: 1 }, sensitive_values: { b: true } });
  const plan: TerraformPlan = {
    resource_changes: [change('data.aws_vpc.main', { mode: 'data' }, { a: 2 })],
    prior_state: {
      values: {
        root_module: {
          resources: [read('data.aws_vpc.main'), { ...read('aws_sqs_queue.a'), mode: 'managed' }],
          child_modules: [{ resources: [read('module.net.data.aws_vpc.main')], child_modules: [{ resources: [read('module.net.module.b.data.aws_vpc.main')] }] }],
        },
      },
    },
  };

  expect(resources(plan).map(({ target: { name }, object }) => [name, object])).toEqual([
    ['main', { a: 2 }], ['module.net.data.aws_vpc.main', { a: 1 }], ['module.net.module.b.data.aws_vpc.main', { a: 1 }],
  ]);
});

test('tags that only Terraform will know stay unknown, and none are an empty mapping', () => {
  const tagged = (after: unknown, open: unknown) => legible(resources({
    resource_changes: [change('aws_sqs_queue.a', { change: { actions: ['create'], after, after_unknown: open } })],
  })[0].variables.tags);

  expect(tagged({ tags_all: { a: '1' } }, {})).toEqual({ a: '1' });
  expect(tagged({}, { tags_all: true })).toBe('(known after apply)');
  expect(tagged({ tags_all: { a: null } }, { tags_all: { a: true } })).toEqual({ a: '(known after apply)' });
  expect(tagged({ tags_all: null }, {})).toEqual({});
  expect(tagged({}, {})).toBeUndefined();
});

test('the plan itself says whether it is all, and which modules and providers it uses', () => {
  const about = (plan: TerraformPlan) => planSubjects(plan, 'plan.json', FACTS).find(({ target }) => target.kind === 'plan');

  expect(about({
    complete: false,
    configuration: { provider_config: { aws: { full_name: 'registry.terraform.io/hashicorp/aws' }, odd: {} }, root_module: { module_calls: { files: { source: './files' } } } },
  })).toEqual({
    scope: 'stack',
    environment: FACTS,
    target: { plane: 'terraform', environment: FACTS.name, file: 'plan.json', kind: 'plan', name: FACTS.name },
    object: { complete: false, modules: ['files'], providers: ['registry.terraform.io/hashicorp/aws', ''] },
    variables: { environment: FACTS },
  });
  expect(about({})?.object).toEqual({ complete: true, modules: [], providers: [] });
});

test.each<[unknown, boolean]>([
  [{ format_version: '1.2', resource_changes: [] }, true], [{ format_version: '1.0', values: {} }, false], [{ resource_changes: [] }, false],
  [null, false], ['plan', false], [undefined, false],
])('%j is a plan: %s', (document, is) => {
  expect(isPlan(document)).toBe(is);
});

test('the only instance of what is counted is mentioned by what is not, and by every instance of what is', () => {
  const plan: TerraformPlan = {
    resource_changes: [change('aws_sqs_queue.a'), change('aws_sqs_queue.b[0]'), change('aws_sqs_queue.b[1]'), change('aws_kms_key.k[0]')],
    configuration: {
      root_module: {
        resources: ['a', 'b'].map(name => ({ mode: 'managed', type: 'aws_sqs_queue', name, expressions: { kms_key_id: { references: ['aws_kms_key.k'] } } })),
      },
    },
  };

  expect(resources(plan).slice(0, 3).map(({ variables }) => Object.keys(variables.mentions as object))).toEqual([['kms_key_id'], ['kms_key_id'], ['kms_key_id']]);
});

test('a data source is found by what mentions it', () => {
  const plan: TerraformPlan = {
    resource_changes: [change('aws_sqs_queue.a'), change('data.aws_kms_key.k', { mode: 'data' })],
    configuration: {
      root_module: {
        resources: [
          { mode: 'managed', type: 'aws_sqs_queue', name: 'a', expressions: { kms_key_id: { references: ['data.aws_kms_key.k.arn'] } } },
          { mode: 'data', type: 'aws_kms_key', name: 'k', expressions: { key_id: { references: ['aws_sqs_queue.a.name'] } } },
        ],
      },
    },
  };
  const [queue, key] = resources(plan);

  expect(queue.variables.mentions).toMatchObject({ kms_key_id: [{ type: 'data.aws_kms_key', exact: true }] });
  expect(key.variables.mentions).toMatchObject({ key_id: [{ type: 'aws_sqs_queue' }] });
});
