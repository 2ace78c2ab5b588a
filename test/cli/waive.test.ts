import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { runCli } from './run-cli';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { Control } from '../../src/policy/control';
import { controlsDigest } from '../../src/policy/report/report';
import { WAIVABLE } from '../policy/waivable';
import { WAIVER } from '../policy/waivers/example-waiver';
import { messageOf, scratch } from '../synth/scratch';
import { legacy, writeProgram, writeWaivers } from '../verify/written-program';
import { Standards } from 'pavement';

// a few controls, so that a program has the findings that a test is about and no others
jest.mock('../../src/policy/built-in', () => {
  const actual = jest.requireActual<typeof import('../../src/policy/built-in')>('../../src/policy/built-in');
  return { BUILT_IN_CONTROLS: actual.BUILT_IN_CONTROLS.filter(({ id }) => ['AWS-03', 'GOV-03', 'K8S-01'].includes(id)) };
});

const asked = BUILT_IN_CONTROLS as Control[];
const few = [...asked];
const FLAGS = {
  'target': 'old-settings',
  'owner': 'team-payments',
  'contact': 'payments@example.com',
  'approved-by': 'security@example.com',
  'reason': 'The old settings go with the next release.',
  'ticket': 'PAY-1234',
  'expires': '2026-08-31',
  'now': '2026-07-01',
};

let root: string;

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  root = scratch();
  // written when the control was not there yet
  asked.splice(0, Infinity, ...few);
  writeProgram(root, (app) => {
    legacy(app, 'old-settings');
    legacy(app, 'older-settings', 'very');
  });
  asked.push(WAIVABLE);
  // and as if it had been
  const attestation = join(root, 'governance/attestation.json');
  writeFileSync(attestation, readFileSync(attestation, 'utf8').replace(controlsDigest(few), controlsDigest(asked)));
});

function waive(changes: Record<string, string> = {}, control = 'TEST-01') {
  const flags = Object.entries({ ...FLAGS, ...changes }).filter(([, value]) => value !== '').flatMap(([flag, value]) => [`--${flag}`, value]);
  return runCli(root, 'waive', control, ...flags);
}

async function found(): Promise<string[]> {
  const { stdout } = await runCli(root, 'verify', '--format', 'json', '--now', '2026-07-01');
  const { findings } = JSON.parse(stdout) as { findings: { control: string; target: { name: string }; blocking: boolean }[] };
  return findings.filter(({ blocking }) => blocking).map(({ control, target }) => `${control} ${target.name}`);
}

test('a waiver lets its finding pass and no other one', async () => {
  expect(await found()).toEqual(['TEST-01 old-settings', 'TEST-01 older-settings']);

  const { code, stdout, stderr } = await waive();

  expect({ code, stderr }).toEqual({ code: 0, stderr: 'written to governance/waivers.yaml; it holds when security@example.com has approved the change:\n' });
  expect(parse(stdout)).toEqual([{
    id: 'WVR-2026-001',
    control: 'TEST-01',
    target: { environment: 'prod', kind: 'ConfigMap', namespace: 'shop-prod', name: 'old-settings' },
    scopeHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    owner: { team: 'team-payments', contact: 'payments@example.com' },
    approvedBy: 'security@example.com',
    reason: 'The old settings go with the next release.',
    ticket: 'PAY-1234',
    created: '2026-07-01',
    expires: '2026-08-31',
  }]);
  expect(await found()).toEqual(['TEST-01 older-settings']);
});

test('the next waiver goes behind the others, and comments stay', async () => {
  await waive();
  const file = join(root, 'governance/waivers.yaml');
  const before = `# ours\n${readFileSync(file, 'utf8')}  # the last one\n`;
  writeFileSync(file, before);

  expect((await waive({ target: 'prod/ConfigMap/shop-prod/older-settings' })).code).toBe(0);

  const after = readFileSync(file, 'utf8');
  expect(after).toContain('# yaml-language-server: $schema=../node_modules/pavement/lib/policy/waivers/waivers.schema.json\n');
  expect(after).toContain('# ours\n');
  expect(after).toContain('# the last one');
  expect((parse(after) as { waivers: { id: string }[] }).waivers.map(({ id }) => id)).toEqual(['WVR-2026-001', 'WVR-2026-002']);
  expect(await found()).toEqual([]);
});

test('a synth that writes nothing says what a waiver needs, and goes through with it', async () => {
  const other = scratch();
  const message = messageOf(() => writeProgram(other, app => legacy(app, 'old-settings')));
  const [, target, hash] = /pavement waive TEST-01 --target (\S+) --scope-hash (\S+)/.exec(message)!;

  expect(existsSync(join(other, 'dist'))).toBe(false);
  root = other;
  expect((await waive({ 'target': target, 'scope-hash': hash })).code).toBe(0);

  writeProgram(other, app => legacy(app, 'old-settings'));
  expect(await found()).toEqual([]);
  const { predicate } = JSON.parse(readFileSync(join(other, 'governance/attestation.json'), 'utf8')) as { predicate: { waivers: object[] } };
  expect(predicate.waivers).toEqual([{ id: 'WVR-2026-001', control: 'TEST-01', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

  // what synth used must be there as it was
  writeFileSync(join(other, 'governance/waivers.yaml'), readFileSync(join(other, 'governance/waivers.yaml'), 'utf8').replace('PAY-1234', 'PAY-1235'));
  expect(await found()).toEqual(['GOV-03 attestation.json']);
});

test.each<[name: string, flags: Record<string, string>, problem: string]>([
  ['a control that cannot be waived', { control: 'K8S-01' }, '[K8S-01] a control must be one that can be waived, got "No container is privileged"; '],
  ['a control that is none', { control: 'K8S-99' }, '[CONTROL] the control must be one of '],
  ['a target of nothing', { target: 'nothing' }, '[--target] the target must be of a finding of TEST-01, got "nothing"; use one of prod/ConfigMap/shop-prod/old-settings --scope-hash '],
  ['a target that is no end of a name', { target: 'settings' }, '[--target] the target must be of a finding of TEST-01, got "settings"; use one of '],
  ['a target of a failed synth of another form', { 'target': 'old-settings', 'scope-hash': '0123456789abcdef' }, '[--target] the target must be as the finding says it, got "old-settings"; '],
  ['a scope hash of another form', { 'target': 'prod/ConfigMap/a/b', 'scope-hash': 'abc' }, '[--scope-hash] scopeHash must be the 16 hexadecimal digits that the finding says, got "abc"; '],
  ['an end too far away', { expires: '2026-12-31' }, '[TEST-01] the waiver must be valid, got "one that lasts 183 days"; TEST-01 can be waived for 90 days at most: let it expire earlier'],
  ['an end that is over', { expires: '2026-06-30' }, '[--expires] expires must not be before created, which is 2026-07-01, got "2026-06-30"; correct it'],
  ['an approver who is the owner', { 'approved-by': 'payments@example.com' }, '[--approved-by] approvedBy must be somebody else than the owner, got "payments@example.com"; '],
  ['a team that is none', { owner: 'team-gone' }, '[TEST-01] the waiver must be valid, got "one that belongs to team-gone, which is no team of the standards"; use one of team-payments, team-platform'],
  ['a reason that is none', { reason: 'TODO write a reason for it' }, '[--reason] reason must be a sentence of its own, not a template, got '],
  ['a ticket that is none', { ticket: 'soon' }, '[--ticket] ticket must be a URL that begins with https://, or the key of an issue such as PAY-1234, got "soon"; correct it'],
  ['no ticket', { ticket: '' }, "required option '--ticket <ticket>' not specified"],
])('%s ends with 2, and nothing is written', async (_, { control, ...changes }, problem) => {
  const { code, stdout, stderr } = await waive(changes, control);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(problem);
  expect(existsSync(join(root, 'governance/waivers.yaml'))).toBe(false);
});

test('a waiver that has expired lets nothing pass and is a finding, one that nobody needs is spoken of', async () => {
  await waive();
  const [expired, early] = await Promise.all(['2026-09-01', '2026-08-20'].map(now => runCli(root, 'verify', '--now', now)));

  expect(expired.stdout).toContain('a waiver must be valid, got expired on 2026-08-31');
  expect(expired.stdout).toContain('prod/ConfigMap/shop-prod/old-settings in dist/prod/old-settings.k8s.yaml');
  expect(early.stdout).toContain('warning: [governance/waivers.yaml:3:5] waiver WVR-2026-001 for TEST-01 expires on 2026-08-31; ');
});

test('synth judges by the day that the standards speak of, and by none where they name none', () => {
  const other = scratch();
  const message = messageOf(() => writeProgram(other, app => legacy(app, 'old-settings')));
  const scopeHash = /--scope-hash (\S+)/.exec(message)![1];
  writeWaivers(other, {
    ...WAIVER, control: 'TEST-01', target: { environment: 'prod', kind: 'ConfigMap', namespace: 'shop-prod', name: 'old-settings' }, created: '2020-07-01', expires: '2020-08-31', scopeHash,
  });
  const standards = (asOf: string) => Standards.fromProps({ ...Standards.reference().props, asOf });

  expect(() => writeProgram(other, app => legacy(app, 'old-settings'))).not.toThrow();
  expect(() => writeProgram(other, app => legacy(app, 'old-settings'), { standards: standards('2020-08-31') })).not.toThrow();
  expect(() => writeProgram(other, app => legacy(app, 'old-settings'), { standards: standards('2020-09-01') })).toThrow('a waiver must be valid, got "expired on 2020-08-31"');
});
