import { golden } from './golden';
import { mutants } from './mutants';
import { SURVIVORS } from './survivors';
import { BUILT_IN_CONTROLS } from '../../../src/policy/built-in';
import { checkOutput } from '../../../src/policy/check-output';
import { Evaluator } from '../../../src/policy/evaluate';

const GOLDEN = [golden('quick-start', 'prod'), golden('service-in-depth', 'prod'), golden('team-namespace', 'prod')];
const evaluator = new Evaluator(BUILT_IN_CONTROLS);

/** Whether each change of each field was found, by the field and then by the change. Of fields that recur the first counts. */
const fields = new Map<string, Map<string, boolean>>();

beforeAll(() => {
  for (const { output: { manifests, stacks }, standards } of GOLDEN) {
    const isFound = () => checkOutput({ manifests, stacks }, standards, evaluator).findings.some(({ blocking }) => blocking);
    expect(isFound()).toBe(false);
    [...manifests.map(({ body }) => [String(body.kind), body] as const), ...stacks.map(({ document }) => ['terraform', document] as const)]
      .forEach(([kind, document]) => mutants(document).forEach(({ path, change, apply }) => {
        const field = `${kind} ${path.map((key, i) => typeof key === 'number' || (kind === 'terraform' && i === 2) ? '*' : key).join('.')}`;
        const changes = fields.get(field) ?? new Map<string, boolean>();
        fields.set(field, changes);
        if (!changes.has(change)) {
          const undo = apply(document);
          changes.set(change, isFound());
          undo();
        }
      }));
    expect(isFound()).toBe(false);
  }
}, 300_000);

test('every change of a field that a control guards is found, or says the same', () => {
  const guarded = [...fields].filter(([, changes]) => [...changes.values()].includes(true));
  const survivors = guarded.flatMap(([field, changes]) => [...changes].filter(([, isFound]) => !isFound).map(([change]) => `${field} ${change}`));
  const changed = guarded.reduce((sum, [, changes]) => sum + changes.size, 0);
  process.stdout.write(`${changed} changes of ${guarded.length} guarded fields: ${changed - survivors.length} found, ${survivors.length} say the same or are refused elsewhere\n`);

  expect(survivors.filter(survivor => !SURVIVORS.some(([change]) => change.test(survivor)))).toEqual([]);
  expect(SURVIVORS.filter(([change]) => !survivors.some(survivor => change.test(survivor))).map(([change]) => change.source)).toEqual([]);
  // fewer than that, and a guard is gone
  expect(guarded.length).toBeGreaterThan(380);
});
