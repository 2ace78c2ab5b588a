import * as fc from 'fast-check';
import { Finding, fingerprint } from '../../../src/policy/finding';
import { JudgedWaiver, isFailing, isWarning, judgeWaivers } from '../../../src/policy/waivers/judge-waivers';
import { PlacedWaiver } from '../../../src/policy/waivers/read-waivers';
import { CONTROLS } from '../few-controls';
import { WAIVABLE } from '../waivable';

const RULES = { controls: CONTROLS, teams: ['team-payments'], now: '2026-07-10' };

function finding(name: string, got = 'yes', pointer?: string): Finding {
  return {
    control: WAIVABLE.id,
    severity: WAIVABLE.severity,
    waivable: true,
    verdict: 'fail',
    blocking: true,
    target: { plane: 'kubernetes', environment: 'prod', file: 'prod/shop.k8s.yaml', kind: 'ConfigMap', namespace: 'shop', name, pointer },
    must: 'an object must not be legacy',
    got,
    remedy: WAIVABLE.remedy,
    sources: {},
    fingerprint: fingerprint(WAIVABLE.id, 'an object must not be legacy', got),
  };
}

function waiver(name: string, changes: Partial<PlacedWaiver> = {}): PlacedWaiver {
  return {
    id: 'WVR-2026-001',
    control: WAIVABLE.id,
    target: { environment: 'prod', kind: 'ConfigMap', namespace: 'shop', name },
    owner: { team: 'team-payments', contact: 'payments@example.com' },
    approvedBy: 'security@example.com',
    reason: 'The old settings go with the next release.',
    ticket: 'PAY-1',
    created: '2026-07-01',
    expires: '2026-08-31',
    scopeHash: finding(name).fingerprint,
    place: 'governance/waivers.yaml:2:5',
    ...changes,
  };
}

function verdicts(findings: Finding[], waivers: PlacedWaiver[], rules = RULES): Record<string, string> {
  const judged = judgeWaivers(findings, waivers, rules).waivers;
  return Object.fromEntries(judged.map((entry: JudgedWaiver) => [entry.waiver.id, `${entry.verdict}: ${entry.text}`]));
}

test.each<[name: string, findings: Finding[], changes: Partial<PlacedWaiver>, verdict: string]>([
  ['holds for its finding', [finding('a')], {}, 'active: holds until 2026-08-31'],
  ['speaks up 14 days before its end', [finding('a')], { expires: '2026-07-24' }, 'expiring: expires on 2026-07-24'],
  ['is quiet 15 days before its end', [finding('a')], { expires: '2026-07-25' }, 'active: holds until 2026-07-25'],
  ['holds on its last day', [finding('a')], { expires: '2026-07-10' }, 'expiring: expires on 2026-07-10'],
  ['has expired a day later', [finding('a')], { expires: '2026-07-09' }, 'expired: expired on 2026-07-09'],
  ['holds on its first day', [finding('a')], { created: '2026-07-10' }, 'active: holds until 2026-08-31'],
  ['does not hold before it', [finding('a')], { created: '2026-07-11' }, 'not-yet: holds from 2026-07-11 on, which is after 2026-07-10'],
  ['may last as long as its severity allows', [finding('a')], { created: '2026-07-01', expires: '2026-09-29' }, 'active: holds until 2026-09-29'],
  ['may not last a day longer', [finding('a')], { created: '2026-07-01', expires: '2026-09-30' }, 'too-long: lasts 91 days'],
  ['is not needed where nothing was found', [], {}, 'unused: is for what was not found'],
  ['is for another environment', [finding('a')], { target: { environment: 'dev', kind: 'ConfigMap', namespace: 'shop', name: 'a' } }, 'unused: is for what was not found'],
  ['is for no environment', [finding('a')], { target: { kind: 'ConfigMap', namespace: 'shop', name: 'a' } }, 'unused: is for what was not found'],
  ['is for another value', [finding('a', 'more')], {}, 'unused: was given for another value than the one that is found now'],
  ['is for several parts of an object', [finding('a', 'yes', '/x'), finding('a', 'yes', '/y')], {}, 'over-broad: answers to 2 findings'],
  ['is for one of several parts', [finding('a', 'yes', '/x'), finding('a', 'yes', '/y')],
    { target: { environment: 'prod', kind: 'ConfigMap', namespace: 'shop', name: 'a', pointer: '/y' } }, 'active: holds until 2026-08-31'],
  ['is for an object that is there twice', [finding('a'), finding('a')], {}, 'over-broad: answers to 2 findings'],
  ['is for a control that lets nothing pass', [finding('a')], { control: 'K8S-01' }, 'not-waivable: is for K8S-01, which cannot be waived'],
  ['is for no control', [finding('a')], { control: 'K8S-999' }, 'unknown-control: is for K8S-999, which is no control'],
  ['belongs to no team', [finding('a')], { owner: { team: 'team-gone', contact: 'x' } }, 'unknown-team: belongs to team-gone, which is no team of the standards'],
])('a waiver %s', (_, findings, changes, verdict) => {
  const judged = verdicts(findings, [waiver('a', changes)]);
  const { open, waived } = judgeWaivers(findings, [waiver('a', changes)], RULES);
  const holds = /^(active|expiring)/.test(verdict);

  expect(judged).toEqual({ 'WVR-2026-001': verdict });
  expect(waived).toHaveLength(holds ? 1 : 0);
  expect(open).toHaveLength(findings.length - (holds ? 1 : 0));
});

test.each<[verdict: string, findings: Finding[], changes: Partial<PlacedWaiver>, remedy: string]>([
  ['active', [finding('a')], {}, ''],
  ['expiring', [finding('a')], { expires: '2026-07-24' }, 'correct what was found, or have a new waiver approved in time'],
  ['expired', [finding('a')], { expires: '2026-07-09' }, 'correct what was found, or have a new waiver approved'],
  ['not-yet', [finding('a')], { created: '2026-07-11' }, 'correct the day on which it was created'],
  ['too-long', [finding('a')], { expires: '2026-09-30' }, 'TEST-01 can be waived for 90 days at most: let it expire earlier'],
  ['unused', [], {}, 'remove it'],
  ['unused', [finding('a', 'more')], {}, 'have it approved again for what is found now'],
  ['over-broad', [finding('a'), finding('a')], {}, 'name the one it is for with target.pointer, or give the objects names of their own'],
  ['not-waivable', [], { control: 'K8S-01' }, `remove it. ${CONTROLS.find(({ id }) => id === 'K8S-01')!.remedy}`],
  ['unknown-control', [], { control: 'K8S-999' }, 'correct the id'],
  ['unknown-team', [], { owner: { team: 'team-gone', contact: 'x' } }, 'use one of team-payments, team-search'],
])('one that is %s says what to do', (verdict, findings, changes, remedy) => {
  const [judged] = judgeWaivers(findings, [waiver('a', changes)], { ...RULES, teams: ['team-payments', 'team-search'] }).waivers;

  expect(judged).toMatchObject({ verdict, remedy });
  expect(isFailing(judged)).toBe(!['active', 'expiring', 'unused'].includes(verdict));
  expect(isWarning(judged)).toBe(['expiring', 'unused'].includes(verdict));
});

test('one of two for one finding is to be removed', () => {
  expect(judgeWaivers([finding('a')], [waiver('a'), waiver('a')], RULES).waivers.map(({ remedy }) => remedy)).toEqual(['', 'remove one of them']);
});

test.each<[string, Partial<PlacedWaiver['target']>]>([
  ['control', {}],
  ['environment', { environment: 'staging' }],
  ['kind', { kind: 'Secret' }],
  ['namespace', { namespace: 'other' }],
  ['name', { name: 'b' }],
])('one for another %s lets nothing pass', (part, changes) => {
  const other = waiver('a', { target: { ...waiver('a').target, ...changes }, ...part === 'control' && { control: 'AWS-03' } });

  expect(judgeWaivers([finding('a')], [other], RULES)).toMatchObject({ open: [{ target: { name: 'a' } }], waived: [] });
});

test('findings stay in their order, those that pass and those that do not', () => {
  const findings = ['c', 'a', 'd', 'b'].map(name => finding(name));
  const { open, waived } = judgeWaivers(findings, ['b', 'c'].map(name => waiver(name, { id: name })), RULES);

  expect(open.map(({ target }) => target.name)).toEqual(['a', 'd']);
  expect(waived.map(entry => [entry.finding.target.name, entry.waiver.id])).toEqual([['c', 'c'], ['b', 'b']]);
});

test('the second waiver for one finding is not needed, and one that has expired does not stand in the way of another one', () => {
  expect(verdicts([finding('a')], [waiver('a'), waiver('a', { id: 'WVR-2026-002' })])).toEqual({
    'WVR-2026-001': 'active: holds until 2026-08-31', 'WVR-2026-002': 'unused: is for a finding that another waiver lets pass',
  });
  expect(verdicts([finding('a')], [waiver('a', { expires: '2026-07-09' }), waiver('a', { id: 'WVR-2026-002' })])).toEqual({
    'WVR-2026-001': 'expired: expired on 2026-07-09', 'WVR-2026-002': 'active: holds until 2026-08-31',
  });
});

test('without a day to judge by, dates are not looked at, but how long a waiver lasts is', () => {
  expect(verdicts([finding('a')], [waiver('a', { created: '2020-01-01', expires: '2020-02-01' })], { ...RULES, now: undefined as unknown as string }))
    .toEqual({ 'WVR-2026-001': 'active: holds until 2020-02-01' });
  expect(verdicts([finding('a')], [waiver('a', { created: '2020-01-01', expires: '2021-02-01' })], { ...RULES, now: undefined as unknown as string }))
    .toEqual({ 'WVR-2026-001': 'too-long: lasts 397 days' });
});

const NAMES = ['a', 'b', 'c', 'd'];
const FINDINGS = fc.array(fc.record({ name: fc.constantFrom(...NAMES), got: fc.constantFrom('yes', 'no'), pointer: fc.option(fc.constantFrom('/x', '/y'), { nil: undefined }) }), { maxLength: 8 })
  .map(all => all.map(({ name, got, pointer }) => finding(name, got, pointer)));
const DAYS = fc.integer({ min: 0, max: 120 }).map(days => new Date(Date.UTC(2026, 5, 1 + days)).toISOString().slice(0, 10));
const WAIVERS = fc.array(fc.record({ name: fc.constantFrom(...NAMES), got: fc.constantFrom('yes', 'no'), created: DAYS, expires: DAYS }), { maxLength: 5 })
  .map(all => all.map(({ name, got, created, expires }, i) => waiver(name, {
    id: `WVR-2026-${String(i + 1).padStart(3, '0')}`, scopeHash: finding(name, got).fingerprint, created, expires,
  })));

test('a waiver removes exactly one finding or none, and findings are only ever removed', () => {
  fc.assert(fc.property(FINDINGS, WAIVERS, (findings, waivers) => {
    const { open, waived, waivers: judged } = judgeWaivers(findings, waivers, RULES);
    const holding = judged.filter(({ verdict }) => verdict === 'active' || verdict === 'expiring');

    expect(waived).toHaveLength(holding.length);
    expect(new Set(waived.map(({ waiver: { id } }) => id)).size).toBe(holding.length);
    expect(open.length + waived.length).toBe(findings.length);
    expect(open).toEqual(findings.filter(entry => open.includes(entry)));
    waived.forEach(entry => expect(entry.finding.fingerprint).toBe(entry.waiver.scopeHash));
  }), { numRuns: 500 });
});

test('an expired waiver equals none', () => {
  fc.assert(fc.property(FINDINGS, WAIVERS, fc.constantFrom(...NAMES), fc.nat({ max: 5 }), (findings, waivers, name, at) => {
    const expired = waiver(name, { id: 'WVR-2026-999', created: '2026-06-01', expires: '2026-07-09' });
    const without = judgeWaivers(findings, waivers, RULES);
    const beside = judgeWaivers(findings, [...waivers.slice(0, at), expired, ...waivers.slice(at)], RULES);

    expect([beside.open, beside.waived]).toEqual([without.open, without.waived]);
    expect(beside.waivers.find(({ waiver: { id } }) => id === expired.id)!.verdict).toBe('expired');
  }), { numRuns: 300 });
});

test('a waiver with a pointer removes the finding in that place and leaves the others, which are otherwise the same', () => {
  const findings = [finding('a', 'yes', '/x'), finding('a', 'yes', '/y'), finding('a', 'yes', '/z')];
  const target = { environment: 'prod', kind: 'ConfigMap', namespace: 'shop', name: 'a', pointer: '/y' };

  expect(judgeWaivers(findings, [waiver('a', { target })], RULES).open.map(open => open.target.pointer)).toEqual(['/x', '/z']);
});
