import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { sorted, sortedYaml, toYaml } from '../../src/synth/yaml';

/** Texts that mean something else, or look as if they did, in YAML 1.1, 1.2 or at some place of a document. */
const TRICKY = [
  'false', 'False', 'FALSE', 'falsey', 'e-000', 'e12345', 'E+00000', 'e-1_000', 'exp-1', 'yes', 'Yes', 'no', 'on', 'off', 'OFF', 'y', 'n', 'true', 'True', 'null', 'Null', '~', '', ' ', '  two', 'trailing ', '012', '0o14', '0x1F', '0b11', '1:30', '190:20:30.15',
  '1_000', '1e3', '1.', '.5', '+1', '-0', '.inf', '-.Inf', '.nan', '=', '<<', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '%', '%YAML 1.1', '---', '--- a', '...', '... a',
  '-', '- a', '?', '? a', ':', ': a', 'a: b', 'a:', 'a #b', '#', '&a', '*a', '!a', '!!str', '|', '>', '\'', '"', 'it\'s', '`', '@', ',', '[', ']', '{', '}', '{}', '[]',
  'two\nlines', 'two\nlines\n', '\n', '\n\n', 'a\n\n', ' \n', '\ta', 'a\tb', 'tab\n\tin', '---\na', 'a\n---\nb', 'a\n...\nb', '%a\n%b', 'cr\r', 'crlf\r\nb', '\u0000', '\u0007', '\u001b[0m',
  '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', 'ä', '日本', '😀', '\ud800', 'x'.repeat(200), 'word '.repeat(60), `${'k'.repeat(1030)}`, '__proto__x', 'a-b', 'on-off', 'no-1', 'e-1',
];

const text = fc.oneof(fc.constantFrom(...TRICKY), fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+.:~%#0-9a-fox_ ]{1,8}$/), fc.stringMatching(/^[a-z]{1,4}(-[a-z0-9]{1,3}){0,2}$/));
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1e21, 1e-7, 0.1, NaN, Infinity));

const value = fc.letrec(tie => ({
  value: fc.oneof({ depthSize: 'small' }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(fc.oneof(text.filter(key => key !== '__proto__'), fc.integer().map(String)), tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value;

/** The same object at two places. */
const shared = fc.tuple(value, value).map(([one, two]) => ({ first: one, between: { two, again: one }, list: [one, two] }));

test('documents come out with the bytes of cdk8s', () => {
  fc.assert(fc.property(fc.array(fc.oneof(value, shared), { maxLength: 3 }), documents => {
    expect(toYaml(documents)).toBe(Yaml.stringify(...documents));
  }), { numRuns: 3000 });
});

// asked for one by one, because the answer for a text is remembered for its next place
test.each(['{ key: value }', '[ item ]', '{ value: key }', '{ a: { b: [ item ] } }', '[ [ item ] ]'])('every tricky text comes out with the bytes of cdk8s in %s', shape => {
  for (const tricky of [...TRICKY, 1, -0, 0, true, null, undefined, [], {}, [[]], [{}], { a: [] }]) {
    const document = {
      '{ key: value }': { key: tricky },
      '[ item ]': [tricky, tricky],
      '{ value: key }': { [String(tricky)]: 'key', z: 1 },
      '{ a: { b: [ item ] } }': { a: { b: [tricky], c: tricky } },
      '[ [ item ] ]': { a: [[tricky], [{ tricky }]] },
    }[shape];

    expect(toYaml([document, document])).toBe(Yaml.stringify(document, document));
  }
});

test('no document at all is an empty text', () => {
  expect(toYaml([])).toBe('');
});

/** Whether there is a null anywhere in it. */
function holdsNull(document: unknown): boolean {
  return document === null || (typeof document === 'object' && Object.values(document).some(holdsNull));
}

test('a document in order comes out with the bytes of cdk8s, and whoever says whether there are nulls in it is right', () => {
  const said = { true: 0, false: 0, undefined: 0 };
  const fields = fc.dictionary(fc.constantFrom('apiVersion', 'kind', 'spec', 'data'), fc.oneof(value, shared), { minKeys: 1, noNullPrototype: true });

  fc.assert(fc.property(fields, document => {
    const { text: written, hasNulls } = sortedYaml(document);
    said[`${hasNulls}`]++;

    expect(written).toBe(Yaml.stringify(Object.fromEntries(Object.entries(document).map(([key, entry]) => [key, sorted(entry)]))));
    expect(hasNulls ?? holdsNull(document)).toBe(holdsNull(document));
  }), { numRuns: 3000 });

  expect(Math.min(...Object.values(said))).toBeGreaterThan(50);
});
