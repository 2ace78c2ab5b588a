import * as fc from 'fast-check';
import { normalised, planned } from '../../src/policy/terraform-values';
import { isUnknown, legible } from '../../src/policy/unknown';

type Body = Record<string, unknown>;

/** Texts in which nothing means anything to Terraform, and which are no JSON. */
const plain = fc.string({ unit: 'grapheme-ascii' }).filter(text => !/[${}%[]/.test(text) && !['true', 'false'].includes(text));
const name = fc.stringMatching(/^[a-z][a-z_]{0,8}x$/);
const scalar = fc.oneof(plain, fc.boolean(), fc.integer());
const body: fc.Arbitrary<Body> = fc.letrec<{ body: Body; value: unknown }>(tie => ({
  body: fc.dictionary(name, tie('value'), { maxKeys: 4, depthIdentifier: 'body' }),
  value: fc.oneof({ depthIdentifier: 'body', maxDepth: 3 }, scalar, fc.array(scalar, { minLength: 1, maxLength: 3 }), fc.array(tie('body'), { minLength: 1, maxLength: 2 })),
})).body;

/** The same in another form: a list of one block as the block, a truth as a text. */
function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 1 && typeof value[0] === 'object' ? rewritten(value[0]) : value.map(rewritten);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, rewritten(entry)]))
    : typeof value === 'boolean' ? String(value) : value;
}

test('a body is the same in every form that Terraform takes', () => {
  fc.assert(fc.property(body, written => {
    expect(normalised(rewritten(written) as Body)).toEqual(normalised(written));
  }));
});

test('what a plan knows is what was written', () => {
  fc.assert(fc.property(body, written => {
    expect(normalised(planned(written, {}, {}) as Body)).toEqual(normalised(written));
  }));
});

test('a text of a plan is never an expression, whatever is in it', () => {
  fc.assert(fc.property(fc.string().filter(text => !/^\s*[[{]|^(true|false)$|\$\$|%%/.test(text)), text => {
    expect(normalised({ a: planned(text, false) })).toEqual({ a: text });
  }));
});

test('a text with a value that only Terraform knows is unknown, wherever in it that is', () => {
  fc.assert(fc.property(plain, plain, fc.constantFrom('${var.a}', '${local.b[0]}', '${1 == 2}', '%{ if true }a%{ endif }', '${aws_db_instance.a.multi_az}', '${each.value}'), (before, after, expression) => {
    expect(isUnknown(normalised({ a: before + expression + after }).a)).toBe(true);
  }));
});

test.each([
  ['an ARN', '${aws_kms_key.orders.arn}'],
  ['a part of an ARN', 'arn:aws:rds-db:eu-central-1:333333333333:dbuser:${aws_db_instance.orders.resource_id}/api'],
  ['an attribute of a block', '${aws_db_instance.orders.master_user_secret[0].secret_arn}'],
  ['one of several', '${aws_s3_bucket.files["a"].id}'],
  ['what a data source looked up', '${data.aws_vpc.main.cidr_block}'],
  ['a document of a data source', '${data.aws_iam_policy_document.api.json}'],
])('%s is known well enough', (_, text) => {
  expect(normalised({ a: text })).toEqual({ a: text });
});

test.each([
  ['a setting of another resource', '${aws_db_instance.orders.storage_encrypted}'],
  ['a policy of AWS that is looked up', '${data.aws_iam_policy.admin.arn}'],
  ['a choice', '${var.a ? aws_kms_key.a.arn : aws_kms_key.b.arn}'],
  ['a function of an ARN', '${replace(aws_kms_key.a.arn, "/.*/", "*")}'],
  ['an id of something else than AWS', '${terraform_data.life.id}'],
  ['a document with something around it', ' ${data.aws_iam_policy_document.api.json}'],
  ['more dollars than two', '$$${aws_kms_key.orders.arn}'],
])('%s is unknown', (_, text) => {
  expect(isUnknown(normalised({ a: text }).a)).toBe(true);
});

test('JSON in a text is what it says', () => {
  expect(normalised({ policy: '{"Statement":[{"Resource":"${aws_sqs_queue.mails.arn}","Condition":{"Bool":{"a":"false"}}}]}' }))
    .toEqual({ policy: { Statement: [{ Resource: '${aws_sqs_queue.mails.arn}', Condition: { Bool: { a: 'false' } } }] } });
});

test.each([
  ['a variable, which may have a quotation mark in it', '{"Sid":"${var.sid}"}'],
  ['a name, which may have a quotation mark in it', '{"Sid":"${aws_cloudwatch_metric_alarm.cpu.alarm_name}"}'],
  ['an ARN with a free name in it', '{"Resource":"${aws_cloudwatch_metric_alarm.cpu.arn}"}'],
  ['a key that is an expression', '{"${var.key}":"a"}'],
])('JSON in a text is unknown with %s', (_, policy) => {
  expect(isUnknown(normalised({ policy }).policy)).toBe(true);
});

test('blocks that are multiplied are there once, and nobody knows how often', () => {
  const { rule } = normalised({ rule: { id: 'a' }, dynamic: { rule: { for_each: '${var.rules}', content: { id: '${rule.key}', status: 'Enabled' } } } }) as { rule: unknown[] };

  expect(isUnknown(rule[0])).toBe(true);
  expect(rule.slice(1).map(legible)).toEqual([{ id: 'a' }, { id: '${rule.key}', status: 'Enabled' }]);
});

test('a map with a key that is an expression may say anything', () => {
  expect(isUnknown(normalised({ tags: { 'a': 'b', '${var.key}': 'c' } }).tags)).toBe(true);
});

test('what must not be shown is as unknown as what is not known yet', () => {
  const read = normalised(planned(
    { password: 'hunter22', encrypted: true, tags: { a: 'secret', b: 'known' } }, { arn: true }, { password: true, encrypted: true, tags: { a: true } },
  ) as Body);

  expect(JSON.stringify(read)).not.toMatch(/hunter22|secret/);
  expect(legible(read)).toEqual({ password: '(sensitive)', encrypted: true, tags: { a: '(sensitive)', b: 'known' }, arn: '(known after apply)' });
});

test('a field without a value is as good as absent', () => {
  expect(normalised({ 'a': null, 'b': [], 'c': { d: null }, 'tags': { e: null }, '//': {} })).toEqual({ c: [{}], tags: {} });
});
