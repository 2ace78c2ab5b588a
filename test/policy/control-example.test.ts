import { ControlExample, subjectsOf } from '../../src/policy/control-example';
import { EXAMPLE_FACTS } from '../../src/policy/example-facts';
import { Target } from '../../src/policy/subject';
import { Tier } from '../../src/standards/standards-props';

const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'shop', name: 'api' } };
const BUCKET = { resource: { aws_s3_bucket: { store: { bucket: 'store' } } } };
const VALUES = { bucket: 'store' };
const PLAN = {
  planned_values: { root_module: { resources: [{ address: 'aws_s3_bucket.store', mode: 'managed', type: 'aws_s3_bucket', name: 'store', values: VALUES }] } },
  resource_changes: [{ address: 'aws_s3_bucket.store', mode: 'managed', type: 'aws_s3_bucket', name: 'store', change: { actions: ['create'], after: VALUES } }],
};

const places = (example: Omit<ControlExample, 'name'>) => subjectsOf({ name: 'example', ...example })
  .map(({ scope, target: { file, kind, name } }: { scope: string; target: Target }) => [scope, file, kind, name].join(' '));

test('of an example with nothing in it there is nothing to look at', () => {
  expect(subjectsOf({ name: 'nothing' })).toEqual([]);
});

test('each part of an example is looked at in a file of its kind', () => {
  expect(places({ manifests: [ACCOUNT] })).toEqual(['object prod/example.k8s.yaml ServiceAccount api']);
  expect(places({ terraform: BUCKET })).toEqual(['resource stacks/prod/cdk.tf.json aws_s3_bucket store', 'stack stacks/prod/cdk.tf.json terraform prod']);
  expect(places({ plan: PLAN })).toEqual([
    'resource plan.json aws_s3_bucket store', 'stack plan.json change aws_s3_bucket.store', 'stack plan.json plan prod',
  ]);
  expect(places({ waivers: [{ id: 'WVR-2026-001', verdict: 'expired', text: '' }] })).toEqual(['waiver governance/waivers.yaml:2:5 waiver WVR-2026-001']);
});

test('a file is as it was written but for what the example says', () => {
  const [missing, other] = subjectsOf({ name: 'files', files: [{ present: false }, { path: 'stacks/prod/api.tfvars' }] });

  expect(missing.object).toEqual(
    { path: 'manifests/prod/api.k8s.yaml', attested: true, present: false, unchanged: true, link: '', effect: '', ambiguity: '', fault: '' });
  expect(other.object).toMatchObject({ path: 'stacks/prod/api.tfvars', present: true });
});

test('an example is in production unless it says otherwise', () => {
  const [there] = subjectsOf({ name: 'there', manifests: [ACCOUNT] });
  const [elsewhere] = subjectsOf({ name: 'elsewhere', manifests: [ACCOUNT], environment: { name: 'dev', tier: Tier.DEV } });

  expect(there.environment).toEqual(EXAMPLE_FACTS);
  expect(elsewhere.environment).toEqual({ ...EXAMPLE_FACTS, name: 'dev', tier: Tier.DEV });
});

test('what stands beside resources is known where the example has manifests, and not where it has none', () => {
  const accountsKnown = (example: Partial<ControlExample>) => subjectsOf({ name: 'example', ...example }).find(({ scope }) => scope === 'resource')!.variables;

  expect(accountsKnown({ manifests: [ACCOUNT], terraform: BUCKET })).toMatchObject({ serviceAccounts: ['shop/api'] });
  expect(accountsKnown({ manifests: [ACCOUNT], plan: PLAN })).toMatchObject({ serviceAccounts: ['shop/api'] });
  expect(accountsKnown({ terraform: BUCKET })).not.toHaveProperty('serviceAccounts');
});
