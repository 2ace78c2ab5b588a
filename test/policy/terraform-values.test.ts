import * as fc from 'fast-check';
import { normalised, planned, records } from '../../src/policy/terraform-values';
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

test.each<[string, Body, Body]>([
  ['a truth in a text', { a: 'true', b: 'false', c: 'True', d: 'true ', e: 'untrue' }, { a: true, b: false, c: 'True', d: 'true ', e: 'untrue' }],
  ['a truth in a list', { a: ['true', 'x', 1] }, { a: [true, 'x', 1] }],
  ['a truth in a map, where it is a text', { tags: { a: 'true' } }, { tags: { a: 'true' } }],
  ['a block', { rule: { a: 'true' } }, { rule: [{ a: true }] }],
  ['a block of which there are several', { rule: [{ a: 'true' }, { b: {} }] }, { rule: [{ a: true }, { b: [{}] }] }],
  ['what is only called like a map', { tags_of: { a: 1 }, mytags: { a: 1 } }, { tags_of: [{ a: 1 }], mytags: [{ a: 1 }] }],
  ['a comment', { '//': 'why', 'a': 1, 'rule': { '//': 'why' }, 'tags': { '//': 'why', 'b': '2' } }, { a: 1, rule: [{}], tags: { b: '2' } }],
  ['what says nothing', { a: null, b: undefined, c: [], d: '', e: 0, f: false, tags: { g: null, h: undefined, i: '' } }, { d: '', e: 0, f: false, tags: { i: '' } }],
  ['an expression that is written as a text', { a: '$${x} %%{ y }', tags: { b: '$${x}' } }, { a: '${x} %{ y }', tags: { b: '${x}' } }],
  ['JSON in a text', { a: '{"b":[{"c":"$${x}","d":1}]}', e: ' \n[1]' }, { a: { b: [{ c: '${x}', d: 1 }] }, e: [1] }],
  ['JSON in a list', { a: ['{"b":1}'] }, { a: [{ b: 1 }] }],
  ['JSON in a map, where it is a text', { tags: { a: '{"b":1}' } }, { tags: { a: '{"b":1}' } }],
  ['what only begins like JSON', { a: '{b', c: '[', d: 'x{"e":1}' }, { a: '{b', c: '[', d: 'x{"e":1}' }],
  ['a block that is not multiplied', { dynamic: { '//': 'why' }, a: 1 }, { a: 1 }],
])('%s is read as Terraform reads it', (_, written, read) => {
  expect(normalised(written)).toEqual(read);
});

test.each(['dimensions', 'tags', 'tags_all', 'variables', 'request_parameters', 'response_parameters', 'labels', 'metadata', 'triggers', 'triggers_replace', 'input', 'output', 'environment_variables', 'parameters'])(
  '%s is a map and no block', type => {
    expect(normalised({ [type]: { a: 'b' } })).toEqual({ [type]: { a: 'b' } });
  });

test('what is open in a map or in a list is open there and nowhere else', () => {
  expect(legible(normalised({ tags: { a: '${var.a}', b: 'c' }, list: ['${var.b}', 'd'] }))).toEqual({ tags: { a: '${var.a}', b: 'c' }, list: ['${var.b}', 'd'] });
  expect(isUnknown((normalised({ tags: { a: '${var.a}' } }).tags as Body).a)).toBe(true);
  expect(isUnknown((normalised({ list: ['${var.b}', 'd'] }).list as unknown[])[0])).toBe(true);
  expect(isUnknown((normalised({ list: ['${var.b}', 'd'] }).list as unknown[])[1])).toBe(false);
});

test('a block may be multiplied in several ways, and beside none', () => {
  const { rule, other } = normalised({ dynamic: [{ rule: [{ content: [{ id: 'a' }, { id: 'b' }] }, { content: { id: 'c' } }] }, { other: {} }] }) as Record<string, unknown[]>;

  expect(rule.map(legible)).toEqual(['(known after apply)', { id: 'a' }, { id: 'b' }, { id: 'c' }]);
  expect(other.map(legible)).toEqual(['(known after apply)']);
});

test.each<[string, Parameters<typeof planned>, unknown]>([
  ['what is known', [{ a: [1, 'b', null, true] }, {}, {}], { a: [1, 'b', null, true] }],
  ['nothing', [null, false], null],
  ['what is open', [null, true], '(known after apply)'],
  ['what is open although there is a value', ['x', true], '(known after apply)'],
  ['a list of which one is open', [['a', null], [false, true]], ['a', '(known after apply)']],
  ['a list that grows by what is open', [['a'], [false, true]], ['a', '(known after apply)']],
  ['a list of which all is open', [undefined, [true]], ['(known after apply)']],
  ['a list whose openness is not said', [['a'], undefined], ['a']],
  ['a map of which one is open', [{ a: 'b' }, { c: true }], { a: 'b', c: '(known after apply)' }],
  ['a map of which all is open', [undefined, { c: true }], { c: '(known after apply)' }],
  ['a text that must not be shown', ['x', false, true], '(sensitive)'],
  ['a number, even one that is marked as sensitive', [5, false, true], 5],
  ['a list that must not be shown', [['a', ['b']], false, true], ['(sensitive)', ['(sensitive)']]],
  ['a map that must not be shown', [{ a: 'b', c: { d: 'e' } }, {}, true], { a: '(sensitive)', c: { d: '(sensitive)' } }],
  ['a list of which one must not be shown', [['a', 'b'], false, [true]], ['(sensitive)', 'b']],
  ['what is said to be hidden and is not there', [['a'], false, [false, true]], ['a']],
])('%s of a plan is as it would be written', (_, args, written) => {
  expect(legible(planned(...args))).toEqual(written);
});

test('a text of a plan keeps its dollars and per cent signs', () => {
  expect(planned('${a} %{b} $c {d}', false)).toBe('$${a} %%{b} $c {d}');
});

test('the objects in a value are those of a list, or the value itself', () => {
  expect([records({ a: 1 }), records([{ a: 1 }, 'b', { c: 2 }]), records('a'), records(undefined), records([[{ a: 1 }]])])
    .toEqual([[{ a: 1 }], [{ a: 1 }, { c: 2 }], [], [], []]);
});
