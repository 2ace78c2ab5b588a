import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { runCli } from './run-cli';
import { configuration } from '../../src/policy/terraform-subjects';
import { scratch } from '../synth/scratch';
import { writeProgram } from '../verify/written-program';

type Body = Record<string, unknown>;

let root: string;

beforeAll(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  root = scratch();
  writeProgram(root);
});

/** A plan that leaves everything as it is but for one change, as Terraform would write it. */
function plan(change: Body, resources = written()): void {
  writeFileSync(join(root, 'plan.json'), JSON.stringify({
    format_version: '1.2',
    complete: true,
    resource_changes: [change],
    configuration: { provider_config: { aws: { full_name: 'registry.terraform.io/hashicorp/aws' } }, root_module: { resources } },
  }));
}

function written(): Body[] {
  const stack = JSON.parse(readFileSync(join(root, 'cdktf.out/stacks/prod/cdk.tf.json'), 'utf8')) as Body;
  return configuration(stack).resources.map(({ type, name }) => type.startsWith('data.')
    ? { mode: 'data', type: type.slice('data.'.length), name }
    : { mode: 'managed', type, name });
}

function database(actions: string[], after: Body | null): Body {
  return { address: 'aws_db_instance.orders', mode: 'managed', type: 'aws_db_instance', name: 'orders', change: { actions, before: {}, after, after_unknown: {} } };
}

async function found(...args: string[]): Promise<string[]> {
  const { stdout } = await runCli(root, 'verify', '--format', 'json', '--plan', ...args);
  const { findings } = JSON.parse(stdout) as {
    findings: { control: string; target: { file: string; kind: string }; blocking: boolean; message: string }[];
  };
  return findings.filter(({ blocking }) => blocking).map(({ control, target, message }) => `${control} ${target.kind} in ${target.file}: ${message}`);
}

test('a plan that changes nothing is accepted', async () => {
  plan({ ...database(['no-op'], null) });

  expect(await found('plan.json')).toEqual([]);
});

test.each([[['delete']], [['delete', 'create']], [['create', 'delete']]])('a plan that does %j to a database is refused', async actions => {
  plan(database(actions, null));

  expect(await found('prod=plan.json')).toEqual([expect.stringMatching(/^AWS-07 change in plan\.json: /)]);
});

test('the values of a plan are checked like those of the configuration', async () => {
  plan(database(['update'], { identifier: 'orders', storage_encrypted: false }));

  expect(await found('plan.json')).toEqual(expect.arrayContaining([
    'AWS-03 aws_db_instance in plan.json: storage_encrypted must be true, got false',
  ]));
});

test('a plan of another configuration is refused', async () => {
  plan(database(['no-op'], null), written().slice(1));

  expect(await found('plan.json')).toEqual(['GOV-03 file in plan.json: what describes the output must be reliable, got a plan of another configuration than stacks/prod/cdk.tf.json']);
});

test.each([
  ['a file that is not there', ['nowhere.json'], '[nowhere.json] the plan must be a file of JSON, got "ENOENT'],
  ['a file that is no plan', ['cdktf.out/stacks/prod/cdk.tf.json'], '[cdktf.out/stacks/prod/cdk.tf.json] the plan must be one, got "a document without resource_changes"; write it with terraform show -json'],
  ['an environment without a stack', ['dev=plan.json'], '[--plan] the environment of a plan must be one of prod, got "dev"; write it as --plan prod=plan.json'],
])('%s ends with 2', async (_, args, message) => {
  plan(database(['no-op'], null));
  const { code, stderr } = await runCli(root, 'verify', '--plan', ...args);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
