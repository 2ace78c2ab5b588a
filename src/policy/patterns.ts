/** What RE2, with which the API server matches, does not have: look-around, back-references, atomic groups and possessive counts. */
const UNSAFE: readonly [form: RegExp, name: string][] = [
  [/^\(\?<?[=!]/, 'look-around'],
  [/^\\(?:[1-9]|k<)/, 'a back-reference'],
  [/^\(\?>/, 'an atomic group'],
  [/^[*+?}]\+/, 'a possessive count'],
];

const LITERAL = /\bmatches\(\s*(?:r(?:'([^'\n]*)'|"([^"\n]*)")|'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)")/g;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The regular expressions that an expression matches with, where they are written out. */
export function patternsIn(expression: string): string[] {
  return [...expression.matchAll(LITERAL)].map(([, raw1, raw2, single, double]) =>
    raw1 ?? raw2 ?? (single ?? double).replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped));
}

/** What a pattern has that RE2 does not, in words; nothing when every engine reads it alike. */
export function unsafeIn(pattern: string): string | undefined {
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i);
    const found = inClass ? undefined : UNSAFE.find(([form]) => form.test(rest));
    if (found) {
      return found[1];
    }
    inClass = rest.startsWith('[') || (inClass && !rest.startsWith(']'));
    i += rest.startsWith('\\') ? 1 : 0;
  }
  return undefined;
}
