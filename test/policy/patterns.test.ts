import { controlFiles } from '../../scripts/control-files';
import { patternsIn, unsafeIn } from '../../src/policy/patterns';

test.each([
  ['a(?=b)', 'look-around'],
  ['a(?!b)', 'look-around'],
  ['(?<=a)b', 'look-around'],
  ['(?<!a)b', 'look-around'],
  ['(a)\\1', 'a back-reference'],
  ['(?<x>a)\\k<x>', 'a back-reference'],
  ['(?>a)', 'an atomic group'],
  ['a++', 'a possessive count'],
  ['a{2}+', 'a possessive count'],
  ['[a](?=b)', 'look-around'],
  ['[ab]x(?=c)', 'look-around'],
])('%s has %s, which RE2 does not have', (pattern, name) => {
  expect(unsafeIn(pattern)).toBe(name);
});

test.each(['^[a-z]+(-[a-z]+)*$', '(?:a|b)', '(?i)a', '[(?=]', '[a(?=b]', '[\\](?=]', '\\(?=', '\\\\1'])('%s means the same to every engine', (pattern) => {
  expect(unsafeIn(pattern)).toBeUndefined();
});

test('finds the patterns of an expression, whichever way they are quoted', () => {
  expect(patternsIn('a.matches(\'^x\\\\.y$\') && b.matches(r\'^\\d+$\') || c.all(d, d.matches("it\'s")) || e.matches(f)')).toEqual(['^x\\.y$', '^\\d+$', 'it\'s']);
});

test('every pattern of the built-in controls means the same to every engine', () => {
  const patterns = controlFiles().flatMap(({ rules }) => rules).flatMap(({ when = '', expression, got = '' }) => [when, expression, got].flatMap(patternsIn));

  expect(patterns.filter(pattern => unsafeIn(pattern) !== undefined)).toEqual([]);
});
