import { EnvironmentFacts, anywhere, environmentFacts } from './environment-facts';
import { Evaluation, Evaluator } from './evaluate';
import { Manifest, kubernetesSubjects, serviceAccounts } from './kubernetes-subjects';
import { Subject } from './subject';
import { configuration, terraformSubjects } from './terraform-subjects';
import { StandardsProps } from '../standards/standards-props';

/** A Terraform configuration and where it is. */
export interface Stack {
  /** Path below the folder of Terraform, such as `stacks/prod/cdk.tf.json`. */
  readonly file: string;
  /** What is in the file. */
  readonly document: Record<string, unknown>;
}

/** What is checked: all of what is written, on both planes. */
export interface Output {
  /** Each object, with the path of its file below the folder of manifests, such as `prod/checkout-api.k8s.yaml`. */
  readonly manifests: readonly Manifest[];
  readonly stacks: readonly Stack[];
}

/** Asks every control about everything that is written. */
export function checkOutput({ manifests, stacks }: Output, standards: StandardsProps, evaluator: Evaluator): Evaluation {
  const facts = environmentFacts(standards);
  // what is in the folder of no environment may end up in any of them
  const strictest = anywhere(facts);
  const factsOf = (folder: string): EnvironmentFacts => facts.get(folder) ?? strictest;
  const folders = grouped(manifests);
  return evaluator.evaluate(function* (): Generator<Subject> {
    for (const [folder, objects] of folders) {
      yield* kubernetesSubjects(objects, factsOf(folder));
    }
    for (const { file, document } of stacks) {
      const folder = file.split('/')[1];
      yield* terraformSubjects(configuration(document), file, factsOf(folder), { serviceAccounts: serviceAccounts(folders.get(folder) ?? []) });
    }
  }());
}

/** The objects of each folder. */
function grouped(manifests: readonly Manifest[]): Map<string, Manifest[]> {
  const folders = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const folder = manifest.file.slice(0, Math.max(manifest.file.indexOf('/'), 0));
    const objects = folders.get(folder);
    if (objects) {
      objects.push(manifest);
    } else {
      folders.set(folder, [manifest]);
    }
  }
  return folders;
}
