import { join } from 'path';
import * as fc from 'fast-check';
import { subjectsOf } from './example-subjects';
import { controlFiles } from '../../scripts/control-files';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { Control } from '../../src/policy/control';
import { Evaluator } from '../../src/policy/evaluate';
import { readControlFolder } from '../../src/policy/organisation/control-folder';
import { Tightening } from '../../src/policy/organisation/organisation-control';
import { testExamples } from '../../src/policy/organisation/test-examples';
import { tightened, tighteningProblems } from '../../src/policy/organisation/tighten';
import { fill, scratch } from '../synth/scratch';
import { Tier } from 'pavement';

const files = controlFiles();
const SEVERITIES = ['medium', 'high', 'critical'];
const NO_SECRETS = { on: 'object' as const, kinds: ['Secret'], must: 'a Secret must not be written', expression: 'false' };
const EXAMPLES = { pass: [{ name: 'nothing' }], fail: [{ name: 'a Secret', manifests: [{ apiVersion: 'v1', kind: 'Secret' }] }] };

const wishes = fc.record({
  severity: fc.constantFrom('medium', 'high', 'critical', undefined),
  waivable: fc.constantFrom(true, false, undefined),
  tiers: fc.constantFrom('all', undefined),
  rules: fc.constantFrom([NO_SECRETS], undefined),
}, { requiredKeys: [] });

test('what is accepted as stricter finds all that was found before, as gravely and not more easily waived', () => {
  let accepted = 0;
  fc.assert(fc.property(fc.constantFrom(...files), wishes, fc.constantFrom(...Object.values(Tier)), (file, wish, tier) => {
    const said = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    const tightening = { tightens: file.id, reason: 'a test', ...said, ...wish.rules && { examples: EXAMPLES } } as Tightening;
    const { examples, ...control } = file;
    if (tighteningProblems({ ...tightening }, BUILT_IN_CONTROLS).length > 0) {
      return;
    }
    accepted++;
    const stricter = tightened(control, tightening);
    expect(stricter.waivable && !control.waivable).toBe(false);
    expect(SEVERITIES.indexOf(stricter.severity)).toBeGreaterThanOrEqual(SEVERITIES.indexOf(control.severity));
    for (const example of [...examples.pass, ...examples.fail]) {
      const placed = { ...example, environment: { ...example.environment, tier } };
      expect(found(stricter, placed)).toEqual(expect.arrayContaining(found(control, placed)));
    }
  }), { numRuns: 300 });
  expect(accepted).toBeGreaterThan(30);
});

test.each(BUILT_IN_CONTROLS.filter(({ waivable }) => !waivable).map(control => [control.id, control] as const))('%s is mandatory and stays so', (id, control) => {
  expect(tighteningProblems({ tightens: id, waivable: true }, BUILT_IN_CONTROLS)).not.toEqual([]);
  expect(tighteningProblems({ tightens: id, severity: 'medium' }, BUILT_IN_CONTROLS)).not.toEqual([]);
  expect(tightened(control, { tightens: id, reason: 'a test', waivable: true }).waivable).toBe(false);
});

/** What a control finds in an example, by fingerprint and whether it keeps the output from being used. */
function found(control: Control, example: Parameters<typeof subjectsOf>[0]): string[] {
  return new Evaluator([control]).evaluate(subjectsOf(example)).findings.map(({ fingerprint, blocking, target: { name } }) => `${fingerprint} ${blocking} ${name}`);
}

test('a folder adds its controls after the library\'s, whatever the files are called, and changes those that it tightens alone', () => {
  const root = scratch();
  const own = (id: string) => JSON.stringify({
    id, title: 'No Secrets', severity: 'high', waivable: true, reason: 'a test', remedy: 'Remove it.', rules: [NO_SECRETS], examples: EXAMPLES,
  });
  fill(root, { 'a.yaml': own('ACME-02'), 'b.yml': own('ACME-01'), 'd.yaml': own('ACME-03'), 'c.yaml': 'tightens: K8S-10\nreason: a test\nseverity: critical\n', 'README.md': 'ours' });
  const { controls, own: added, tightenings } = readControlFolder(root);

  expect(added.map(({ id }) => id)).toEqual(['ACME-01', 'ACME-02', 'ACME-03']);
  expect(tightenings).toEqual([{ tightens: 'K8S-10', reason: 'a test', severity: 'critical' }]);
  expect(controls.slice(BUILT_IN_CONTROLS.length).map(({ id }) => id)).toEqual(['ACME-01', 'ACME-02', 'ACME-03']);
  expect(controls[BUILT_IN_CONTROLS.length]).toMatchObject({ sources: {} });
  expect(controls[BUILT_IN_CONTROLS.length]).not.toHaveProperty('examples');
  expect(controls.slice(0, BUILT_IN_CONTROLS.length)).toEqual(BUILT_IN_CONTROLS.map(control => control.id === 'K8S-10' ? { ...control, severity: 'critical' } : control));
});

test('a tightened control is asked for in every tier', () => {
  const control = files.find(({ rules }) => rules.some(({ tiers }) => tiers))!;

  expect(tightened(control, { tightens: control.id, reason: 'a test', tiers: 'all' }).rules.filter(({ tiers }) => tiers)).toEqual([]);
});

describe('the examples of an organisation\'s controls', () => {
  const problems = (rule: object, pass: object, fail: object) => {
    const root = scratch();
    fill(root, {
      'a.yaml': JSON.stringify({
        id: 'ACME-01',
        title: 'Nothing is legacy',
        severity: 'high',
        waivable: true,
        reason: 'a test',
        remedy: 'Remove it.',
        rules: [{ on: 'object', kinds: ['ConfigMap'], must: 'an object must not be legacy', expression: '!has(object.legacy)', ...rule }],
        examples: { pass: [{ name: 'a new one', manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', ...pass }] }], fail: [{ name: 'an old one', manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', ...fail }] }] },
      }),
    });
    return testExamples(readControlFolder(root)).map(({ example, problem }) => problem === undefined ? example : `${example}: ${problem}`);
  };

  test.each<[string, object, object, object, string[]]>([
    ['come out as they should', {}, {}, { legacy: true }, ['a new one', 'an old one']],
    ['do not pass where they should', {}, { legacy: true }, { legacy: true }, [
      'a new one: the example must pass, got a finding: an object must not be legacy; correct the rule or the example', 'an old one',
    ]],
    ['pass where they should not', {}, {}, {}, ['a new one', 'an old one: the example must not pass, got no finding; correct the rule or the example']],
    ['are of no kind that a rule speaks of', {}, { kind: 'Secret' }, { legacy: true }, [
      'a new one: the example must be one that a rule speaks of, got none that does; correct kinds, tiers or when', 'an old one',
    ]],
    ['cannot be asked about', { expression: 'object.legacy == false' }, { legacy: false }, {}, [
      'a new one', 'an old one: the expression must be one that can be evaluated, got No such key: legacy; correct it',
    ]],
  ])('%s', (_, rule, pass, fail, expected) => {
    expect(problems(rule, pass, fail)).toEqual(expected);
  });

  test('are as they should be in the example of an organisation', () => {
    const results = testExamples(readControlFolder(join(__dirname, '../../examples/organisation/acme-platform/controls')));

    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ problem }) => problem !== undefined)).toEqual([]);
  });
});
