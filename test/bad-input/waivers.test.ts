import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { readWaivers } from '../../src/policy/waivers/read-waivers';
import { messageOf, scratch } from '../synth/scratch';

const VALID = `waivers:
  - id: WVR-2026-001
    control: K8S-11
    target: { environment: prod, kind: apps/Deployment, namespace: shop-prod, name: api }
    owner: { team: team-payments, contact: payments@example.com }
    approvedBy: security@example.com
    reason: The vendor's image has no digest before its next release.
    ticket: PAY-1234
    created: 2026-07-01
    expires: 2026-07-31
    scopeHash: 0123456789abcdef
    compensatingControls: [The image is scanned every night.]
    links: [https://example.com/threat-model]
`;

/** What to replace in the valid file, and with what. */
type Edit = readonly [from: string, to: string];

const ROWS: [name: string, edits: Edit[], problems: string[]][] = [
  ['an empty list that is none', [[VALID, 'waivers:\n']], [
    '[waivers.yaml:1:1] waivers: waivers must be a list, got nothing; give it a value, or remove it if it is optional',
  ]],
  ['another document', [[VALID, 'standards: {}\n']], [
    '[waivers.yaml:1:1] waivers: waivers must be given, got nothing; add it to the document',
    '[waivers.yaml:1:1] standards: a key must be one of waivers, got "standards"; correct or remove it',
  ]],
  ['a text', [[VALID, 'waived\n']], [
    '[waivers.yaml:1:1] the document must be a mapping of keys to values, got "waived"; correct it',
  ]],
  ['an empty file', [[VALID, '']], [
    '[waivers.yaml:1:1] the document must be a mapping of keys to values, got nothing; correct it',
  ]],
  ['a key given twice', [['    ticket: PAY-1234\n', '    ticket: PAY-1234\n    ticket: PAY-1235\n']], [
    '[waivers.yaml:9:5] a key must not be given twice, got "ticket: PAY-1235"; remove one of them',
  ]],
  ['a second document', [['    ticket: PAY-1234\n', '    ticket: PAY-1234\n---\n']], [
    '[waivers.yaml:9:1] the file must hold one document, got a second one below "---"; remove it or put it in a file of its own',
  ]],
  ['a bracket that is not closed', [['name: api }', 'name: api']], [
    '[waivers.yaml:4:13] a bracket must be closed, got "target: { environment: prod, kind: apps/Deployment, namespace: shop-prod, name: api"; add the missing }',
  ]],
  ['an alias without its anchor', [['control: K8S-11', 'control: *control']], [
    '[waivers.yaml:3:14] an alias must have its anchor above it, got "*control"; correct it',
  ]],
  ['an unknown key', [['    control: K8S-11\n', '    control: K8S-11\n    severity: low\n']], [
    '[waivers.yaml:4:5] waivers.0.severity: a key must be one of id, control, target, owner, approvedBy, reason, ticket, created, expires, scopeHash, compensatingControls, links, got "severity"; correct or remove it',
  ]],
  ['an id of another form', [['WVR-2026-001', 'waiver-1']], [
    '[waivers.yaml:2:5] waivers.0.id: id must be an id such as WVR-2026-001, got "waiver-1"; correct it',
  ]],
  ['no id', [['  - id: WVR-2026-001\n    control', '  - control']], [
    '[waivers.yaml:2:5] waivers.0.id: id must be given, got nothing; add it to entry 1 of waivers',
  ]],
  ['all controls', [['K8S-11', 'K8S-*']], [
    '[waivers.yaml:3:5] waivers.0.control: control must be the id of one control, such as K8S-11, got "K8S-*"; correct it',
  ]],
  ['several controls', [['K8S-11', '[K8S-11, K8S-12]']], [
    '[waivers.yaml:3:5] waivers.0.control: control must be a text, got ["K8S-11","K8S-12"]; correct it',
  ]],
  ['a target with a wildcard', [['name: api', 'name: "*"']], [
    '[waivers.yaml:4:79] waivers.0.target.name: name must be exact, without spaces and wildcards, got "*"; correct it',
  ]],
  ['a target in all environments', [['environment: prod', 'environment: "prod*"']], [
    '[waivers.yaml:4:15] waivers.0.target.environment: environment must be exact, without spaces and wildcards, got "prod*"; correct it',
  ]],
  ['a target without a name', [[', name: api', '']], [
    '[waivers.yaml:4:5] waivers.0.target.name: name must be given, got nothing; add it to target',
  ]],
  ['a target without a kind', [['kind: apps/Deployment, ', '']], [
    '[waivers.yaml:4:5] waivers.0.target.kind: kind must be given, got nothing; add it to target',
  ]],
  ['a list of environments', [['environment: prod', 'environment: [dev, prod]']], [
    '[waivers.yaml:4:15] waivers.0.target.environment: environment must be a text, got ["dev","prod"]; correct it',
  ]],
  ['a pointer of another form', [['name: api', 'name: api, pointer: spec.template']], [
    '[waivers.yaml:4:90] waivers.0.target.pointer: pointer must be a JSON pointer, exact, without spaces and wildcards, got "spec.template"; correct it',
  ]],
  ['no owner', [['    owner: { team: team-payments, contact: payments@example.com }\n', '']], [
    '[waivers.yaml:2:5] waivers.0.owner: owner must be given, got nothing; add it to entry 1 of waivers',
  ]],
  ['an owner that is a text', [['{ team: team-payments, contact: payments@example.com }', 'team-payments']], [
    '[waivers.yaml:5:5] waivers.0.owner: owner must be a mapping of keys to values, got "team-payments"; correct it',
  ]],
  ['an owner without a contact', [[', contact: payments@example.com', '']], [
    '[waivers.yaml:5:5] waivers.0.owner.contact: contact must be given, got nothing; add it to owner',
  ]],
  ['a team that is no id', [['team: team-payments', 'team: Team Payments']], [
    '[waivers.yaml:5:14] waivers.0.owner.team: team must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Team Payments"; correct it',
  ]],
  ['an approver who is the owner', [['approvedBy: security@example.com', 'approvedBy: Payments@example.com']], [
    '[waivers.yaml:6:5] waivers.0.approvedBy: approvedBy must be somebody else than the owner, got "Payments@example.com"; let another person or team agree',
  ]],
  ['an approver that is the owning team', [['approvedBy: security@example.com', 'approvedBy: team-payments']], [
    '[waivers.yaml:6:5] waivers.0.approvedBy: approvedBy must be somebody else than the owner, got "team-payments"; let another person or team agree',
  ]],
  ['no approver', [['    approvedBy: security@example.com\n', '']], [
    '[waivers.yaml:2:5] waivers.0.approvedBy: approvedBy must be given, got nothing; add it to entry 1 of waivers',
  ]],
  ['a short reason', [['The vendor\'s image has no digest before its next release.', 'vendor image']], [
    '[waivers.yaml:7:5] waivers.0.reason: reason must have at least 20 characters, got "vendor image"; say more',
  ]],
  ['a reason to be written', [['The vendor\'s image has', 'TODO say why this image has']], [
    '[waivers.yaml:7:5] waivers.0.reason: reason must be a sentence of its own, not a template, got "TODO say why this image has no digest before its next release."; say why the control cannot hold here',
  ]],
  ['a reason in brackets', [['The vendor\'s image has', '<why is it that the image has>']], [
    '[waivers.yaml:7:5] waivers.0.reason: reason must be a sentence of its own, not a template, got "<why is it that the image has> no digest before its next release."; say why the control cannot hold here',
  ]],
  ['a reason of one word', [['The vendor\'s image has no digest before its next release.', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa']], [
    '[waivers.yaml:7:5] waivers.0.reason: reason must be a sentence of its own, not a template, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"; say why the control cannot hold here',
  ]],
  ['a ticket that is none', [['PAY-1234', 'asked on the phone']], [
    '[waivers.yaml:8:5] waivers.0.ticket: ticket must be a URL that begins with https://, or the key of an issue such as PAY-1234, got "asked on the phone"; correct it',
  ]],
  ['a link without TLS', [['https://example.com/threat-model', 'http://example.com/threat-model']], [
    '[waivers.yaml:13:13] waivers.0.links.0: a link must be a URL that begins with https://, got "http://example.com/threat-model"; correct it',
  ]],
  ['no end', [['    expires: 2026-07-31\n', '']], [
    '[waivers.yaml:2:5] waivers.0.expires: expires must be given, got nothing; add it to entry 1 of waivers',
  ]],
  ['an end that never comes', [['2026-07-31', 'never']], [
    '[waivers.yaml:10:5] waivers.0.expires: expires must be a day such as 2026-07-01, got "never"; correct it',
  ]],
  ['a day that the calendar does not have', [['2026-07-31', '2026-06-31']], [
    '[waivers.yaml:10:5] waivers.0.expires: expires must be a day of the calendar, got "2026-06-31"; correct it',
  ]],
  ['an end before the beginning', [['2026-07-31', '2026-06-30']], [
    '[waivers.yaml:10:5] waivers.0.expires: expires must not be before created, which is 2026-07-01, got "2026-06-30"; correct it',
  ]],
  ['a scope hash of another form', [['0123456789abcdef', 'sha256:01234567']], [
    '[waivers.yaml:11:5] waivers.0.scopeHash: scopeHash must be the 16 hexadecimal digits that the finding says, got "sha256:01234567"; correct it',
  ]],
  ['a scope hash that is a number', [['0123456789abcdef', '1234567890123456']], [
    '[waivers.yaml:11:5] waivers.0.scopeHash: scopeHash must be a text, got 1234567890123456; put it in quotes',
  ]],
  ['no scope hash', [['    scopeHash: 0123456789abcdef\n', '']], [
    '[waivers.yaml:2:5] waivers.0.scopeHash: scopeHash must be given, got nothing; add it to entry 1 of waivers',
  ]],
  ['compensation that says nothing', [['[The image is scanned every night.]', '[" "]']], [
    '[waivers.yaml:12:28] waivers.0.compensatingControls.0: a compensating control must not be empty, got " "; say what is done instead',
  ]],
  ['an id used twice', [[VALID, VALID + VALID.slice(VALID.indexOf('  - id'))]], [
    '[waivers.yaml:14:5] waivers.1.id: id must be of one waiver only, got "WVR-2026-001"; take the next free number',
  ]],
  ['a mapping where the list should be', [[VALID, 'waivers: { id: WVR-2026-001 }\n']], [
    '[waivers.yaml:1:1] waivers: waivers must be a list, got {"id":"WVR-2026-001"}; correct it',
  ]],
  ['a waiver that is a text', [[VALID, 'waivers: [WVR-2026-001]\n']], [
    '[waivers.yaml:1:11] waivers.0: entry 1 of waivers must be a mapping of keys to values, got "WVR-2026-001"; correct it',
  ]],
  ['a waiver that is nothing', [[VALID, 'waivers:\n  -\n']], [
    '[waivers.yaml:2:4] waivers.0: entry 1 of waivers must be a mapping of keys to values, got nothing; give it a value, or remove it if it is optional',
  ]],
  ['a link with words before it', [['https://example.com/threat-model', '"see https://example.com"']], [
    '[waivers.yaml:13:13] waivers.0.links.0: a link must be a URL that begins with https://, got "see https://example.com"; correct it',
  ]],
  ['a link with words after it', [['https://example.com/threat-model', '"https://example.com of 2025"']], [
    '[waivers.yaml:13:13] waivers.0.links.0: a link must be a URL that begins with https://, got "https://example.com of 2025"; correct it',
  ]],
  ['a link that is a number', [['https://example.com/threat-model', '5']], [
    '[waivers.yaml:13:13] waivers.0.links.0: entry 1 of links must be a text, got 5; put it in quotes',
  ]],
  ['links that are one text', [['[https://example.com/threat-model]', 'https://example.com/threat-model']], [
    '[waivers.yaml:13:5] waivers.0.links: links must be a list, got "https://example.com/threat-model"; correct it',
  ]],
  ['compensation that is a number', [['[The image is scanned every night.]', '[7]']], [
    '[waivers.yaml:12:28] waivers.0.compensatingControls.0: entry 1 of compensatingControls must be a text, got 7; put it in quotes',
  ]],
  ['compensation that is one text', [['[The image is scanned every night.]', 'The image is scanned every night.']], [
    '[waivers.yaml:12:5] waivers.0.compensatingControls: compensatingControls must be a list, got "The image is scanned every night."; correct it',
  ]],
  ['a reason of two words', [['The vendor\'s image has no digest before its next release.', 'undigested undigested vendor vendor']], [
    '[waivers.yaml:7:5] waivers.0.reason: reason must be a sentence of its own, not a template, got "undigested undigested vendor vendor"; say why the control cannot hold here',
  ]],
  ['a beginning that the calendar does not have', [['2026-07-01', '2026-02-30']], [
    '[waivers.yaml:9:5] waivers.0.created: created must be a day of the calendar, got "2026-02-30"; correct it',
  ]],
  ['several mistakes', [['PAY-1234', 'none'], ['K8S-11', 'k8s'], ['2026-07-31', 'soon'], ['name: api', 'name: "api?"']], [
    '[waivers.yaml:3:5] waivers.0.control: control must be the id of one control, such as K8S-11, got "k8s"; correct it',
    '[waivers.yaml:4:79] waivers.0.target.name: name must be exact, without spaces and wildcards, got "api?"; correct it',
    '[waivers.yaml:8:5] waivers.0.ticket: ticket must be a URL that begins with https://, or the key of an issue such as PAY-1234, got "none"; correct it',
    '[waivers.yaml:10:5] waivers.0.expires: expires must be a day such as 2026-07-01, got "soon"; correct it',
  ]],
];

function problemsOf(content: string): string[] {
  const folder = scratch();
  mkdirSync(join(folder, 'governance'));
  const path = join(folder, 'governance/waivers.yaml');
  writeFileSync(path, content);
  return messageOf(() => readWaivers(path, 'waivers.yaml')).split('\n').slice(1).map(line => line.trim());
}

test('a valid file is read, with where each waiver is', () => {
  const path = join(scratch(), 'waivers.yaml');
  writeFileSync(path, `# granted in July\n${VALID}`);

  expect(readWaivers(path, 'waivers.yaml')).toEqual([expect.objectContaining({ id: 'WVR-2026-001', expires: '2026-07-31', place: 'waivers.yaml:3:5' })]);
});

test.each<[string, Edit]>([
  ['without links', ['    links: [https://example.com/threat-model]\n', '']],
  ['without compensation', ['    compensatingControls: [The image is scanned every night.]\n', '']],
  ['that begins and ends on one day', ['2026-07-31', '2026-07-01']],
  ['with a reason of three words', ['The vendor\'s image has no digest before its next release.', 'vendor publishes undigested']],
  ['with compensation that has spaces around it', ['[The image is scanned every night.]', '[" Scanned. "]']],
])('a valid file is read %s', (_, [from, to]) => {
  const path = join(scratch(), 'waivers.yaml');
  expect(VALID).toContain(from);
  writeFileSync(path, VALID.replace(from, () => to));

  expect(readWaivers(path, 'waivers.yaml')).toHaveLength(1);
});

test('a file that is not there is named', () => {
  expect(messageOf(() => readWaivers('nowhere/waivers.yaml'))).toContain('[nowhere/waivers.yaml] the waivers file must exist, got no file at ');
});

test.each(ROWS)('%s', (_, edits, problems) => {
  const content = edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, VALID);

  expect(problemsOf(content)).toEqual(problems);
});
