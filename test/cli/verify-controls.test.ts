import { writeFileSync } from 'fs';
import { join } from 'path';
import { runCli } from './run-cli';
import { contents, fill, messageOf, scratch } from '../synth/scratch';
import { legacy, writeProgram } from '../verify/written-program';

const NO_LEGACY = `id: ACME-01
title: Nothing is legacy
severity: high
waivable: true
reason: What is legacy is looked after by nobody.
remedy: Remove the annotation.
rules:
  - on: object
    kinds: [ConfigMap]
    must: an object must not be legacy
    expression: "!('legacy' in object.?metadata.?annotations.orValue({}))"
    got: object.metadata.annotations.legacy
examples:
  pass: [{ name: a new one, manifests: [{ apiVersion: v1, kind: ConfigMap }] }]
  fail: [{ name: an old one, manifests: [{ apiVersion: v1, kind: ConfigMap, metadata: { annotations: { legacy: very } } }] }]
`;
const STRICTER = 'tightens: K8S-11\nreason: Images are known.\nwaivable: false\n';

let root: string;
let controls: string;

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  root = scratch();
  controls = join(scratch(), 'controls');
  fill(controls, { 'legacy.yaml': NO_LEGACY, 'images.yaml': STRICTER });
});

/** What keeps the output from being used. */
async function found(...args: string[]): Promise<string[]> {
  const { code, stdout } = await runCli(root, 'verify', '--format', 'json', ...args);
  const { findings } = JSON.parse(stdout) as { findings: { control: string; target: { name: string }; message: string }[] };
  expect(code).toBe(findings.length > 0 ? 1 : 0);
  return findings.map(({ control, target: { name }, message }) => `${control} ${name}: ${message}`);
}

test('an organisation\'s own control stops a synth, which then writes nothing and says with which controls to ask for an exception', () => {
  const message = messageOf(() => writeProgram(root, app => legacy(app, 'old-settings'), { controls }));

  expect(message).toContain('[ACME-01] an object must not be legacy, got "old"\n    at:  ConfigMap shop-prod/old-settings in prod/old-settings.k8s.yaml');
  expect(message).toMatch(/pavement waive ACME-01 --target \S+ --scope-hash [0-9a-f]{16} --controls DIR$/m);
  expect(contents(root)).toEqual({});
});

test('synth asks the controls of the folder and verify the same ones', async () => {
  writeProgram(root, undefined, { controls });

  expect(contents(root)['governance/report.json']).toContain('"ACME-01"');
  expect(await found('--controls', controls)).toEqual([]);
});

test.each<[name: string, written: boolean, args: () => string[]]>([
  ['synth does not know', false, () => ['--controls', controls]],
  ['verify does not know', true, () => []],
  ['have changed since', true, () => {
    writeFileSync(join(controls, 'legacy.yaml'), NO_LEGACY.replace('severity: high', 'severity: medium'));
    return ['--controls', controls];
  }],
])('controls that %s are found', async (_, written, args) => {
  writeProgram(root, undefined, written ? { controls } : {});

  expect(await found(...args())).toEqual([
    expect.stringMatching(/^GOV-03 attestation.json: what describes the output must be reliable, got made by other controls, with SHA-256 [0-9a-f]{64}; --controls and the app's controls must be the same folder$/),
  ]);
});

test('what synth was not asked about is found all the same', async () => {
  writeProgram(root, app => legacy(app, 'old-settings'));

  expect(await found('--controls', controls)).toEqual([
    expect.stringContaining('GOV-03 attestation.json: '), 'ACME-01 old-settings: an object must not be legacy, got old',
  ]);
});

test('a program of YAML names the folder on the command line', async () => {
  fill(root, { 'controls/a.yaml': NO_LEGACY.replace('kinds: [ConfigMap]', 'kinds: [apps/Deployment]').replace('"!(', '"(') });
  const { code, stderr } = await runCli(root, 'synth', '-f', join(__dirname, '../../examples/intents/platform.yaml'), '--controls', 'controls');

  expect(code).toBe(2);
  expect(stderr).toContain('[ACME-01] an object must not be legacy');
  expect(Object.keys(contents(root))).toEqual(['controls/a.yaml']);
});
