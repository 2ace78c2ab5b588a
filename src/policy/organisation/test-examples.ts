import { OrganisationControls } from './control-folder';
import { Control } from '../control';
import { ControlExample, ControlExamples, subjectsOf } from '../control-example';
import { Evaluator } from '../evaluate';

/** How an example came out. */
export interface ExampleResult {
  readonly control: string;
  readonly example: string;
  /** What is wrong; nothing when the control says what the example shows. */
  readonly problem?: string;
}

/** Asks every control of an organisation about its own examples. */
export function testExamples({ own, tightenings, controls }: OrganisationControls): ExampleResult[] {
  const examples = new Map<string, ControlExamples>([
    ...own.map(({ id, examples: shown }): [string, ControlExamples] => [id, shown]),
    ...tightenings.flatMap(({ tightens, examples: shown }): [string, ControlExamples][] => shown ? [[tightens, shown]] : []),
  ]);
  return controls.filter(({ id }) => examples.has(id)).flatMap(control => {
    const { pass, fail } = examples.get(control.id)!;
    return [
      ...pass.map(example => ({ control: control.id, example: example.name, ...problemOf(control, example, true) })),
      ...fail.map(example => ({ control: control.id, example: example.name, ...problemOf(control, example, false) })),
    ];
  });
}

function problemOf(control: Control, example: ControlExample, passes: boolean): Pick<ExampleResult, 'problem'> {
  const { findings, tallies } = new Evaluator([control]).evaluate(subjectsOf(example));
  const error = findings.find(({ verdict }) => verdict === 'error');
  const blocking = findings.filter(finding => finding.blocking);
  if (error) {
    return { problem: `the expression must be one that can be evaluated, got ${String(error.got)}; correct it` };
  }
  if (passes && blocking.length > 0) {
    return { problem: `the example must pass, got a finding: ${blocking[0].must}; correct the rule or the example` };
  }
  if (passes && tallies.get(control.id)!.pass === 0) {
    return { problem: 'the example must be one that a rule speaks of, got none that does; correct kinds, tiers or when' };
  }
  return passes || blocking.length > 0 ? {} : { problem: 'the example must not pass, got no finding; correct the rule or the example' };
}
