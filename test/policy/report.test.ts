import * as schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { CONTROLS } from './few-controls';
import { WAIVABLE } from './waivable';
import { assess } from '../../src/policy/assess';
import { checkOutput } from '../../src/policy/check-output';
import { Evaluator } from '../../src/policy/evaluate';
import { csvReport } from '../../src/policy/report/csv-report';
import { jsonReport } from '../../src/policy/report/json-report';
import { junitReport } from '../../src/policy/report/junit-report';
import { GovernanceReport, reportOf } from '../../src/policy/report/report';
import { sarifReport } from '../../src/policy/report/sarif-report';
import { textReport } from '../../src/policy/report/text-report';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';

const ODD = 'a "quoted" <b>&\u0007\n=1+1,ü';

/** A report on ConfigMaps, of which some are legacy and one of these is waived. */
function report(names: readonly string[], got = ODD): GovernanceReport {
  const evaluator = new Evaluator(CONTROLS);
  const manifests = ['fine', ...names].map(name => ({
    file: `prod/${name}.k8s.yaml`,
    body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', ...name !== 'fine' && { annotations: { legacy: got } } } },
  }));
  const evaluation = checkOutput({ manifests, stacks: [] }, REFERENCE_STANDARDS, evaluator);
  const waiver = {
    id: 'WVR-2026-001',
    control: WAIVABLE.id,
    target: { environment: 'prod', kind: 'ConfigMap', namespace: 'shop', name: names[0] },
    owner: { team: 'team-payments', contact: 'payments@example.com' },
    approvedBy: 'security@example.com',
    reason: `The old settings go: ${ODD}`,
    ticket: 'PAY-1',
    created: '2026-07-01',
    expires: '2026-08-31',
    scopeHash: evaluation.findings[0]?.fingerprint ?? '',
    place: 'governance/waivers.yaml:2:5',
  };
  const { coverage, judgement } = assess(evaluation, names.length > 0 ? [waiver] : [], { evaluator, controls: CONTROLS, standards: REFERENCE_STANDARDS, now: '2026-07-01' });
  return reportOf({ coverage }, judgement, CONTROLS, { libraryVersion: '1.2.3', standardsDigest: 'a'.repeat(64) });
}

const validSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

test.each([[[]], [['waived']], [['waived', 'open', ODD]]])('SARIF is valid with %j', names => {
  const log = JSON.parse(sarifReport(report(names))) as { runs: [{ results: { suppressions?: unknown }[] }] };

  expect(validSarif(log) ? [] : validSarif.errors).toEqual([]);
  expect(log.runs[0].results).toHaveLength(names.length);
  expect(log.runs[0].results.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(Math.min(names.length, 1));
});

test('the schema of SARIF refuses what is none', () => {
  expect(validSarif({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
});

test('JUnit is well-formed, and passes, failures and what is waived are there', () => {
  const text = junitReport(report(['waived', 'open', ODD]));
  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(text) as { testsuites: Suites };
  const suite = [testsuites.testsuite].flat().find(({ name }) => name === 'TEST-01 Nothing is legacy')!;

  expect(XMLValidator.validate(text)).toBe(true);
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0008]/);
  expect([suite.tests, suite.failures, suite.skipped]).toEqual(['4', '2', '1']);
  expect(suite.testcase.map(({ name, assertions, failure, skipped }) => [name, assertions, failure !== undefined, skipped !== undefined])).toEqual([
    ['prod ConfigMap', '1', false, false],
    ['prod ConfigMap shop/open in prod/open.k8s.yaml', undefined, true, false],
    [expect.stringContaining('quoted'), undefined, true, false],
    ['prod ConfigMap shop/waived in prod/waived.k8s.yaml', undefined, false, true],
  ]);
});

interface Suites {
  readonly testsuite: readonly Suite[] | Suite;
}
interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly skipped: string;
  readonly testcase: readonly { readonly name: string; readonly assertions?: string; readonly failure?: unknown; readonly skipped?: unknown }[];
}

test('CSV has a line for each, quotes what needs it and begins no field as a formula', () => {
  const text = csvReport(report(['waived', '=1+1'], '=cmd'));

  expect(text.split('\n').filter(line => line.startsWith('TEST-01'))).toEqual([
    'TEST-01,Nothing is legacy,high,prod,ConfigMap,,,,pass,1,,,,,,',
    'TEST-01,Nothing is legacy,high,prod,ConfigMap,shop,\'=1+1,dist/prod/=1+1.k8s.yaml,fail,1,"an object must not be legacy, got =cmd",,,,,',
    'TEST-01,Nothing is legacy,high,prod,ConfigMap,shop,waived,dist/prod/waived.k8s.yaml,waived,1,"an object must not be legacy, got =cmd",'
      + 'WVR-2026-001,team-payments,security@example.com,2026-08-31,PAY-1',
  ]);
});

test('a thousand equal findings are a few lines for a person', () => {
  const names = Array.from({ length: 1001 }, (_, i) => `settings-${i}`);
  const text = textReport(report(names, 'old'), { notes: ['look here'], counts: { files: 1002, objects: 1002, resources: 0 }, paint: (_, plain) => plain });

  expect(text.replace(/--scope-hash \w+/g, '--scope-hash …')).toBe(`TEST-01 Nothing is legacy high 1,000 findings, can be waived for 90 days
  an object must not be legacy, got old
    prod/ConfigMap/shop/settings-1 in dist/prod/settings-1.k8s.yaml  --scope-hash …
    prod/ConfigMap/shop/settings-2 in dist/prod/settings-2.k8s.yaml  --scope-hash …
    prod/ConfigMap/shop/settings-3 in dist/prod/settings-3.k8s.yaml  --scope-hash …
    prod/ConfigMap/shop/settings-4 in dist/prod/settings-4.k8s.yaml  --scope-hash …
    prod/ConfigMap/shop/settings-5 in dist/prod/settings-5.k8s.yaml  --scope-hash …
    and 995 more of the same
    fix: Remove the annotation.

warning: look here

1,002 files with 1,002 Kubernetes documents and 0 Terraform resources, ${CONTROLS.length} controls; 1 finding waived
1,000 findings of 1 control: the output must not be used
`);
});

test('reports of a program that passes do not grow with the number of its objects', () => {
  const size = (count: number) => {
    const evaluator = new Evaluator(CONTROLS);
    const manifests = Array.from({ length: count }, (_, i) => ({ file: `prod/${i}.yaml`, body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c-${i}`, namespace: 'shop' } } }));
    const evaluation = checkOutput({ manifests, stacks: [] }, REFERENCE_STANDARDS, evaluator);
    const all = reportOf(evaluation, { open: evaluation.findings, waived: [], waivers: [] }, CONTROLS, { libraryVersion: '1.2.3', standardsDigest: '' });
    return [jsonReport, sarifReport, junitReport, csvReport].map(write => write(all).length);
  };
  const [few, many] = [size(10), size(1000)];

  many.forEach((length, i) => expect(length - few[i]).toBeLessThan(50));
});
