import { join } from 'path';
import { Control } from '../../../src/policy/control';
import { Tally } from '../../../src/policy/coverage';
import { Finding } from '../../../src/policy/finding';
import { GovernanceReport, blocking, messageOf, pathOf, reportOf, waiverWarnings } from '../../../src/policy/report/report';
import { reportFiles } from '../../../src/policy/report/report-files';
import { Paint, textReport } from '../../../src/policy/report/text-report';
import { JudgedWaiver } from '../../../src/policy/waivers/judge-waivers';
import { REFERENCE_STANDARDS } from '../../../src/standards/reference';
import { expectedForms } from '../forms';
import { WAIVABLE } from '../waivable';
import { WAIVER } from '../waivers/example-waiver';

const MANDATORY: Control = {
  ...WAIVABLE,
  id: 'TEST-02',
  title: 'Nothing is <public>',
  severity: 'critical',
  waivable: false,
  remedy: 'Close it.',
  sources: { cis: ['1.2.3'], trivy: ['A', 'B'] },
};
const LIGHT: Control = { ...WAIVABLE, id: 'TEST-03', title: 'Nothing is odd', severity: 'medium', remedy: 'Straighten it.' };
const QUIET: Control = { ...WAIVABLE, id: 'TEST-04', title: 'Nothing is loud' };

function finding(control: Control, target: Partial<Finding['target']>, others: Partial<Finding> = {}): Finding {
  const { id, severity, waivable, remedy, sources } = control;
  return {
    control: id,
    severity,
    waivable,
    verdict: 'fail',
    blocking: true,
    target: { plane: 'kubernetes', environment: 'prod', file: 'prod/shop.k8s.yaml', kind: 'ConfigMap', namespace: 'shop', name: 'settings', ...target },
    must: 'it must hold',
    remedy,
    sources,
    fingerprint: '0123456789abcdef',
    ...others,
  };
}

function tally(counts: Partial<Tally>): Tally {
  return { 'pass': 0, 'fail': 0, 'unknown': 0, 'not-applicable': 0, 'error': 0, ...counts };
}

function judged(id: string, verdict: JudgedWaiver['verdict'], text: string, remedy: string): JudgedWaiver {
  return {
    waiver: { ...WAIVER, id, control: WAIVABLE.id, target: { ...WAIVER.target, kind: 'ConfigMap', name: 'settings' }, reason: 'It goes with the "next" release.', place: 'governance/waivers.yaml:2:5' },
    verdict,
    text,
    remedy,
  };
}

const WAIVERS = [judged('WVR-2026-001', 'active', 'holds until 2026-03-01', ''), judged('WVR-2026-002', 'unused', 'is for what was not found', 'remove it')];

/** Everything that a report may have to say, once. */
const REPORT: GovernanceReport = reportOf(
  {
    coverage: [
      { control: 'TEST-01', environment: 'prod', kind: 'ConfigMap', tally: tally({ pass: 3, fail: 2 }) },
      { control: 'TEST-01', environment: '', kind: 'Secret', tally: tally({ 'not-applicable': 7 }) },
      { control: 'TEST-02', environment: 'prod', kind: 'aws_s3_bucket', tally: tally({ unknown: 1, error: 1 }) },
      { control: 'TEST-03', environment: '', kind: 'file', tally: tally({ pass: 1, fail: 1 }) },
    ],
  },
  {
    open: [
      finding(WAIVABLE, { name: 'a', pointer: '/data/x', constructPath: 'prod/api' }, { got: ['=1', { b: 2 }] }),
      finding(MANDATORY, { plane: 'terraform', file: 'stacks/prod/cdk.tf.json', kind: 'aws_s3_bucket', namespace: undefined, name: 'files' }, { verdict: 'unknown', got: 'a "b"\n' }),
      finding(MANDATORY, { plane: 'terraform', file: '/tmp/plan.json', elsewhere: true, kind: 'aws_s3_bucket', namespace: undefined, name: 'files' }, { verdict: 'error', got: 5 }),
      finding(LIGHT, { plane: 'output', environment: '', file: 'manifests/prod/x y.yaml', kind: 'file', namespace: undefined, name: 'x y.yaml' }),
      finding(LIGHT, { plane: 'output', environment: '', file: 'root/catalog-info.yaml', kind: 'file', namespace: undefined, name: 'catalog-info.yaml' }, { verdict: 'unknown', blocking: false }),
    ],
    waived: [{ finding: finding(WAIVABLE, {}, { got: 'old' }), waiver: WAIVERS[0].waiver }],
    waivers: WAIVERS,
  },
  [WAIVABLE, MANDATORY, LIGHT, QUIET],
  { libraryVersion: '1.2.3', standardsDigest: 'a'.repeat(64) },
);
const CLEAN: GovernanceReport = { ...REPORT, findings: [], waived: [], waivers: [] };

const CONTEXT = { notes: ['look here'], counts: { files: 1, objects: 2, resources: 1 }, paint: ((style, text) => `<${style}>${text}</${style}>`) as Paint };

test('every form of the report says all there is to say', () => {
  const files = reportFiles(REPORT, REFERENCE_STANDARDS).filter(({ path }) => path !== 'standards.json');
  const written = { ...Object.fromEntries(files.map(({ path, content }) => [path, content])), 'report.txt': textReport(REPORT, CONTEXT) };

  expect(written).toEqual(expectedForms(join(__dirname, 'expected'), written));
  expect(new Set(files.map(({ folder }) => folder))).toEqual(new Set(['governance']));
});

test('the standards are beside the report', () => {
  const { content } = reportFiles(CLEAN, REFERENCE_STANDARDS).find(({ path }) => path === 'standards.json')!;

  expect(JSON.parse(content)).toEqual(JSON.parse(JSON.stringify(REFERENCE_STANDARDS)));
  expect(content.endsWith('}\n')).toBe(true);
});

test('a report with nothing to object to is a pass in every form', () => {
  const text = (name: string) => reportFiles(CLEAN, REFERENCE_STANDARDS).find(({ path }) => path === name)!.content;

  expect(JSON.parse(text('report.json'))).toMatchObject({ result: 'pass', summary: { controls: 4, findings: 0, blocking: 0, waived: 0, waivers: 0 }, findings: [], waivers: [] });
  expect(text('report.junit.xml')).toContain('<testsuites name="pavement" tests="2" failures="0" errors="0" skipped="0">');
  expect(JSON.parse(text('report.sarif')).runs[0].results).toEqual([]);
  expect(textReport(CLEAN, { ...CONTEXT, notes: [] })).toBe(
    '1 file with 2 Kubernetes documents and 1 Terraform resource, 4 controls\n<green>OK: the output is what was written, and all controls hold</green>\n',
  );
});

test('of many kinds of findings ten are told apart, and of many places five are named', () => {
  const many = Array.from({ length: 11 }, (_, i) => finding(WAIVABLE, { name: `c-${i}` }, { got: `v-${i}` }));
  const same = Array.from({ length: 6 }, (_, i) => finding(WAIVABLE, { name: `d-${i}` }));
  const lines = (findings: Finding[]) => textReport({ ...CLEAN, findings }, CONTEXT).split('\n').filter(line => /^ {2,4}and /.test(line));

  expect(lines(many)).toEqual(['  and 1 other kinds of findings']);
  expect(lines(many.slice(1))).toEqual([]);
  expect(lines(same)).toEqual(['    and 1 more of the same']);
  expect(lines(same.slice(1))).toEqual([]);
});

test('only what blocks keeps the output from being used', () => {
  expect(blocking(REPORT).map(({ control, verdict }) => `${control} ${verdict}`)).toEqual(['TEST-01 fail', 'TEST-02 unknown', 'TEST-02 error', 'TEST-03 fail']);
});

test('what of the waivers should be spoken of says where it is written and what to do', () => {
  expect(waiverWarnings(REPORT)).toEqual(['[governance/waivers.yaml:2:5] waiver WVR-2026-002 for TEST-01 is for what was not found; remove it']);
});

test.each<[string, Partial<Finding>, string]>([
  ['nothing that was found', {}, 'it must hold'],
  ['a text', { got: 'a "b"' }, 'it must hold, got a "b"'],
  ['a list', { got: [1, 'b'] }, 'it must hold, got [1,"b"]'],
  ['what nobody knows yet', { verdict: 'unknown', got: 'x' }, 'it must hold, got x (known only after apply)'],
])('a message with %s', (_, others, message) => {
  expect(messageOf(finding(WAIVABLE, {}, others))).toBe(message);
});

test.each<[Partial<Finding['target']>, string]>([
  [{ plane: 'kubernetes', file: 'prod/a.yaml' }, 'dist/prod/a.yaml'],
  [{ plane: 'terraform', file: 'stacks/prod/cdk.tf.json' }, 'cdktf.out/stacks/prod/cdk.tf.json'],
  [{ plane: 'output', file: 'manifests/prod/a.yaml' }, 'dist/prod/a.yaml'],
  [{ plane: 'output', file: 'manifests' }, 'dist'],
  [{ plane: 'output', file: 'terraform/a' }, 'cdktf.out/a'],
  [{ plane: 'output', file: 'governance/report.json' }, 'governance/report.json'],
  [{ plane: 'output', file: 'root/pavement.ledger.json' }, 'pavement.ledger.json'],
  [{ plane: 'output', file: 'manifests.yaml' }, 'manifests.yaml'],
  [{ plane: 'output', file: 'other/manifests/a' }, 'other/manifests/a'],
  [{ plane: 'terraform', file: '../plan.json', elsewhere: true }, '../plan.json'],
])('the file of %j is %s', (target, path) => {
  expect(pathOf(finding(WAIVABLE, target))).toBe(path);
});
