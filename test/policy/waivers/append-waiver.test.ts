import { WAIVER } from './example-waiver';
import { nextId, waiverText, withWaiver } from '../../../src/policy/waivers/append-waiver';

const ENTRY = `  - id: WVR-2026-001
    control: K8S-08
    target:
      environment: prod
      kind: apps/Deployment
      namespace: shop
      name: api
    owner:
      team: team-payments
      contact: payments@example.com
    approvedBy: security@example.com
    reason: The image writes beside its binary until its next version.
    ticket: PAY-1234
    created: 2026-01-01
    expires: 2026-03-01
    scopeHash: 0123456789abcdef
`;

test('a first waiver makes a file in which an editor finds the schema', () => {
  expect(withWaiver(undefined, WAIVER))
    .toBe(`# yaml-language-server: $schema=../node_modules/pavement/lib/policy/waivers/waivers.schema.json\nwaivers:\n${ENTRY}`);
});

test('one more comes last, and what was there stays as it was written', () => {
  const before = `# ours\nwaivers:\n  # granted in January\n${ENTRY.replace('WVR-2026-001', 'WVR-2025-007')}`;

  expect(withWaiver(before, WAIVER)).toBe(before + ENTRY);
});

test('a list on one line is spread over several', () => {
  expect(withWaiver('waivers: [{ id: WVR-2025-007 }]\n', WAIVER)).toBe(`waivers:\n  - { id: WVR-2025-007 }\n${ENTRY}`);
});

test.each(['waivers: 5\n', 'others: []\n', '- waivers\n'])('%j is no file that a waiver can be added to', content => {
  expect(() => withWaiver(content, WAIVER)).toThrow('waivers is no list');
});

test('an entry by itself is a list of one, however long its reason is', () => {
  const reason = 'word '.repeat(60).trim();

  expect(waiverText({ ...WAIVER, reason })).toBe(ENTRY.replace(/^ {2}/gm, '').replace(WAIVER.reason, reason));
});

test.each<[string[], string]>([
  [[], 'WVR-2026-001'],
  [['WVR-2026-001', 'WVR-2026-007', 'WVR-2026-003'], 'WVR-2026-008'],
  [['WVR-2025-041'], 'WVR-2026-001'],
  [['WVR-2026-999'], 'WVR-2026-1000'],
  [['WVR-2026-009'], 'WVR-2026-010'],
])('after %j the next one is %s', (ids, next) => {
  expect(nextId(ids.map(id => ({ id })), '2026')).toBe(next);
});
