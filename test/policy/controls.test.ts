import { subjectsOf } from './example-subjects';
import { ControlExample, controlFileNames, controlFiles } from '../../scripts/control-files';
import { Control, Rule } from '../../src/policy/control';
import { Evaluation, Evaluator } from '../../src/policy/evaluate';
import { needsWholeOutput } from '../../src/policy/rule-variables';

const files = controlFiles();

function evaluated(control: Control, example: ControlExample): Evaluation {
  return new Evaluator([control]).evaluate(subjectsOf(example));
}

/** Whether one rule alone finds something in an example. */
function finds(control: Control, rule: Rule, example: ControlExample): boolean {
  return evaluated({ ...control, rules: [rule] }, example).findings.length > 0;
}

describe.each(files.map(file => [file.id, file] as const))('%s', (id, { examples, ...control }) => {
  test.each(examples.pass.map(example => [example.name, example] as const))('lets pass: %s', (_, example) => {
    const { findings, tallies } = evaluated(control, example);

    expect(findings).toEqual([]);
    expect(tallies.get(id)!.pass).toBeGreaterThan(0);
  });

  test.each(examples.fail.map(example => [example.name, example] as const))('does not let pass: %s', (_, example) => {
    const { findings } = evaluated(control, example);

    expect(findings.filter(({ blocking }) => blocking)).not.toEqual([]);
    expect(findings.filter(({ verdict }) => verdict === 'error')).toEqual([]);
  });

  test.each(control.rules.map(rule => [rule.must, rule] as const))('has an example that passes and one that only this rule refuses: %s', (must, rule) => {
    const isForbidden = rule.expression === 'false';
    const passes = isForbidden || examples.pass.some(example => evaluated({ ...control, rules: [rule] }, example).tallies.get(id)!.pass > 0);
    const others = control.rules.filter(other => other !== rule);
    const refuses = examples.fail.some(example => finds(control, rule, example) && !others.some(other => finds(control, other, example)));

    expect({ must, passes, refuses }).toEqual({ must, passes: true, refuses: true });
  });
});

test('the controls of Kubernetes are these, and these of them cannot be waived', () => {
  const kubernetes = files.filter(({ id }) => id.startsWith('K8S-'));

  expect(kubernetes.map(({ id }) => id)).toEqual([
    'K8S-01', 'K8S-02', 'K8S-03', 'K8S-04', 'K8S-05', 'K8S-06', 'K8S-07', 'K8S-08', 'K8S-09', 'K8S-10', 'K8S-11', 'K8S-12',
    'K8S-13', 'K8S-14', 'K8S-15', 'K8S-16', 'K8S-17', 'K8S-18', 'K8S-19', 'K8S-20', 'K8S-21', 'K8S-22', 'K8S-23', 'K8S-24',
  ]);
  expect(kubernetes.filter(({ waivable }) => !waivable).map(({ id }) => id)).toEqual(['K8S-01', 'K8S-02', 'K8S-03', 'K8S-14', 'K8S-23', 'K8S-24']);
});

test('every file is named after its control, and no rule of a control says the same as another', () => {
  expect(controlFileNames().map(name => name.slice(0, 6).toUpperCase())).toEqual(files.map(({ id }) => id));
  const sayings = (rules: readonly Rule[]) => new Set(rules.map(({ must, kinds }) => JSON.stringify([must, kinds])));
  expect(files.filter(({ rules }) => sayings(rules).size < rules.length).map(({ id }) => id)).toEqual([]);
});

test('rules of objects ask of other objects only what their kinds have', () => {
  const wrong = files.flatMap(({ id, rules }) => rules
    .filter(rule => rule.on === 'object' && rule.kinds === undefined && needsWholeOutput(rule))
    .map(({ must }) => `${id}: ${must}`));

  expect(wrong).toEqual([]);
});

test('every type of AWS that a rule speaks of is one that the controls know', () => {
  const [{ examples, ...gov01 }] = files.filter(({ id }) => id === 'GOV-01');
  const isKnown = gov01.rules.filter(({ must }) => must.includes('of a type that the controls'));
  const types = [...new Set(files.flatMap(({ rules }) => rules.flatMap(({ on, kinds = [] }) => on === 'resource' ? kinds : [])))].filter(type => type.startsWith('aws_'));
  const resource = Object.fromEntries(types.map(type => [type, { own: {} }]));
  const { findings, tallies } = evaluated({ ...gov01, rules: isKnown }, { name: 'all', terraform: { resource } });

  expect(findings.map(({ target }) => target.kind)).toEqual([]);
  expect(tallies.get('GOV-01')!.pass).toBe(types.length);
});
