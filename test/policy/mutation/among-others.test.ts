import { golden } from './golden';
import { mutants } from './mutants';
import { BUILT_IN_CONTROLS } from '../../../src/policy/built-in';
import { checkOutput } from '../../../src/policy/check-output';
import { Evaluator } from '../../../src/policy/evaluate';
import { Finding } from '../../../src/policy/finding';
import { Manifest } from '../../../src/policy/kubernetes-subjects';

const { output: { manifests }, standards } = golden('service-in-depth', 'prod');
const evaluator = new Evaluator(BUILT_IN_CONTROLS);

/** Changes of objects, but none that moves one into the namespace of another copy. */
const CHANGES = manifests.flatMap(({ body }, object) => mutants(body)
  .filter(({ path }) => !['namespace', 'metadata'].includes(String(path.at(-1))))
  .map(mutant => ({ object, mutant })));

/** The services of the example in a namespace and a file of their own, with one thing about them changed. */
function changed({ object, mutant }: typeof CHANGES[number], i: number): Manifest[] {
  const bodies = JSON.parse(JSON.stringify(manifests.map(({ body }) => body)).replaceAll('"namespace":"shop"', `"namespace":"shop-${i}"`)) as Record<string, unknown>[];
  mutant.apply(bodies[object]);
  return bodies.map(body => ({ body, file: `prod/copy-${i}.k8s.yaml` }));
}

function found(output: readonly Manifest[]): readonly Finding[] {
  return checkOutput({ manifests: output, stacks: [] }, standards, evaluator).findings;
}

test('among hundreds of services that are nearly alike, each change is found as it is where there are no others', () => {
  const copies = CHANGES.filter((_, i) => i % 5 === 0).map(changed);
  const together = found(copies.flat());
  const alone = copies.map(found);

  copies.forEach((copy, i) => expect(together.filter(({ target }) => target.file === copy[0].file)).toEqual(alone[i]));
  expect(alone.length).toBeGreaterThan(200);
  expect(alone.filter(findings => findings.length > 0).length).toBeGreaterThan(100);
}, 60_000);
