import { policyStatements } from '../../src/policy/policy-statements';
import { unknown } from '../../src/policy/unknown';

const NOTHING = { Effect: undefined, Action: [], NotAction: [], Resource: [], NotResource: [], Principal: {}, NotPrincipal: {}, Condition: {} };

function statements(policy: unknown): unknown[] {
  return policyStatements('aws_iam_policy', { name: 'api', policy });
}

test('what may be one or several is a list', () => {
  expect(statements({ Statement: { Effect: 'Allow', Action: 's3:GetObject', NotAction: ['a', 'b'], Resource: '*', NotResource: null } })).toEqual([
    { ...NOTHING, Effect: 'Allow', Action: ['s3:GetObject'], NotAction: ['a', 'b'], Resource: ['*'] },
  ]);
  expect(statements({ Statement: [{ Effect: 'Deny' }, 'no statement', {}] })).toEqual([{ ...NOTHING, Effect: 'Deny' }, NOTHING]);
});

test.each<[string, unknown, unknown]>([
  ['anyone', '*', { '*': ['*'] }],
  ['nobody that is known', unknown('${var.who}'), { '*': [unknown('${var.who}')] }],
  ['somebody', { AWS: 'arn:aws:iam::111111111111:root', Service: ['a', 'b'] }, { AWS: ['arn:aws:iam::111111111111:root'], Service: ['a', 'b'] }],
  ['nobody', undefined, {}],
  ['another text, which IAM refuses', 'me', {}],
])('a principal that is %s is by type', (_, principal, byType) => {
  expect(statements({ Statement: { Principal: principal } })).toEqual([{ ...NOTHING, Principal: byType }]);
  expect(statements({ Statement: { NotPrincipal: principal } })).toEqual([{ ...NOTHING, NotPrincipal: byType }]);
});

test('values of conditions are texts, as IAM compares them', () => {
  expect(statements({ Statement: { Condition: { Bool: { 'aws:SecureTransport': false }, NumericLessThan: { 'aws:age': [1, '2', null] }, Null: 'no mapping' } } })).toEqual([
    { ...NOTHING, Condition: { Bool: { 'aws:SecureTransport': ['false'] }, NumericLessThan: { 'aws:age': ['1', '2', null] }, Null: {} } },
  ]);
});

test('policies are found however deep, in every attribute', () => {
  const body = { policy: { Statement: { Effect: 'Allow' } }, inline_policy: [{ name: 'a', policy: { Statement: { Effect: 'Deny' } } }, 'text'], name: 'api', size: 1, none: null };

  expect(policyStatements('aws_iam_role', body).map(({ Effect }) => Effect)).toEqual(['Allow', 'Deny']);
});

test('a policy that Terraform writes from blocks is read like any other', () => {
  expect(policyStatements('data.aws_iam_policy_document', {
    statement: [
      {
        actions: ['s3:GetObject'],
        not_actions: 'a',
        resources: ['r'],
        not_resources: ['n'],
        principals: [{ type: 'AWS', identifiers: 'me' }, { type: 'Service', identifiers: ['a', 'b'] }],
        not_principals: { type: '*', identifiers: ['*'] },
        condition: [
          { test: 'Bool', variable: 'a', values: [true] },
          { test: 'Bool', variable: 'b', values: 'x' },
          { test: 'StringEquals', variable: 'a', values: ['y'] },
        ],
      },
      { effect: 'Deny' },
      'no block',
    ],
    policy: { Statement: { Effect: 'none of this type' } },
  })).toEqual([
    {
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      NotAction: ['a'],
      Resource: ['r'],
      NotResource: ['n'],
      Principal: { AWS: ['me'], Service: ['a', 'b'] },
      NotPrincipal: { '*': ['*'] },
      Condition: { Bool: { a: ['true'], b: ['x'] }, StringEquals: { a: ['y'] } },
    },
    { ...NOTHING, Effect: 'Deny' },
  ]);
  expect(policyStatements('aws_iam_policy', { statement: { actions: ['a'] } })).toEqual([]);
});
