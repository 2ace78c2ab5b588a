import { EnvironmentFacts } from './environment-facts';
import { EXAMPLE_FACTS } from './example-facts';
import { kubernetesSubjects, serviceAccounts } from './kubernetes-subjects';
import { AS_WRITTEN, FileFacts, WaiverFacts, fileSubject, waiverSubject } from './output-subjects';
import { planSubjects } from './plan-subjects';
import { Subject } from './subject';
import { configuration, terraformSubjects } from './terraform-subjects';

/** Output that a control lets pass or does not. */
export interface ControlExample {
  /** What it shows. */
  readonly name: string;
  /** Objects for Kubernetes. */
  readonly manifests?: Record<string, unknown>[];
  /** A file of Terraform JSON. */
  readonly terraform?: Record<string, unknown>;
  /** A plan as `terraform show -json` writes it. */
  readonly plan?: Record<string, unknown>;
  /** Files as the verifier finds them: how each differs from one that is as it was written. */
  readonly files?: Partial<FileFacts>[];
  /** Waivers as they are judged. */
  readonly waivers?: WaiverFacts[];
  /** Where the environment differs from one in production. */
  readonly environment?: Partial<EnvironmentFacts>;
}

/** What shows that a control finds what it should, and nothing else. */
export interface ControlExamples {
  /**
   * What it lets pass.
   *
   * @minItems 1
   */
  readonly pass: readonly ControlExample[];
  /**
   * What it does not let pass.
   *
   * @minItems 1
   */
  readonly fail: readonly ControlExample[];
}

/** What rules look at in an example. */
export function subjectsOf({ manifests = [], terraform, plan, files = [], waivers = [], environment }: ControlExample): Subject[] {
  const facts = { ...EXAMPLE_FACTS, ...environment };
  const written = manifests.map(body => ({ body, file: 'prod/example.k8s.yaml' }));
  const surroundings = { ...written.length > 0 && { serviceAccounts: serviceAccounts(written) } };
  return [
    ...kubernetesSubjects(written, facts),
    ...terraform ? terraformSubjects(configuration(terraform), 'stacks/prod/cdk.tf.json', facts, surroundings) : [],
    ...plan ? planSubjects(plan, 'plan.json', facts, surroundings) : [],
    ...files.map(file => fileSubject({ ...AS_WRITTEN, path: 'manifests/prod/api.k8s.yaml', ...file }, facts)),
    ...waivers.map(waiver => waiverSubject(waiver, 'governance/waivers.yaml:2:5', facts)),
  ];
}
