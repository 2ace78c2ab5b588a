import { FACTS } from './example-facts';
import { ControlExample } from '../../scripts/control-files';
import { kubernetesSubjects, serviceAccounts } from '../../src/policy/kubernetes-subjects';
import { AS_WRITTEN, fileSubject, waiverSubject } from '../../src/policy/output-subjects';
import { planSubjects } from '../../src/policy/plan-subjects';
import { Subject } from '../../src/policy/subject';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';

/** What rules look at in an example. */
export function subjectsOf({ manifests = [], terraform, plan, files = [], waivers = [], environment }: ControlExample): Subject[] {
  const facts = { ...FACTS, ...environment };
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
