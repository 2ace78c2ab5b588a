import { ControlExample } from '../../scripts/control-files';
import { EnvironmentFacts } from '../../src/policy/environment-facts';
import { kubernetesSubjects, serviceAccounts } from '../../src/policy/kubernetes-subjects';
import { planSubjects } from '../../src/policy/plan-subjects';
import { Subject } from '../../src/policy/subject';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';
import { Tier } from '../../src/standards/standards-props';

/** An environment in production, as controls know it. */
export const FACTS: EnvironmentFacts = {
  name: 'prod',
  tier: Tier.PROD,
  minor: 33,
  labelDomain: 'platform.example.com',
  registries: ['registry.example.com'],
  account: '333333333333',
  region: 'eu-central-1',
  cluster: 'prod',
  permissionsBoundary: 'arn:aws:iam::333333333333:policy/platform-boundary',
  teams: ['team-payments', 'team-platform'],
};

/** What rules look at in an example. */
export function subjectsOf({ manifests = [], terraform, plan, environment }: ControlExample): Subject[] {
  const facts = { ...FACTS, ...environment };
  const written = manifests.map(body => ({ body, file: 'prod/example.k8s.yaml' }));
  const surroundings = { ...written.length > 0 && { serviceAccounts: serviceAccounts(written) } };
  return [
    ...kubernetesSubjects(written, facts),
    ...terraform ? terraformSubjects(configuration(terraform), 'stacks/prod/cdk.tf.json', facts, surroundings) : [],
    ...plan ? planSubjects(plan, 'plan.json', facts, surroundings) : [],
  ];
}
