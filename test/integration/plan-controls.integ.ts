import { PreparedAccount, accountStandards, synthesised } from './harness/account';
import { onCloud } from './harness/local-aws';
import { LocalStack, StackJson } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
import { mustSucceed } from './harness/run';
import { controlFiles } from '../../scripts/control-files';
import { environmentFacts } from '../../src/policy/environment-facts';
import { Evaluator } from '../../src/policy/evaluate';
import { planSubjects } from '../../src/policy/plan-subjects';
import { TerraformPlan } from '../../src/policy/terraform-plan';
import { configuration } from '../../src/policy/terraform-subjects';
import { destroyed } from '../policy/destroyed';
import { EVERY_OPTION } from '../postgres/every-option';
import { Standards } from 'pavement';

const evaluator = new Evaluator(controlFiles());

/** The controls that do not let a plan pass, each with the resources it is about. */
function refused(plan: TerraformPlan, stack: StackJson, standards: Standards, environment: string): Record<string, string[]> {
  const subjects = planSubjects(plan, 'plan.json', environmentFacts(standards.props).get(environment)!, {
    configuration: configuration(stack as unknown as Record<string, unknown>),
  });
  const controls: Record<string, string[]> = {};
  evaluator.evaluate(subjects).findings.filter(({ blocking }) => blocking).forEach(({ control, target }) => {
    controls[control] = [...new Set([...controls[control] ?? [], target.name])];
  });
  return controls;
}

type Weakened = StackJson & { variable?: unknown };

/** A stack with something weakened in it that synth would have refused: a file that was edited, another one beside it. */
function weakened(stack: StackJson, weaken: (copy: Weakened) => void): StackJson {
  const copy = JSON.parse(JSON.stringify(stack)) as StackJson;
  weaken(copy);
  return copy;
}

const withTerraform = partsOrSkip('terraform', 'python3') ? test : test.skip;

withTerraform('a plan that replaces a log and destroys a key is refused in production, and says why', async () => {
  await onCloud('moto_server', async (aws) => {
    const account = await aws.script<PreparedAccount>('prepare.py', 'eu-central-1');
    const standards = accountStandards(account);
    const { terraform, provider } = synthesised(standards, 'prod');
    const own = provider.aws.filter(({ alias }) => alias === undefined);
    const stack = (resource: StackJson['resource']): StackJson => ({ terraform, provider: { aws: own }, resource });
    const local = new LocalStack(aws);
    try {
      await local.use(stack({ aws_cloudwatch_log_group: { api: { name: '/api' } }, aws_kms_key: { orders: { description: 'orders' } } }));
      mustSucceed('terraform apply', await local.apply());
      const after = stack({ aws_cloudwatch_log_group: { api: { name: '/renamed' } } });
      await local.use(after);
      const plan = await local.planDocument() as TerraformPlan;

      expect(destroyed(plan)).toMatchObject([
        { address: 'aws_cloudwatch_log_group.api', actions: ['delete', 'create'], because: ['name'] },
        { address: 'aws_kms_key.orders', actions: ['delete'], reason: 'delete_because_no_resource_config' },
      ]);
      expect(refused(plan, after, standards, 'prod')['AWS-07']).toEqual(['aws_cloudwatch_log_group.api', 'aws_kms_key.orders']);
      expect(refused(plan, after, standards, 'dev')).not.toHaveProperty('AWS-07');
    } finally {
      local.delete();
    }
  });
});

withTerraform('what Terraform plans of our own stacks passes every control, and what is weakened does not', async () => {
  await onCloud('moto_server', async (aws) => {
    const account = await aws.script<PreparedAccount>('prepare.py', 'eu-central-1');
    const standards = accountStandards(account);
    const planned = async (stack: StackJson, environment: string) => {
      const local = new LocalStack(aws);
      try {
        await local.use(stack);
        const plan = await local.planDocument() as TerraformPlan;
        return { plan, refused: refused(plan, stack, standards, environment), destroyed: destroyed(plan) };
      } finally {
        local.delete();
      }
    };
    const stack = synthesised(standards, 'prod');
    const ours = await planned(stack, 'prod');
    const everyOption = await planned(synthesised(standards, 'staging', EVERY_OPTION), 'staging');

    expect(ours.plan.resource_changes!.length).toBeGreaterThan(30);
    expect(ours.refused).toEqual({});
    expect(everyOption.refused).toEqual({});
    expect(ours.destroyed).toEqual([]);

    const bad = await planned(weakened(stack, (copy) => {
      const { resource } = copy;
      Object.assign(resource.aws_db_instance.orders, { storage_encrypted: '${var.encrypted}', deletion_protection: '${1 == 2}' });
      copy.variable = { encrypted: { type: 'bool', default: false } };
      resource.aws_kms_key.orders_key.tags = { Name: 'orders' };
      resource.aws_iam_role.api_role.permissions_boundary = '${null}';
      resource.aws_vpc_security_group_ingress_rule.orders_from_api.cidr_ipv4 = '${cidrsubnet("0.0.0.0/0", 0, 0)}';
      resource.terraform_data.orders_life.provisioner = { 'local-exec': { command: 'date' } };
      resource.aws_sqs_queue = { mails: { name: 'mails', tags: '${aws_kms_key.orders_key.tags}' } };
    }), 'prod');

    expect(bad.refused).toMatchObject({
      'AWS-02': ['orders_from_api'],
      'AWS-03': ['orders', 'mails'],
      'AWS-07': ['orders'],
      'AWS-14': ['api_role'],
      'AWS-16': ['mails'],
      'AWS-18': ['orders_key', 'mails'],
      'GOV-01': ['orders_life'],
    });
  });
});
