import { ControlExample, controlFiles } from '../../scripts/control-files';
import { EnvironmentFacts } from '../../src/policy/environment-facts';
import { Evaluation, Evaluator } from '../../src/policy/evaluate';
import { kubernetesSubjects, serviceAccounts } from '../../src/policy/kubernetes-subjects';
import { planSubjects } from '../../src/policy/plan-subjects';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';
import { Tier } from '../../src/standards/standards-props';

const FACTS: EnvironmentFacts = {
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

const files = controlFiles();

function evaluated(id: string, { manifests = [], terraform, plan, environment }: ControlExample): Evaluation {
  const facts = { ...FACTS, ...environment };
  const written = manifests.map(body => ({ body, file: 'prod/example.k8s.yaml' }));
  const surroundings = { ...written.length > 0 && { serviceAccounts: serviceAccounts(written) } };
  return new Evaluator(files.filter(control => control.id === id)).evaluate([
    ...kubernetesSubjects(written, facts),
    ...terraform ? terraformSubjects(configuration(terraform), 'stacks/prod/cdk.tf.json', facts, surroundings) : [],
    ...plan ? planSubjects(plan, 'plan.json', facts, surroundings) : [],
  ]);
}

describe.each(files.map(file => [file.id, file] as const))('%s', (id, { examples }) => {
  test.each(examples.pass.map(example => [example.name, example] as const))('lets pass: %s', (_, example) => {
    const { findings, tallies } = evaluated(id, example);

    expect(findings).toEqual([]);
    expect(tallies.get(id)!.pass).toBeGreaterThan(0);
  });

  test.each(examples.fail.map(example => [example.name, example] as const))('does not let pass: %s', (_, example) => {
    const { findings } = evaluated(id, example);

    expect(findings.filter(({ blocking }) => blocking)).not.toEqual([]);
    expect(findings.filter(({ verdict }) => verdict === 'error')).toEqual([]);
  });
});
