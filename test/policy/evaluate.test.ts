import { Control, Rule } from '../../src/policy/control';
import { Evaluator } from '../../src/policy/evaluate';
import { EXAMPLE_FACTS } from '../../src/policy/example-facts';
import { kubernetesSubjects } from '../../src/policy/kubernetes-subjects';
import { Subject } from '../../src/policy/subject';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';
import { Tier } from '../../src/standards/standards-props';

const rule = (expression: string, rest: Partial<Rule> = {}): Rule => ({ on: 'object', must: 'it must hold', expression, ...rest });
const control = (id: string, ...rules: Rule[]): Control => ({
  id, title: id, severity: 'high', waivable: true, reason: 'because', remedy: 'Do it.', sources: { cis: ['1'] }, rules,
});
const objects = (bodies: Record<string, unknown>[], facts = EXAMPLE_FACTS): Subject[] => [...kubernetesSubjects(bodies.map(body => ({ body, file: 'prod/a.yaml' })), facts)];
const resources = (body: Record<string, unknown>): Subject[] =>
  terraformSubjects(configuration({ resource: { aws_x: { it: body } } }), 'stacks/prod/cdk.tf.json', EXAMPLE_FACTS).filter(({ scope }) => scope === 'resource');
const secret = (name = 'a', rest: Record<string, unknown> = {}) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'shop' }, ...rest });

/** The one finding of one rule on one object. */
function found(asked: Rule, subjects = objects([secret()])) {
  return new Evaluator([control('A-1', asked)]).evaluate(subjects).findings;
}

test('a finding says all there is to say', () => {
  const [finding, ...others] = found(rule('object.metadata.name == "b"', { got: 'object.metadata.name' }));

  expect(others).toEqual([]);
  expect(finding).toEqual({
    control: 'A-1',
    severity: 'high',
    waivable: true,
    verdict: 'fail',
    blocking: true,
    must: 'it must hold',
    got: 'a',
    remedy: 'Do it.',
    sources: { cis: ['1'] },
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    target: { plane: 'kubernetes', environment: 'prod', file: 'prod/a.yaml', kind: 'Secret', namespace: 'shop', name: 'a', constructPath: undefined },
  });
});

test.each<[string, Rule, string[]]>([
  ['true', rule('object.kind == "Secret"'), []],
  ['false', rule('object.kind == "ConfigMap"'), ['fail']],
  ['no answer of yes or no', rule('object.kind'), ['fail']],
  ['an error', rule('object.spec.none > 1'), ['error']],
  ['an error in its condition', rule('true', { when: 'object.spec.none > 1' }), ['error']],
  ['a condition that is not met', rule('false', { when: 'object.kind == "ConfigMap"' }), []],
  ['a condition that is met', rule('false', { when: 'object.kind == "Secret"' }), ['fail']],
  ['another scope', rule('false', { on: 'pod' }), []],
  ['another kind', rule('false', { kinds: ['ConfigMap'] }), []],
  ['the kind', rule('false', { kinds: ['ConfigMap', 'Secret'] }), ['fail']],
  ['another tier', rule('false', { tiers: [Tier.DEV] }), []],
  ['the tier', rule('false', { tiers: [Tier.DEV, Tier.PROD] }), ['fail']],
  ['an older version', rule('false', { kubernetes: { to: 32 } }), []],
  ['the last version', rule('false', { kubernetes: { to: 33 } }), ['fail']],
  ['a newer version', rule('false', { kubernetes: { from: 34 } }), []],
  ['the first version', rule('false', { kubernetes: { from: 33 } }), ['fail']],
  ['the identity', rule('variables.identity.kind == "Secret"'), []],
  ['another identity', rule('variables.identity.kind == "ConfigMap"'), ['fail']],
  ['an error about the identity', rule('variables.identity.none == "a"'), ['error']],
])('a rule of %s', (_, asked, verdicts) => {
  expect(found(asked).map(({ verdict }) => verdict)).toEqual(verdicts);
});

test('an error says what went wrong instead of what was found', () => {
  const [finding] = found(rule('object.spec.none > 1', { got: 'object.kind' }));

  expect(finding).toMatchObject({ must: 'it must hold; the rule could not be asked', blocking: true });
  expect(finding.got).toMatch(/^No such key: spec$/);
});

test.each<[string, string, unknown]>([
  ['a number', '3', 3],
  ['a list of numbers', '[1, 2]', [1, 2]],
  ['nothing that can be said', 'object.none', undefined],
])('what was found is %s', (_, got, expected) => {
  const [finding] = found(rule('false', { got }));

  expect(finding.got).toEqual(expected);
  expect('got' in finding).toBe(expected !== undefined);
});

test.each<[Rule['onUnknown'], { verdict: string; blocking: boolean }[]]>([
  [undefined, [{ verdict: 'unknown', blocking: true }]],
  ['fail', [{ verdict: 'unknown', blocking: true }]],
  ['warn', [{ verdict: 'unknown', blocking: false }]],
  ['pass', []],
])('with onUnknown %s, a value that only Terraform knows', (onUnknown, expected) => {
  const asked: Rule = { on: 'resource', must: 'it must hold', expression: 'object.a == "x"', got: 'object.a', onUnknown };

  expect(found(asked, resources({ a: '${var.a}' }))).toMatchObject(expected);
  expect(found(asked, resources({ a: '${var.a}' }))).toHaveLength(expected.length);
  expect(found(asked, resources({ a: 'x', b: '${var.b}' }))).toEqual([]);
});

test.each<[string, Partial<Rule>, string[]]>([
  ['in the condition', { when: 'object.a == "x"', expression: 'true' }, ['unknown']],
  ['in a condition that fails on it', { when: 'object.a > 1', expression: 'true' }, ['unknown']],
  ['in an expression that fails on it', { expression: 'object.a > 1' }, ['unknown']],
  ['in a variable', { expression: 'variables.open.size() == 0 || object.?b.hasValue()' }, []],
])('a value that only Terraform knows is unknown %s', (_, asked, verdicts) => {
  expect(found({ on: 'resource', must: 'it must hold', expression: 'true', ...asked }, resources({ a: '${var.a}' })).map(({ verdict }) => verdict)).toEqual(verdicts);
});

test('the remedy is the subject\'s, else the rule\'s, else the control\'s', () => {
  const [subject] = objects([secret()]);

  expect(found(rule('false'))[0].remedy).toBe('Do it.');
  expect(found(rule('false', { remedy: 'So.' }))[0].remedy).toBe('So.');
  expect(found(rule('false', { remedy: 'So.' }), [{ ...subject, remedy: 'Here.' }])[0].remedy).toBe('Here.');
});

test('findings are by control, then in the order of the subjects, and everything that was asked is counted', () => {
  const evaluator = new Evaluator([
    control('A-1', rule('object.metadata.name != "b"'), rule('true', { when: 'object.metadata.name == "a"' })),
    control('A-2', rule('false'), rule('object.spec.none', { kinds: ['Pod'] })),
  ]);
  const { findings, tallies, coverage } = evaluator.evaluate(objects([secret('a'), secret('b'), { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'c' } }]));

  expect(findings.map(finding => `${finding.control} ${finding.target.name} ${finding.verdict}`))
    .toEqual(['A-1 b fail', 'A-2 a fail', 'A-2 b fail', 'A-2 c fail', 'A-2 c error']);
  expect(tallies.get('A-1')).toEqual({ 'pass': 3, 'fail': 1, 'unknown': 0, 'not-applicable': 2, 'error': 0 });
  expect(tallies.get('A-2')).toEqual({ 'pass': 0, 'fail': 3, 'unknown': 0, 'not-applicable': 0, 'error': 1 });
  expect(coverage.map(entry => `${entry.control} ${entry.environment} ${entry.kind} ${entry.tally.pass} ${entry.tally.fail}`))
    .toEqual(['A-1 prod Pod 1 0', 'A-1 prod Secret 2 1', 'A-2 prod Pod 0 1', 'A-2 prod Secret 0 2']);
});

test('an evaluator asks again, of another environment too, as if it had not been asked before', () => {
  const evaluator = new Evaluator([control('A-1', rule('variables.identity.owner in variables.environment.teams', { tiers: [Tier.PROD] }))]);
  const owned = secret('a', { metadata: { name: 'a', labels: { 'platform.example.com/owner': 'team-payments' } } });
  const counts = (facts: typeof EXAMPLE_FACTS) => evaluator.evaluate(objects([owned, owned, secret()], facts)).findings.length;

  const others = [counts({ ...EXAMPLE_FACTS, teams: [] }), counts({ ...EXAMPLE_FACTS, tier: Tier.DEV })];

  expect([counts(EXAMPLE_FACTS), ...others, counts(EXAMPLE_FACTS)]).toEqual([1, 3, 0, 1]);
});

test('a control of which nothing was asked is counted too', () => {
  const { tallies, coverage } = new Evaluator([control('A-1', rule('true', { kinds: ['Pod'] }))]).evaluate(objects([secret()]));

  expect(tallies.get('A-1')).toEqual({ 'pass': 0, 'fail': 0, 'unknown': 0, 'not-applicable': 0, 'error': 0 });
  expect(coverage).toEqual([]);
});

test('a manifest has no values that only Terraform knows, whatever characters are in it', () => {
  const marked = objects([secret('a', { data: { a: '\u{E000}' } })]);

  expect(found(rule('object.data.a == "x"'), marked).map(({ verdict }) => verdict)).toEqual(['fail']);
});

test('of hundreds of objects each is judged as it would be alone', () => {
  const asked = control('A-1', rule('object.metadata.name != "s-7"'), rule('object.type == "Opaque"', { got: 'object.type' }), rule('object.metadata.labels.owner != ""'));
  const bodies = Array.from({ length: 300 }, (_, i) => secret(`s-${i}`, {
    type: i % 50 === 0 ? 'other' : 'Opaque', metadata: { name: `s-${i}`, ...i % 90 !== 89 && { labels: { owner: i === 200 ? '' : 'team' } } },
  }));
  const alone = objects(bodies).map(subject => new Evaluator([asked]).evaluate([subject]));
  const together = new Evaluator([asked]).evaluate(objects(bodies));

  expect(together.findings).toEqual(alone.flatMap(({ findings }) => findings));
  expect(together.findings).toHaveLength(1 + 6 + 1 + 3);
  expect(together.tallies.get('A-1')).toEqual({ 'pass': 900 - 11, 'fail': 8, 'unknown': 0, 'not-applicable': 0, 'error': 3 });
});
