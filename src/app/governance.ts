import { throwProblems } from '../core/problems';
import { RenderedOutput } from '../core/rendered';
import { BUILT_IN_CONTROLS } from '../policy/built-in';
import { Output, checkOutput } from '../policy/check-output';
import { Evaluation, Evaluator } from '../policy/evaluate';
import { findingText } from '../policy/finding-text';
import { StandardsProps } from '../standards/standards-props';

/** Asks every control about what is about to be written. Throws with every finding; then nothing is written. */
export function govern(rendered: RenderedOutput, standards: StandardsProps): Evaluation {
  const evaluation = checkOutput(outputOf(rendered), standards, new Evaluator(BUILT_IN_CONTROLS));
  throwProblems(evaluation.findings.filter(({ blocking }) => blocking).map(findingText));
  return evaluation;
}

function outputOf({ files }: RenderedOutput): Output {
  return {
    manifests: files.flatMap(({ path, objects = [] }) => objects.map(object => ({ body: object.body, file: path, constructPath: object.path }))),
    // what the file says, not what it was made from
    stacks: files.filter(({ folder }) => folder === 'terraform').map(({ path, content }) => ({ file: path, document: JSON.parse(content) as Record<string, unknown> })),
  };
}
