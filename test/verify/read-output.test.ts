import * as fc from 'fast-check';
import { toYaml } from '../../src/synth/yaml';
import { readJson, readManifests } from '../../src/verify/read-output';

/** Texts that one reader of YAML takes for something else than another one, and others. */
const TEXT = fc.oneof(
  fc.constantFrom(
    'yes', 'no', 'on', 'off', 'y', 'n', 'Yes', 'TRUE', 'null', '~', '', '1', '010', '0o10', '0x1F', '1_000', '1:30', '1e3', '1.', '.5', '.inf', '.nan', '-', '=', '<<',
    '2026-07-01', '2026-07-01T10:00:00Z', '---', '...', '%YAML', '&a', '*a', '!tag', '- a', 'a: b', 'a #b', '# a', '{a}', '[a]', '@a', '`a`', '|', '>', '"', '\'', 'a\nb', 'a\n', '\n', '\ta', ' a ', 'a\\b',
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
/** A key that is a merge in one version of YAML is ambiguous indeed, as are numbers with an exponent: some readers take them for texts. */
const KEY = TEXT.filter(text => text !== '<<' && text !== '__proto__');
const VALUE = fc.letrec(tie => ({
  value: fc.oneof({ depthSize: 'small' }, TEXT, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).filter(number => !String(number).includes('e')), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(KEY, tie('value'), { maxKeys: 3 })),
})).value;
const DOCUMENT = fc.dictionary(KEY, VALUE, { minKeys: 1, maxKeys: 4 });

test('whatever synth writes is read back as it was, and nothing in it is ambiguous', () => {
  fc.assert(fc.property(fc.array(DOCUMENT, { maxLength: 3 }), fc.boolean(), (documents, begun) => {
    const plain = JSON.parse(JSON.stringify(documents)) as typeof documents;
    const { documents: read, ambiguity } = readManifests(Buffer.from(`${begun ? '---\n' : ''}${toYaml(plain)}`));

    expect(ambiguity).toBe('');
    expect(JSON.parse(JSON.stringify(read))).toEqual(plain);
  }), { numRuns: 2000 });
});

test('a file whose bytes differ from what synth would write is ambiguous, whatever the difference is', () => {
  fc.assert(fc.property(DOCUMENT, fc.nat(), fc.constantFrom(' ', '\n', '#', '&', '\'', ','), (document, at, text) => {
    const written = [...toYaml([document])];
    const place = at % (written.length + 1);
    const changed = [...written.slice(0, place), text, ...written.slice(place)].join('');
    const { documents, ambiguity } = readManifests(Buffer.from(changed));

    // another document, written as synth writes it, or one that is called ambiguous
    expect(ambiguity !== '' || toYaml(documents) === changed.replace(/^---\n/, '')).toBe(true);
  }), { numRuns: 1000 });
});

test.each([
  ['{"a":1}', ''],
  ['{\n  "a": 1\n}\n', ''],
  ['{\n  "a": 1,\n  "a": 1\n}\n', 'line 2, "  \\"a\\": 1,", which synth would write as "  \\"a\\": 1"'],
  ['[]\n', 'a document that is no object'],
])('JSON %j', (text, ambiguity) => {
  expect(readJson(Buffer.from(text)).ambiguity).toBe(ambiguity);
});
