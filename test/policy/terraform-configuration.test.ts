import { FACTS } from './example-facts';
import { Subject } from '../../src/policy/subject';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';
import { isUnknown } from '../../src/policy/unknown';

type Document = Record<string, unknown>;

function subjects(document: Document): Subject[] {
  return terraformSubjects(configuration(document), 'stacks/prod/cdk.tf.json', FACTS, { serviceAccounts: ['shop/api'] });
}

function one(type: string, body: Document, others: Document = {}): Subject {
  return subjects({ ...others, resource: { [type]: { a: body } } })[0];
}

test('resources and data sources are found in every form, comments are not', () => {
  const { resources, blocks } = configuration({
    '//': { metadata: {} },
    'resource': [{ '//': { why: { x: 1 } }, 'aws_sqs_queue': [{ '//': { why: 'x' }, 'a': [{ name: 'a' }, { name: 'b' }], 'c': { name: 'c' } }] }, { random_id: { d: { byte_length: 4 } } }],
    'data': { aws_vpc: { main: { default: 'true' } } },
    'output': { url: { value: '${aws_sqs_queue.a.url}' } },
    'terraform': [{ required_version: '1' }],
    'check': { '//': { why: 'x' }, 'health': { assert: { condition: true } } },
  });

  expect(resources.map(({ type, name, address, body, tags }) => ({ type, name, address, body, tags }))).toEqual([
    { type: 'aws_sqs_queue', name: 'a', address: 'aws_sqs_queue.a', body: { name: 'a' }, tags: {} },
    { type: 'aws_sqs_queue', name: 'a', address: 'aws_sqs_queue.a', body: { name: 'b' }, tags: {} },
    { type: 'aws_sqs_queue', name: 'c', address: 'aws_sqs_queue.c', body: { name: 'c' }, tags: {} },
    { type: 'random_id', name: 'd', address: 'random_id.d', body: { byte_length: 4 }, tags: undefined },
    { type: 'data.aws_vpc', name: 'main', address: 'data.aws_vpc.main', body: { default: true }, tags: undefined },
  ]);
  expect(Object.keys(blocks)).toEqual(['output', 'terraform', 'check']);
  expect(blocks.terraform).toEqual([{ required_version: '1' }]);
  expect(blocks.check).toEqual([{ health: [{ assert: [{ condition: true }] }] }]);
});

const PROVIDERS = {
  provider: { aws: [{ default_tags: { tags: { team: 'payments', cost: 'c' } } }, { alias: 'us', default_tags: [{ tags: { team: 'us' } }] }, { alias: 'bare' }] },
};

test.each<[string, Document, unknown]>([
  ['its own before those of the provider', { tags: { team: 'own' } }, { team: 'own', cost: 'c' }],
  ['those of the provider that it names', { provider: 'aws.us' }, { team: 'us' }],
  ['none where the provider that it names has none', { provider: 'aws.bare' }, {}],
  ['its own where there is no such provider', { provider: 'aws.gone', tags: { a: 'b' } }, { a: 'b' }],
])('the tags of a resource are %s', (_, body, tags) => {
  expect(one('aws_sqs_queue', body, PROVIDERS).variables.tags).toEqual(tags);
});

test('tags are unknown where the resource\'s or the provider\'s are', () => {
  expect(isUnknown(one('aws_sqs_queue', { tags: '${var.tags}' }, PROVIDERS).variables.tags)).toBe(true);
  expect(isUnknown(one('aws_sqs_queue', {}, { provider: { aws: { default_tags: { tags: '${var.tags}' } } } }).variables.tags)).toBe(true);
});

test('what takes no tags has none', () => {
  expect(one('aws_kms_alias', { name: 'a' }, PROVIDERS).variables).not.toHaveProperty('tags');
});

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, []],
  ['everything', 'all', ['all']],
  ['everything, in a list', ['*'], ['*']],
  ['what a control asks for', ['storage_encrypted', 'name'], ['storage_encrypted']],
  ['a part of it', ['tags["team"]', 'rule[0].id', 'policy.x'], ['tags', 'rule', 'policy']],
  ['it in the old form', ['${storage_encrypted}'], ['${storage_encrypted}']],
  ['what is no name', ['a-b'], ['a-b']],
])('a lifecycle that ignores %s is known', (_, ignored, names) => {
  expect(one('aws_db_instance', { lifecycle: { ignore_changes: ignored } }).variables.ignored).toEqual(names);
});

test('guarded attributes that are computed are open, others are not', () => {
  expect(one('aws_db_instance', { storage_encrypted: '${var.a}', username: '${var.b}', multi_az: true, rule: [{ id: '${var.c}' }] }).variables.open).toEqual(['storage_encrypted', 'rule']);
});

test('a resource has the statements of the documents that it is given, and of those that these are made from', () => {
  const document = (action: string, others: Document = {}) => ({ statement: { actions: [action] }, ...others });
  const [policy, choice, later] = subjects({
    resource: {
      aws_iam_policy: {
        a: { policy: '${data.aws_iam_policy_document.a.json}' },
        b: { policy: '${var.x ? data.aws_iam_policy_document.a.json : data.aws_iam_policy_document.b.json}' },
        c: { policy: '{"Statement":[{"Action":"c"}]}', depends_on: ['data.aws_iam_policy_document.a'] },
      },
    },
    data: {
      aws_iam_policy_document: {
        a: document('a', { source_policy_documents: ['${data.aws_iam_policy_document.b.json}'] }),
        b: document('b', { override_policy_documents: ['${data.aws_iam_policy_document.a.json}', '${data.aws_iam_policy_document.gone.json}'] }),
      },
    },
  });
  const actions = ({ variables }: Subject) => (variables.statements as { Action: string[] }[]).flatMap(({ Action }) => Action);

  expect([actions(policy), actions(choice), actions(later)]).toEqual([['a', 'b'], [], ['c']]);
});

test('each resource is a subject with what is around it, and the rest of the file is one', () => {
  const [queue, stack, ...more] = subjects({
    resource: { aws_sqs_queue: { a: { '//': { metadata: { path: 'prod/mails/queue' } }, 'name': 'mails' } } },
    terraform: { backend: { s3: { encrypt: true } } },
  });

  expect(more).toEqual([]);
  expect(queue).toMatchObject({
    scope: 'resource',
    environment: FACTS,
    target: { plane: 'terraform', environment: FACTS.name, file: 'stacks/prod/cdk.tf.json', kind: 'aws_sqs_queue', name: 'a', constructPath: 'prod/mails/queue' },
    object: { name: 'mails' },
    variables: {
      environment: FACTS, type: 'aws_sqs_queue', name: 'a', planned: false, serviceAccounts: ['shop/api'], statements: [], mentions: {}, mentionedBy: {}, tags: {}, open: [], ignored: [],
    },
  });
  expect(stack).toEqual({
    scope: 'stack',
    environment: FACTS,
    target: { plane: 'terraform', environment: FACTS.name, file: 'stacks/prod/cdk.tf.json', kind: 'terraform', name: FACTS.name },
    object: { terraform: [{ backend: [{ s3: [{ encrypt: true }] }] }] },
    variables: { environment: FACTS, secretTexts: [], credentials: [], types: ['aws_sqs_queue'] },
  });
});

test.each([[undefined], ['text'], [{}], [{ metadata: 'x' }], [{ metadata: { path: 5 } }]])('with the note %j nobody says what made a resource', note => {
  expect(one('aws_sqs_queue', { '//': note }).target).not.toHaveProperty('constructPath');
});
