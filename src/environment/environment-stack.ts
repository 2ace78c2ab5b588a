import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Backend, TerraformStack } from 'cdktf';
import { Environment } from './environment';

/** Lock files in the state bucket, and `removed` blocks that keep the real thing, need it. */
const TERRAFORM_VERSION = '>= 1.10';

const stacks = new WeakMap<Environment, TerraformStack>();

/** The Terraform stack of an environment; made when the first resource asks for it. */
export function stackOf(environment: Environment): TerraformStack {
  let stack = stacks.get(environment);
  if (!stack) {
    stack = createStack(environment);
    stacks.set(environment, stack);
  }
  return stack;
}

function createStack(environment: Environment): TerraformStack {
  const { spec: { aws, awsProvider, terraformState }, system } = environment._context;
  const stack = new TerraformStack(environment, 'terraform');
  new AwsProvider(stack, 'aws', { region: aws.region, allowedAccountIds: [aws.account] });
  new S3Backend(stack, {
    ...terraformState,
    key: `${system}/${environment.environmentName}/terraform.tfstate`,
    encrypt: true,
  });
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
  stack.addOverride('terraform.required_version', TERRAFORM_VERSION);
  stack.addOverride('terraform.required_providers.aws.version', awsProvider);
  return stack;
}
