import { CONTROLS } from './few-controls';
import { WAIVABLE } from './waivable';
import { checkOutput } from '../../src/policy/check-output';
import { Control } from '../../src/policy/control';
import { Evaluator } from '../../src/policy/evaluate';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';

/** Says of everything where it is taken to be, and which ServiceAccounts are there. */
const WHERE: Control = {
  ...WAIVABLE,
  rules: (['object', 'resource'] as const).map(on => ({
    on, must: 'where it is', expression: 'false', got: '[variables.environment.name, variables.environment.tier, string(dyn(variables.?serviceAccounts.orValue([])).size())]',
  })),
};

function settings(name: string, legacy = false): Record<string, unknown> {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...legacy && { annotations: { legacy: 'yes' } } } };
}

const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop' } };
const STACK = { resource: { aws_sqs_queue: { mails: { name: 'mails' } } } };

test('what is in the folder of an environment is judged by it, anything else by the strictest', () => {
  const manifests = [['dev/a.yaml', 'dev'], ['prod/a.yaml', 'prod'], ['dev/b.yaml', 'dev'], ['other/a.yaml', 'other'], ['a.yaml', 'nowhere'], ['/a.yaml', 'root']]
    .map(([file, name]) => ({ file, body: settings(name) }));
  const { findings } = checkOutput({ manifests, stacks: [] }, REFERENCE_STANDARDS, new Evaluator([WHERE]));

  expect(findings.map(({ target: { name, file }, got }) => [name, file, ...got as string[]])).toEqual([
    ['dev', 'dev/a.yaml', 'dev', 'dev', '0'], ['dev', 'dev/b.yaml', 'dev', 'dev', '0'], ['prod', 'prod/a.yaml', 'prod', 'prod', '0'],
    ['other', 'other/a.yaml', '', 'prod', '0'], ['nowhere', 'a.yaml', '', 'prod', '0'], ['root', '/a.yaml', '', 'prod', '0'],
  ]);
});

test('a stack knows the ServiceAccounts of its environment', () => {
  const { findings } = checkOutput({
    manifests: [{ file: 'prod/a.yaml', body: ACCOUNT }],
    stacks: [{ file: 'stacks/prod/cdk.tf.json', document: STACK }, { file: 'stacks/dev/cdk.tf.json', document: STACK }, { file: 'stacks/shared/cdk.tf.json', document: STACK }],
  }, REFERENCE_STANDARDS, new Evaluator([WHERE]));

  expect(findings.filter(({ target }) => target.plane === 'terraform').map(({ target, got }) => [target.file, ...got as string[]])).toEqual([
    ['stacks/prod/cdk.tf.json', 'prod', 'prod', '1'], ['stacks/dev/cdk.tf.json', 'dev', 'dev', '0'], ['stacks/shared/cdk.tf.json', '', 'prod', '0'],
  ]);
});

test('findings are by control, then in the order of the output', () => {
  const { findings } = checkOutput({
    manifests: [{ file: 'prod/b.yaml', body: settings('b', true) }, { file: 'prod/a.yaml', body: settings('a', true) }, { file: 'prod/c.yaml', body: settings('c') }], stacks: [],
  }, REFERENCE_STANDARDS, new Evaluator(CONTROLS));

  expect(findings.map(({ control, target }) => `${control} ${target.name}`)).toEqual(['TEST-01 b', 'TEST-01 a']);
});
