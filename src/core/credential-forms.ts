/**
 * What credentials look like, whatever they are called, and what they are. The shapes are those that their issuers document.
 *
 * RE2 reads the patterns as JavaScript does: an API server matches with them too. What refers to a value (`$(NAME)`, `${...}`) is none.
 */
const FORMS: readonly (readonly [pattern: string, what: string])[] = [
  ['-----BEGIN [A-Z ]*PRIVATE KEY', 'a private key'],
  ['(AKIA|ASIA)[0-9A-Z]{16}', 'an access key of AWS'],
  ['gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22}', 'a token of GitHub'],
  ['glpat-[0-9A-Za-z_-]{20}', 'a token of GitLab'],
  ['xox[abeoprs]-[0-9A-Za-z-]{10}', 'a token of Slack'],
  ['[rs]k_live_[0-9A-Za-z]{16}', 'a key of Stripe'],
  ['eyJ[0-9A-Za-z_-]{8,}[.]eyJ', 'a JSON web token'],
  ['://[^/:@ \\n]*:([^/@$ \\n]|[$]+[^$({/@ \\n])+[$]*@', 'a URL with a password'],
];

/** The pattern of any of them. */
export const CREDENTIAL = FORMS.map(([pattern]) => pattern).join('|');

const ANY = new RegExp(CREDENTIAL);

/** What a text holds that looks like a credential, in words; nothing when it holds none. */
export function credentialIn(text: string): string | undefined {
  return ANY.test(text) ? FORMS.find(([pattern]) => new RegExp(pattern).test(text))![1] : undefined;
}
