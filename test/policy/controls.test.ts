import { FACTS } from './example-facts';
import { ControlExample, controlFiles } from '../../scripts/control-files';
import { Evaluation, Evaluator } from '../../src/policy/evaluate';
import { kubernetesSubjects } from '../../src/policy/kubernetes-subjects';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';

const files = controlFiles();

function evaluated(id: string, { manifests = [], terraform, environment }: ControlExample): Evaluation {
  const facts = { ...FACTS, ...environment };
  return new Evaluator(files.filter(control => control.id === id)).evaluate([
    ...kubernetesSubjects(manifests.map(body => ({ body, file: 'prod/example.k8s.yaml' })), facts),
    ...terraform ? terraformSubjects(configuration(terraform), 'stacks/prod/cdk.tf.json', facts) : [],
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
