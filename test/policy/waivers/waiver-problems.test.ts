import { WAIVER } from './example-waiver';
import { waiverProblems } from '../../../src/policy/waivers/waiver-problems';

type Fields = Record<string, unknown>;

/** What is wrong with waivers that differ from a valid one: where, and in which words. */
const problems = (...edits: Fields[]) => waiverProblems({ waivers: edits.map(edit => ({ ...WAIVER, ...edit })) }).map(({ path, text }) => `${path.join('.')}: ${text}`);
const places = (...edits: Fields[]) => problems(...edits).map(problem => problem.slice(0, problem.indexOf(':')));

test('a valid waiver has no problem', () => {
  expect(problems({}, { id: 'WVR-2026-002', links: ['https://example.com/a'], compensatingControls: ['It is scanned.'] })).toEqual([]);
});

test.each(['id', 'control', 'target', 'owner', 'approvedBy', 'reason', 'ticket', 'created', 'expires', 'scopeHash'])('without %s that is the only problem', name => {
  expect(places({ [name]: undefined })).toEqual([`waivers.0.${name}`]);
});

test.each(['id', 'reason', 'created', 'expires', 'owner', 'approvedBy', 'links', 'compensatingControls'])('a number as %s is the only problem', name => {
  expect(places({ [name]: 5 })).toEqual([`waivers.0.${name}`]);
});

test.each(['links', 'compensatingControls'])('a number among %s is the only problem', name => {
  expect(places({ [name]: [5] })).toEqual([`waivers.0.${name}.0`]);
});

test('neither of two waivers without an id has the id of the other', () => {
  expect(places({ id: 5 }, { id: 5 })).toEqual(['waivers.0.id', 'waivers.1.id']);
});

test.each<[string, string]>([
  ['TODO say why this is', 'a word of a template'],
  ['because because BECAUSE', 'one word three times'],
  ['no  time', 'two words'],
])('the reason "%s" is %s', reason => {
  expect(places({ reason })).toEqual(['waivers.0.reason']);
});

test.each<[string, Fields, string[]]>([
  ['a day that is none, however long after', { created: '2026-02-30', expires: '2026-01-01' }, ['waivers.0.created']],
  ['an end that is none, however long before', { expires: '2025-13-01' }, ['waivers.0.expires']],
  ['an end before its beginning', { created: '2026-03-02', expires: '2026-03-01' }, ['waivers.0.expires']],
  ['an end on the day of its beginning, which may be', { created: '2026-03-01', expires: '2026-03-01' }, []],
])('%s', (_, edit, expected) => {
  expect(places(edit)).toEqual(expected);
});

test.each([null, 5, {}, [5]])('a list of waivers that is %j is a problem and nothing else', waivers => {
  expect(waiverProblems({ waivers })).toHaveLength(1);
});
