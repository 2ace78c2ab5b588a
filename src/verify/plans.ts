import { readFileSync } from 'fs';
import { fail } from '../core/problems';
import { Output } from '../policy/check-output';
import { EnvironmentFacts } from '../policy/environment-facts';
import { serviceAccounts } from '../policy/kubernetes-subjects';
import { AS_WRITTEN, FileFacts } from '../policy/output-subjects';
import { planSubjects } from '../policy/plan-subjects';
import { Subject } from '../policy/subject';
import { TerraformPlan, isPlan } from '../policy/terraform-plan';
import { configuration } from '../policy/terraform-subjects';

/** A plan of Terraform for one stack of the output. */
export interface GivenPlan {
  /** How it was named. */
  readonly file: string;
  /** The environment that it is for; the only one that has a stack when left out. */
  readonly environment?: string;
  readonly plan: TerraformPlan;
}

/** What is said about plans: what rules look at, and what about the plans themselves cannot be relied on. */
export interface PlanFacts {
  readonly subjects: readonly Subject[];
  readonly faults: readonly FileFacts[];
}

const WRITE_IT = 'write it with terraform show -json';

/** Reads a plan. Throws when it is none. */
export function readPlan(path: string, file: string): TerraformPlan {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(file, 'the plan must be a file of JSON', (error as Error).message.split('\n')[0], WRITE_IT);
  }
  return isPlan(document) ? document : fail(file, 'the plan must be one', 'a document without resource_changes', WRITE_IT);
}

/** Takes plans apart. Throws when it is not clear for which environment one is. */
export function planFacts(plans: readonly GivenPlan[], { manifests, stacks }: Output, facts: ReadonlyMap<string, EnvironmentFacts>): PlanFacts {
  const known = [...facts.keys()].filter(name => stacks.some(({ file }) => file === stackOf(name)));
  const all = plans.map(({ file, environment: named, plan }) => {
    const environment = named ?? (known.length === 1 ? known[0] : undefined);
    const stack = stacks.find(({ file: other }) => environment !== undefined && other === stackOf(environment));
    if (environment === undefined || !stack || !facts.has(environment)) {
      return fail('--plan', `the environment of a plan must be one of ${known.join(', ')}`, environment, `write it as --plan ${known[0] ?? 'prod'}=${file}`);
    }
    const written = configuration(stack.document);
    const objects = manifests.filter(manifest => manifest.file.startsWith(`${environment}/`));
    const subjects = planSubjects(plan, file, facts.get(environment)!, { configuration: written, serviceAccounts: serviceAccounts(objects) });
    const isOther = differs(plan, written.resources.map(({ address }) => address));
    return {
      subjects: subjects.map((subject): Subject => ({ ...subject, target: { ...subject.target, elsewhere: true } })),
      faults: isOther ? [{ ...AS_WRITTEN, path: file, fault: `a plan of another configuration than stacks/${environment}/cdk.tf.json` }] : [],
    };
  });
  return { subjects: all.flatMap(({ subjects }) => subjects), faults: all.flatMap(({ faults }) => faults) };
}

function stackOf(environment: string): string {
  return `stacks/${environment}/cdk.tf.json`;
}

/** Whether a plan was made from other resources and data sources than those that are written. */
function differs({ configuration: planned }: TerraformPlan, written: readonly string[]): boolean {
  const addresses = (planned?.root_module?.resources ?? []).map(({ mode, type, name }) => `${mode === 'data' ? 'data.' : ''}${type}.${name}`);
  return addresses.sort().join('\n') !== [...written].sort().join('\n');
}
