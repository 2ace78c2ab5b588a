import fc from 'fast-check';
import { IdentityStatement, policyDocuments } from '../../src/workload/policy-documents';
import { Document, IMAGE, synthesise } from '../synthesised';
import { PlatformService } from 'pavement';

const LIMIT = 6144;

function rights(statements: readonly { Action: string[]; Resource: string[]; Condition?: unknown }[]): string[] {
  return [...new Set(statements.flatMap(({ Action, Resource, Condition }) =>
    Action.flatMap(action => Resource.map(resource => JSON.stringify([action, resource, Condition ?? {}])))))].sort();
}

function allowed(documents: string[]): string[] {
  return rights(documents.flatMap(document => (JSON.parse(document) as Document).Statement));
}

const STATEMENTS = fc.array(fc.record({
  actions: fc.uniqueArray(fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage'), { minLength: 1 }),
  resources: fc.uniqueArray(fc.nat(150).map(i => `arn:aws:s3:::${'bucket-with-a-long-name-'.repeat(3)}${i}/*`), { minLength: 1, maxLength: 60 }),
  conditions: fc.option(fc.constantFrom({ StringEquals: { 'aws:ResourceAccount': '111111111111' } }, { StringEquals: { 'aws:ResourceAccount': '222222222222' } }), { nil: undefined }),
}), { maxLength: 12 });

test('policies allow what the statements allow, no more and no less, and each of them fits IAM', () => {
  fc.assert(fc.property(STATEMENTS, statements => {
    const documents = policyDocuments(statements);

    expect(allowed(documents)).toEqual(rights(statements.map(({ actions, resources, conditions }) =>
      ({ Action: actions, Resource: resources, Condition: conditions }))));
    documents.forEach(document => expect(document.length).toBeLessThanOrEqual(LIMIT));
  }));
});

test('each right is said once', () => {
  const statement = (actions: string[], resources: string[]): IdentityStatement => ({ actions, resources });

  expect(policyDocuments([
    statement(['s3:GetObject'], ['arn:a']), statement(['s3:PutObject'], ['arn:a']), statement(['s3:GetObject'], ['arn:b']), statement(['s3:PutObject'], ['arn:b', 'arn:a']),
  ]).map(document => (JSON.parse(document) as Document).Statement)).toEqual([
    [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:a', 'arn:b'] }],
  ]);
});

test('statements with other conditions stay apart', () => {
  const [document] = policyDocuments([
    { actions: ['s3:GetObject'], resources: ['arn:a'] }, { actions: ['s3:GetObject'], resources: ['arn:b'], conditions: { Bool: { 'aws:SecureTransport': 'true' } } },
  ]);

  expect((JSON.parse(document) as Document).Statement).toHaveLength(2);
});

test('what does not fit one policy goes into several, each attached to the role', () => {
  const resources = Array.from({ length: 150 }, (_, i) => `arn:aws:s3:::acme-reports-of-a-department-with-a-long-name-${i}/*`);
  const output = synthesise(app => {
    new PlatformService(app.environment('prod'), 'api', { image: IMAGE, permissions: [{ actions: ['s3:GetObject'], resources }] });
  });

  const policies = Object.entries<Document>(output.terraform('prod').resource.aws_iam_policy);
  expect(policies.map(([id, { name }]) => [id, name])).toEqual([['api_policy', 'shop-api-prod-bindings'], ['api_policy-2', expect.stringMatching(/^shop-api-prod-bindings-2-[a-z0-9]{8}$/)]]);
  expect(allowed(policies.map(([, { policy }]) => policy))).toHaveLength(150);
  expect(Object.values<Document>(output.terraform('prod').resource.aws_iam_role_policy_attachment).map(({ policy_arn }) => policy_arn)).toEqual([
    '${aws_iam_policy.api_policy.arn}', '${aws_iam_policy.api_policy-2.arn}',
  ]);
});

test('more than a role can have is refused', () => {
  const resources = Array.from({ length: 1000 }, (_, i) => `arn:aws:s3:::acme-reports-of-a-department-with-a-long-name-${i}/*`);

  expect(() => synthesise(app => {
    new PlatformService(app.environment('prod'), 'api', { image: IMAGE, permissions: [{ actions: ['s3:GetObject'], resources }] });
  })).toThrow('[prod/api] bindings and permissions must fit 10 IAM policies of a role, got 12; name fewer resources, or one ARN with * at its end for several');
});
