import { Coverages } from '../../src/policy/coverage';
import { Verdict } from '../../src/policy/finding';

const rule = (id: string) => ({ control: { id } });
const said = (...verdicts: (Verdict | undefined)[]) => verdicts.map(verdict => verdict && { verdict });
const ORDER = new Map([['B-01', 0], ['A-01', 1]]);

test('what is remembered of things that are alike is counted for each of them, and what needs more comes back', () => {
  const coverages = new Coverages();
  const count = coverages.countOf([rule('A-01'), rule('A-01'), rule('B-01'), rule('B-01')], 'prod', 'Pod');
  const alike = said('pass', 'not-applicable', 'fail', undefined);

  expect([count.add(alike), count.add(alike), count.add([])]).toEqual([[2, 3], [2, 3], [0, 1, 2, 3]]);
  count.addOne(2, 'fail');
  count.addOne(3, 'unknown');
  expect(coverages.inOrder(ORDER)).toEqual([
    { control: 'B-01', environment: 'prod', kind: 'Pod', tally: { 'pass': 0, 'fail': 1, 'unknown': 1, 'not-applicable': 0, 'error': 0 } },
    { control: 'A-01', environment: 'prod', kind: 'Pod', tally: { 'pass': 2, 'fail': 0, 'unknown': 0, 'not-applicable': 2, 'error': 0 } },
  ]);
});

test('it is in the order of controls, then of environments and kinds, each for itself', () => {
  const coverages = new Coverages();
  const places: [string, string][] = [['prod', 'Service'], ['dev', 'Service'], ['prod', 'Pod'], ['prodP', 'od']];
  places.forEach(([environment, kind]) => coverages.countOf([rule('A-01'), rule('B-01')], environment, kind).add(said('pass', 'pass')));

  expect(coverages.inOrder(ORDER).map(({ control, environment, kind, tally }) => `${control} ${environment} ${kind} ${tally.pass}`)).toEqual([
    'B-01 dev Service 1', 'B-01 prod Pod 1', 'B-01 prod Service 1', 'B-01 prodP od 1',
    'A-01 dev Service 1', 'A-01 prod Pod 1', 'A-01 prod Service 1', 'A-01 prodP od 1',
  ]);
});

test('the same list of rules counts in one place, however often it is asked for', () => {
  const coverages = new Coverages();
  const rules = [rule('A-01')];

  expect(coverages.countOf(rules, 'prod', 'Pod')).toBe(coverages.countOf(rules, 'prod', 'Pod'));
});
