import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAws } from './local-aws';
import { mustSucceed, Outcome } from './run';
import { initialiseWith, terraformAsync } from './terraform';

/** A stack as it is synthesised. */
export interface StackJson {
  readonly terraform: { readonly required_providers: unknown };
  readonly provider: { readonly aws: { readonly alias?: string; readonly region: string }[] };
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/** A resource of the state, as `terraform show -json` tells it. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: Record<string, unknown>;
}

/** A change that a plan would make: where, what, and which attributes. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: string[];
  readonly attributes: string[];
  /** Which of them make Terraform destroy the resource and create another one. */
  readonly replacing: string[];
}

/** A local cloud answers one after the other: what waits too long is asked again, and is there already when it is. */
const AT_ONCE = '-parallelism=8';

/** A copy of a stack, to be planned and applied on a local cloud with a local state. */
export class LocalStack {
  private readonly folder = mkdtempSync(join(tmpdir(), 'pavement-apply-'));
  private data = '';

  constructor(private readonly aws: LocalAws) {}

  /** Takes (another state of) the stack, and points its providers and its state to the local cloud. */
  async use(stack: StackJson): Promise<void> {
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify(stack, undefined, 2));
    // Terraform merges an override file into the stack beside it
    writeFileSync(join(this.folder, 'local_override.tf.json'), JSON.stringify({
      terraform: { backend: { local: { path: 'terraform.tfstate' } } },
      provider: { aws: stack.provider.aws.map(({ alias }) => ({ ...(alias && { alias }), ...localProvider(this.aws.endpoint) })) },
    }));
    this.data = await initialiseWith(this.folder, stack.terraform.required_providers);
  }

  async validate(): Promise<Outcome> { return this.terraform('validate', '-no-color'); }

  async apply(...args: string[]): Promise<Outcome> { return this.terraform('apply', '-auto-approve', '-input=false', '-no-color', AT_ONCE, ...args); }

  async destroy(): Promise<Outcome> { return this.terraform('destroy', '-auto-approve', '-input=false', '-no-color', AT_ONCE); }

  /** Lets Terraform forget every resource of some types, without destroying it. */
  async forget(types: string[]): Promise<void> {
    const addresses = (await this.state()).filter(({ type }) => types.includes(type)).map(({ address }) => address);
    if (addresses.length > 0) mustSucceed('terraform state rm', await this.terraform('state', 'rm', ...addresses));
  }

  /** What a plan would change now. Throws when it cannot be made. */
  async plan(): Promise<PlannedChange[]> {
    const { resource_changes: changes = [] } = await this.planDocument();
    return changes.filter(({ change }) => change.actions.join() !== 'no-op').map(({ address, change: { actions, before, after, replace_paths: replacing = [] } }) => ({
      address, actions, attributes: differing(before ?? {}, after ?? {}), replacing: replacing.map(([attribute]) => String(attribute)),
    }));
  }

  /** A plan as `terraform show -json` writes it. Throws when it cannot be made. */
  async planDocument(): Promise<PlanJson> {
    const planned = await this.terraform('plan', '-input=false', '-no-color', '-out=plan');
    if (planned.status !== 0) throw new Error(`terraform plan failed\n${planned.stdout}\n${planned.stderr}`);
    return JSON.parse((await this.terraform('show', '-json', 'plan')).stdout) as PlanJson;
  }

  /** What has been applied. */
  async state(): Promise<StateResource[]> {
    const { values } = JSON.parse((await this.terraform('show', '-json')).stdout) as { values?: { root_module: { resources?: StateResource[] } } };
    return values?.root_module.resources ?? [];
  }

  /** The state file as text, to look for what must not be in it. */
  async stateText(): Promise<string> { return (await this.terraform('state', 'pull')).stdout; }

  delete(): void { rmSync(this.folder, { recursive: true, force: true }); }

  private async terraform(...args: string[]): Promise<Outcome> { return terraformAsync(this.folder, args, { TF_DATA_DIR: this.data }); }
}

/** What is read of a plan here. */
export interface PlanJson {
  readonly resource_changes?: {
    readonly address: string;
    readonly change: {
      readonly actions: string[];
      readonly before?: Record<string, unknown>;
      readonly after?: Record<string, unknown>;
      readonly replace_paths?: unknown[][];
    };
  }[];
}

function differing(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).sort();
}

function localProvider(endpoint: string): object {
  const services = ['backup', 'cloudwatch', 'dynamodb', 'ec2', 'efs', 'eks', 'iam', 'kms', 'logs', 'rds', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm', 'sts'];
  return {
    access_key: 'test',
    secret_key: 'test',
    skip_credentials_validation: true,
    s3_use_path_style: true,
    skip_metadata_api_check: true,
    // what a local cloud refuses it will refuse again
    max_retries: 2,
    endpoints: [Object.fromEntries(services.map((service) => [service, endpoint]))],
  };
}
