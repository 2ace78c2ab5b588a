import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { runCli } from './run-cli';
import { scratch } from '../synth/scratch';
import { writeProgram } from '../verify/written-program';
import { Standards } from 'pavement';

// a few controls, so that a row is about the tampering and not about all that is wrong with what was added
jest.mock('../../src/policy/built-in', () => {
  const { BUILT_IN_CONTROLS } = jest.requireActual<typeof import('../../src/policy/built-in')>('../../src/policy/built-in');
  return { BUILT_IN_CONTROLS: BUILT_IN_CONTROLS.filter(({ id }) => ['AWS-03', 'GOV-03', 'K8S-01'].includes(id)) };
});

let written: string;
let root: string;

beforeAll(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  written = scratch();
  writeProgram(written);
});

beforeEach(() => {
  root = scratch();
  cpSync(written, root, { recursive: true });
});

const API = 'dist/prod/api.k8s.yaml';
const CATALOG = 'catalog-info.yaml';
const STACK = 'cdktf.out/stacks/prod/cdk.tf.json';
const ATTESTATION = 'governance/attestation.json';

function edit(path: string, from: string | RegExp, to: string): void {
  const content = readFileSync(join(root, path), 'utf8');
  expect(content).toMatch(from);
  writeFileSync(join(root, path), content.replace(from, () => to));
}

function add(path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** What the report says that was found: one line each, with the place. */
async function findings(...args: string[]): Promise<string[]> {
  const { code, stdout } = await runCli(root, 'verify', '--format', 'json', ...args);
  const report = JSON.parse(stdout) as {
    findings: { control: string; message: string; target: { file: string; kind: string; name: string }; blocking: boolean }[];
  };
  expect(code).toBe(report.findings.some(({ blocking }) => blocking) ? 1 : 0);
  return report.findings.map(({ control, message, target: { file, kind, name } }) => `${control} ${kind === 'file' ? '' : `${kind} ${name} in `}${file}: ${message}`);
}

test('what synth wrote is accepted', async () => {
  const { code, stdout, stderr } = await runCli(root, 'verify');

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^warning: standards are taken from the output itself; .*\n\n13 files with \d+ Kubernetes documents and \d+ Terraform resources, \d+ controls\nOK: /);
});

const CHANGED = 'a file must have the content that synth gave it, got another SHA-256';
const EXTRA = 'only files that synth wrote may be in the output, got';
const AMBIGUOUS = 'a file must mean the same to whoever reads it, got';

/** An entity that a team writes into the catalog. */
const ERP = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: erp }\nspec: { type: service, lifecycle: production, owner: team-payments }\n';

const TAMPERINGS: [name: string, tamper: () => void, found: (string | RegExp)[]][] = [
  ['an edited manifest', () => edit(API, 'automountServiceAccountToken: false', 'automountServiceAccountToken: true'), [`GOV-03 ${API}: ${CHANGED}`]],
  ['an edited stack', () => edit(STACK, '"backup_retention_period": ', '"backup_retention_period": 1'), [`GOV-03 ${STACK}: ${CHANGED}`]],
  ['an edited report', () => edit('governance/report.json', '"pass"', '"fail"'), [`GOV-03 governance/report.json: ${CHANGED}`]],
  ['edited standards', () => edit('governance/standards.json', '"costCenter": "', '"costCenter": "x'), [
    `GOV-03 governance/standards.json: ${CHANGED}`,
    'GOV-03 governance/standards.json: what describes the output must be reliable, got standards that are not the ones of the attestation',
  ]],
  ['a manifest made privileged', () => edit(API, 'privileged: false', 'privileged: true'), [
    `GOV-03 ${API}: ${CHANGED}`, `K8S-01 apps/Deployment api in ${API}: no container may have securityContext.privileged, got ["api"]`,
  ]],
  ['a manifest made privileged in the words of YAML 1.1', () => edit(API, 'privileged: false', 'privileged: on'), [
    `GOV-03 ${API}: ${CHANGED}`, /^GOV-03 dist.*got line \d+, " *privileged: on", which synth would write as " *privileged: true"$/,
    `K8S-01 apps/Deployment api in ${API}: no container may have securityContext.privileged, got ["api"]`,
  ]],
  ['encryption turned off', () => edit(STACK, '"storage_encrypted": true', '"storage_encrypted": false'), [
    `AWS-03 aws_db_instance orders in ${STACK}: storage_encrypted must be true, got false`, `GOV-03 ${STACK}: ${CHANGED}`,
  ]],
  ['a manifest that is gone', () => rmSync(join(root, API)), [`GOV-03 ${API}: a file that synth wrote must be there, got no file`]],
  ['a stack that is gone', () => rmSync(join(root, STACK)), [`GOV-03 ${STACK}: a file that synth wrote must be there, got no file`]],
  ['a folder that is gone', () => rmSync(join(root, 'cdktf.out'), { recursive: true }), [`GOV-03 ${STACK}: a file that synth wrote must be there, got no file`]],
  ['an added manifest', () => add('dist/prod/more.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n'), [
    `GOV-03 dist/prod/more.yaml: ${EXTRA} a file that is applied together with the others`,
  ]],
  ['a privileged Pod added in a list', () => add('dist/dev/list.yaml', 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata:\n      name: root\n'
    + '    spec:\n      containers:\n        - name: root\n          securityContext:\n            privileged: true\n'), [
    `GOV-03 dist/dev/list.yaml: ${EXTRA} a file that is applied together with the others`,
    'K8S-01 Pod root in dist/dev/list.yaml: no container may have securityContext.privileged, got ["root"]',
  ]],
  ['a manifest under another name', () => renameSync(join(root, API), join(root, 'dist/prod/other.k8s.yaml')), [
    `GOV-03 ${API}: a file that synth wrote must be there, got no file`, `GOV-03 dist/prod/other.k8s.yaml: ${EXTRA} a file that is applied together with the others`,
  ]],
  ['a note beside the manifests', () => add('dist/README.md', 'hello'), [`GOV-03 dist/README.md: ${EXTRA} a file of somebody else`]],
  ['an override of Terraform', () => add('cdktf.out/stacks/prod/x_override.tf.json', '{}\n'), [
    `GOV-03 cdktf.out/stacks/prod/x_override.tf.json: ${EXTRA} a file that Terraform merges over the configuration`,
  ]],
  ['the override of Terraform', () => add('cdktf.out/stacks/prod/override.tf', ''), [
    `GOV-03 cdktf.out/stacks/prod/override.tf: ${EXTRA} a file that Terraform merges over the configuration`,
  ]],
  ['an override of OpenTofu', () => add('cdktf.out/stacks/prod/x_override.tofu', ''), [
    `GOV-03 cdktf.out/stacks/prod/x_override.tofu: ${EXTRA} a file that Terraform merges over the configuration`,
  ]],
  ['more configuration', () => add('cdktf.out/stacks/prod/main.tf', 'resource "aws_iam_user" "x" {}\n'), [
    `GOV-03 cdktf.out/stacks/prod/main.tf: ${EXTRA} a file that Terraform reads as part of the configuration`,
  ]],
  ['more configuration as JSON', () => add('cdktf.out/stacks/prod/db.tf.json', '{"resource":{"aws_db_instance":{"x":{}}}}'), [
    'AWS-03 aws_db_instance x in cdktf.out/stacks/prod/db.tf.json: storage_encrypted must be true, got false',
    `GOV-03 cdktf.out/stacks/prod/db.tf.json: ${EXTRA} a file that Terraform reads as part of the configuration`,
  ]],
  ['values of variables', () => add('cdktf.out/stacks/prod/terraform.tfvars', 'x = 1\n'), [
    `GOV-03 cdktf.out/stacks/prod/terraform.tfvars: ${EXTRA} values of variables that Terraform reads by itself`,
  ]],
  ['automatic values of variables', () => add('cdktf.out/stacks/prod/x.auto.tfvars.json', '{}'), [
    `GOV-03 cdktf.out/stacks/prod/x.auto.tfvars.json: ${EXTRA} values of variables that Terraform reads by itself`,
  ]],
  ['a state of its own', () => add('cdktf.out/stacks/prod/terraform.tfstate', '{}'), [
    `GOV-03 cdktf.out/stacks/prod/terraform.tfstate: ${EXTRA} a state of Terraform, which belongs into its backend`,
  ]],
  ['a stack beside the others', () => add('cdktf.out/stacks/extra/cdk.tf.json', '{}\n'), [
    `GOV-03 cdktf.out/stacks/extra/cdk.tf.json: ${EXTRA} a file that Terraform reads as part of the configuration`,
  ]],
  ['a link in place of a manifest', () => {
    renameSync(join(root, API), join(root, 'api.yaml'));
    symlinkSync(join(root, 'api.yaml'), join(root, API));
  }, [/^GOV-03 dist\/prod\/api.k8s.yaml: a file of the output must not be a link, got .*\/api.yaml$/]],
  ['a link in place of a folder', () => {
    renameSync(join(root, 'dist/prod'), join(root, 'prod'));
    symlinkSync('../prod', join(root, 'dist/prod'));
  }, [
    `GOV-03 dist/prod: ${EXTRA} a file of somebody else`, 'GOV-03 dist/prod: a file of the output must not be a link, got ../prod',
    `GOV-03 ${API}: a file that synth wrote must be there, got no file`, 'GOV-03 dist/prod/orders.k8s.yaml: a file that synth wrote must be there, got no file',
  ]],
  ['a link in place of the whole output', () => {
    renameSync(join(root, 'cdktf.out'), join(root, 'other'));
    symlinkSync('other', join(root, 'cdktf.out'));
  }, [
    `GOV-03 cdktf.out: ${EXTRA} a file of somebody else`, 'GOV-03 cdktf.out: a file of the output must not be a link, got other',
    `GOV-03 ${STACK}: a file that synth wrote must be there, got no file`,
  ]],
  ['a key given twice', () => edit(API, /^kind: Deployment\n/m, 'kind: Deployment\nkind: Deployment\n'), [
    `GOV-03 ${API}: ${CHANGED}`, /^GOV-03 .*a file must mean the same to whoever reads it, got duplicated mapping key/,
  ]],
  ['an anchor and an alias', () => add('dist/prod/alias.yaml', 'a: &x\n  b: 1\nc: *x\n'), [
    `GOV-03 dist/prod/alias.yaml: ${EXTRA} a file that is applied together with the others`,
    `GOV-03 dist/prod/alias.yaml: ${AMBIGUOUS} an alias that stands for another part of the file`,
  ]],
  ['a merge key', () => add('dist/prod/merge.yaml', 'a: &x\n  b: 1\nc:\n  <<: *x\n'), [
    `GOV-03 dist/prod/merge.yaml: ${EXTRA} a file that is applied together with the others`,
    `GOV-03 dist/prod/merge.yaml: ${AMBIGUOUS} line 1, "a: &x", which synth would write as "a:"`,
  ]],
  ['a document that begins in an unusual place', () => add('dist/prod/inline.yaml', 'a: 1\n--- {b: 2}\n'), [
    `GOV-03 dist/prod/inline.yaml: ${EXTRA} a file that is applied together with the others`,
    `GOV-03 dist/prod/inline.yaml: ${AMBIGUOUS} line 2, "--- {b: 2}", which synth would write as "---"`,
  ]],
  ['the end of a document', () => add('dist/prod/end.yaml', 'a: 1\n...\n'), [
    `GOV-03 dist/prod/end.yaml: ${EXTRA} a file that is applied together with the others`,
    `GOV-03 dist/prod/end.yaml: ${AMBIGUOUS} line 2, "...", which synth would write as ""`,
  ]],
  ['bytes that are no text', () => writeFileSync(join(root, 'dist/prod/bytes.yaml'), Buffer.from([0x61, 0x3A, 0x20, 0xFF, 0x0A])), [
    `GOV-03 dist/prod/bytes.yaml: ${EXTRA} a file that is applied together with the others`,
    /^GOV-03 dist\/prod\/bytes.yaml: a file must mean the same/,
  ]],
  ['a key given twice in a stack', () => edit(STACK, '"storage_encrypted": true', '"storage_encrypted": false,\n        "storage_encrypted": true'), [
    `GOV-03 ${STACK}: ${CHANGED}`, /^GOV-03 cdktf.out.*got line \d+, .*"\\"storage_encrypted\\": false,|^GOV-03 cdktf.out.*got line \d+/,
  ]],
  ['a generated value of the catalog that was changed', () => edit(CATALOG, 'owner: group:default/team-payments', 'owner: group:default/team-other'), [
    `GOV-03 ${CATALOG}: ${CHANGED}`,
  ]],
  ['a generated entry of the catalog that was removed', () => edit(CATALOG, / {4}- resource:shop\/orders # generated\n/, ''), [`GOV-03 ${CATALOG}: ${CHANGED}`]],
  ['a generated entity of the catalog that was removed', () => edit(CATALOG, /---\napiVersion: [^\n]*\nkind: System\n[\s\S]*?(?=---\n)/, ''), [
    `GOV-03 ${CATALOG}: ${CHANGED}`,
  ]],
  ['an entity of the catalog that pretends to be generated', () => add(CATALOG, `${readFileSync(join(root, CATALOG), 'utf8')}---\n${ERP.replace('metadata: {',
    'metadata: { annotations: { platform.example.com/managed-by: pavement },')}`), [`GOV-03 ${CATALOG}: ${CHANGED}`]],
  ['a catalog that is no YAML', () => add(CATALOG, 'kind: ['), [`GOV-03 ${CATALOG}: ${CHANGED}`]],
  ['a catalog that is gone', () => rmSync(join(root, CATALOG)), [`GOV-03 ${CATALOG}: a file that synth wrote must be there, got no file`]],
  ['an edited record of the catalog', () => edit('governance/catalog.json', 'team-payments', 'team-other'), [`GOV-03 governance/catalog.json: ${CHANGED}`]],
  ['a link in place of the catalog', () => {
    renameSync(join(root, CATALOG), join(root, 'other.yaml'));
    symlinkSync('other.yaml', join(root, CATALOG));
  }, [`GOV-03 ${CATALOG}: a file of the output must not be a link, got other.yaml`]],
  ['no attestation', () => rmSync(join(root, ATTESTATION)), [`GOV-03 ${ATTESTATION}: a file that synth wrote must be there, got no file`]],
  ['no governance at all, as a plain cdk8s program leaves', () => rmSync(join(root, 'governance'), { recursive: true }), [
    `GOV-03 ${ATTESTATION}: a file that synth wrote must be there, got no file`,
    'GOV-03 governance/standards.json: what describes the output must be reliable, got no standards beside the output',
  ]],
  ['an attestation of nothing', () => writeFileSync(join(root, ATTESTATION), '{}'), [
    `GOV-03 ${ATTESTATION}: what describes the output must be reliable, got a file that is no attestation of a synth`,
  ]],
  ['an attestation that is cut off', () => writeFileSync(join(root, ATTESTATION), '{"_type":'), [
    `GOV-03 ${ATTESTATION}: what describes the output must be reliable, got a file that is no JSON`,
  ]],
  ['an attestation of a file elsewhere', () => edit(ATTESTATION, 'manifests/prod/api.k8s.yaml', 'manifests/../../etc/passwd'), [
    `GOV-03 ${ATTESTATION}: what describes the output must be reliable, got an entry that is no file of the output: "manifests/../../etc/passwd"`,
  ]],
  ['an attestation that lists a file twice', () => edit(ATTESTATION, 'manifests/prod/orders.k8s.yaml', 'manifests/prod/api.k8s.yaml'), [
    `GOV-03 ${ATTESTATION}: what describes the output must be reliable, got a file that is listed twice: "manifests/prod/api.k8s.yaml"`,
  ]],
  ['an attestation that leaves a file out', () => edit(ATTESTATION, /\{\s*"name": "manifests\/prod\/api.k8s.yaml",[^}]*\}\s*\},\s*/, ''), [
    `GOV-03 ${API}: ${EXTRA} a file that is applied together with the others`,
  ]],
  ['an attestation without the library', () => edit(ATTESTATION, '"name": "pavement"', '"name": "other"'), [
    `GOV-03 ${ATTESTATION}: what describes the output must be reliable, got an attestation that does not say by which library, standards and controls`,
  ]],
  ['standards that are none', () => edit('governance/standards.json', '"registry.example.com"', '"https://example.com"'), [
    `GOV-03 governance/standards.json: ${CHANGED}`,
    /^GOV-03 governance\/standards.json: what describes the output must be reliable, got standards that are not valid: \[standards\] /,
  ]],
  ['standards that are gone', () => rmSync(join(root, 'governance/standards.json')), [
    'GOV-03 governance/standards.json: a file that synth wrote must be there, got no file',
    'GOV-03 governance/standards.json: what describes the output must be reliable, got no standards beside the output',
  ]],
  ['a synth that was interrupted', () => add('.pavement/1-0.journal', '[]'), [
    'GOV-03 .pavement/1-0.journal: what describes the output must be reliable, got a synth that was interrupted before its end',
  ]],
  ['objects in the file of construct metadata', () => add('dist/construct-metadata.json', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"x","securityContext":{"privileged":true}}]}}'), [
    `GOV-03 dist/construct-metadata.json: ${EXTRA} a file that is applied together with the others`,
    'K8S-01 Pod x in dist/construct-metadata.json: no container may have securityContext.privileged, got ["x"]',
  ]],
];

test.each(TAMPERINGS)('%s is found', async (_, tamper, found) => {
  tamper();
  const actual = await findings();

  expect(actual.filter((line, i) => found[i] instanceof RegExp ? !(found[i] as RegExp).test(line) : line !== found[i])).toEqual([]);
  expect(actual).toHaveLength(found.length);
});

describe('what people write into the catalog is theirs', () => {
  test.each<[string, () => void]>([
    ['an entity', () => add(CATALOG, `${readFileSync(join(root, CATALOG), 'utf8')}---\n# bought\n${ERP}`)],
    ['an entity in front of the generated ones', () => add(CATALOG, `${ERP}${readFileSync(join(root, CATALOG), 'utf8')}`)],
    ['a field, an annotation and an entry of a list of a generated entity', () => {
      edit(CATALOG, 'name: api\n', 'name: api\n  labels: { cost: high }\n');
      edit(CATALOG, '  annotations:\n', '  annotations:\n    sentry.io/project-slug: shop\n');
      edit(CATALOG, '  dependsOn:\n', '  dependsOn:\n    - component:default/erp\n');
    }],
    ['a comment, and entities in another order', () => {
      const [header, ...documents] = readFileSync(join(root, CATALOG), 'utf8').split('---\n');
      add(CATALOG, `# ours\n${header}${documents.reverse().map(text => `---\n${text}`).join('')}`);
    }],
  ])('%s', async (_, write) => {
    write();

    expect(await findings()).toEqual([]);
  });

  test('all of the file, where the program leaves it to them', async () => {
    add(CATALOG, `${readFileSync(join(root, CATALOG), 'utf8')}---\n${ERP}`);
    writeProgram(root);
    writeProgram(root, undefined, { catalog: { file: false } });
    expect(await findings()).toEqual([]);
    add(CATALOG, ERP);

    expect(await findings()).toEqual([]);
  });
});

test('what Terraform makes for itself is named and not looked at', async () => {
  add('cdktf.out/stacks/prod/.terraform/providers/x', 'binary');
  add('cdktf.out/stacks/prod/.terraform.lock.hcl', '');
  const { code, stdout } = await runCli(root, 'verify');

  expect(code).toBe(0);
  expect(stdout).toContain('warning: terraform/stacks/prod/.terraform is Terraform\'s own and was not looked at');
});

test('the platform team says by which standards', async () => {
  const digest = Standards.reference().digest();
  writeFileSync(join(root, 'standards.json'), JSON.stringify({ ...Standards.reference().props, organization: 'other' }));
  writeFileSync(join(root, 'same.json'), JSON.stringify(Standards.reference().props));

  expect(await findings('--standards-digest', digest)).toEqual([]);
  expect(await findings('--standards', 'same.json')).toEqual([]);
  expect((await runCli(root, 'verify', '--standards', 'same.json')).stdout).not.toContain('warning');
  expect(await findings('--standards-digest', '0'.repeat(64))).toEqual([
    `GOV-03 governance/standards.json: what describes the output must be reliable, got standards with SHA-256 ${digest}`,
  ]);
  expect(await findings('--standards', 'same.json', '--standards-digest', digest)).toEqual([]);
  expect(await findings('--standards', 'same.json', '--standards-digest', '0'.repeat(64))).toEqual([
    `GOV-03 governance/standards.json: what describes the output must be reliable, got standards with SHA-256 ${digest}`,
  ]);
  expect(await findings('--standards', 'standards.json')).toEqual([
    `GOV-03 ${ATTESTATION}: what describes the output must be reliable, got made by other standards, with SHA-256 ${digest}`,
  ]);
});

test('folders may be elsewhere', async () => {
  renameSync(join(root, 'dist'), join(root, 'manifests'));
  renameSync(join(root, 'cdktf.out'), join(root, 'terraform'));
  renameSync(join(root, 'governance'), join(root, 'evidence'));

  expect(await findings('--manifests', 'manifests', '--terraform', 'terraform', '--governance', 'evidence')).toEqual([]);
});

test.each<[name: string, args: string[], message: string | RegExp]>([
  ['a root that is not there', ['nowhere'], /^\[nowhere\] the root of the program must be a folder, got "nothing there"; /],
  ['a folder that is not there', ['--manifests', 'nowhere'], /^\[nowhere\] a folder of the output must be there, got "nothing"; /],
  ['a day that is none', ['--now', 'today'], '[--now] the day must be one of the calendar, got "today"; write it as 2026-07-01'],
  ['a day that the calendar does not have', ['--now', '2026-02-30'], '[--now] the day must be one of the calendar, got "2026-02-30"; write it as 2026-07-01'],
  ['a digest that is none', ['--standards-digest', 'abc'], '[--standards-digest] the digest must be 64 hexadecimal digits, got "abc"; take it from the release of the standards'],
  ['standards that are not there', ['--standards', 'nowhere.yaml'], 'the standards file must exist'],
  ['waivers that are not there', ['--waivers', 'nowhere.yaml'], '[nowhere.yaml] the waivers file must exist, got no file'],
  ['a format that it does not know', ['--format', 'pdf'], "argument 'pdf' is invalid"],
])('%s ends with 2', async (_, args, message) => {
  const { code, stdout, stderr } = await runCli(root, 'verify', ...args);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message instanceof RegExp ? message : new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
});

test('waivers that cannot be read end with 2', async () => {
  add('governance/waivers.yaml', 'waivers: none\n');
  const { code, stdout, stderr } = await runCli(root, 'verify');

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('[governance/waivers.yaml:1:1] waivers: waivers must be a list, got "none"; correct it');
});
