import { CREDENTIAL, credentialIn } from '../../src/core/credential-forms';
import { unsafeIn } from '../../src/policy/patterns';

test.each<[string, string]>([
  ['-----BEGIN RSA PRIVATE KEY-----\nMII', 'a private key'],
  ['-----BEGIN PRIVATE KEY-----', 'a private key'],
  ['id=AKIAIOSFODNN7EXAMPLE', 'an access key of AWS'],
  ['ASIAIOSFODNN7EXAMPLE', 'an access key of AWS'],
  [`ghp_${'a1B2'.repeat(9)}`, 'a token of GitHub'],
  ['github_pat_11AAAAAAA0aB2cD3eF4gH5i', 'a token of GitHub'],
  [`glpat-${'a1-_'.repeat(5)}`, 'a token of GitLab'],
  ['xoxb-1234567890-abc', 'a token of Slack'],
  ['rk_live_0123456789abcdef', 'a key of Stripe'],
  ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x', 'a JSON web token'],
  ['postgres://api:hunter2@db/orders', 'a URL with a password'],
  ['redis://:hunter2@cache', 'a URL with a password'],
  ['https://bot:p$ss:w$$rd$@chat.example.com', 'a URL with a password'],
  [`https://${'long'.repeat(40)}:${'word'.repeat(40)}@example.com`, 'a URL with a password'],
  [`eyJ${'x5c0'.repeat(500)}.eyJzdWIiOiIxIn0.x`, 'a JSON web token'],
])('%j holds %s', (text, what) => {
  expect(credentialIn(text)).toBe(what);
});

test.each([
  '', 'AKIA', 'AKIAlowercase0123456', '-----BEGIN CERTIFICATE-----', 'ghp_short', 'eyJ.eyJ', 'https://api.example.com:8443/a@b', 'postgres://$(USER):$(PASSWORD)@db',
  'postgres://${USER}:${PASSWORD}@db', 'https://user@example.com',
])('%j holds none', text => {
  expect(credentialIn(text)).toBeUndefined();
});

test('RE2 knows the pattern too', () => {
  expect(unsafeIn(CREDENTIAL)).toBeUndefined();
});
