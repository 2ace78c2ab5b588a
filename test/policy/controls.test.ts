import { subjectsOf } from './example-subjects';
import { ControlExample, controlFiles } from '../../scripts/control-files';
import { Evaluation, Evaluator } from '../../src/policy/evaluate';

const files = controlFiles();

function evaluated(id: string, example: ControlExample): Evaluation {
  return new Evaluator(files.filter(control => control.id === id)).evaluate(subjectsOf(example));
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
