import { BadFile, corpus } from './agreement/corpus';
import { DIFFERENCES, Difference } from './agreement/differences';
import { Row, Scanned, scanned } from './agreement/rows';
import { partsOrSkip } from './harness/parts';
import { controlFiles } from '../../scripts/control-files';
import { subjectsOf } from '../../src/policy/control-example';
import { Evaluator } from '../../src/policy/evaluate';
import { Finding } from '../../src/policy/finding';

(partsOrSkip('go', 'python3') ? describe : describe.skip)('what Checkov and kube-score find on bad manifests and bad Terraform, the controls find too', () => {
  const files = corpus();
  const evaluator = new Evaluator(controlFiles());
  const findings = new Map(files.map(file => [file, evaluator.evaluate(subjectsOf(file.example)).findings]));
  const findingsOf = (file: BadFile) => findings.get(file)!;
  let scan: Scanned;
  let differing: Row[];

  beforeAll(async () => {
    scan = await scanned(files);
    differing = scan.rows.filter(row => !findingsOf(row.file).some(finding => saysTheSame(finding, row)));
  });

  test('and each row where they do not is one that is listed with a reason', () => {
    const unlisted = differing.filter(row => !DIFFERENCES.some(difference => isListed(row, difference)));
    process.stdout.write(`${scan.rows.length} rows of ${files.length} files compared (${scan.unread} files that Checkov cannot read): `
      + `${scan.rows.length - differing.length} agree, ${differing.length} differ for ${DIFFERENCES.length} reasons\n`);

    expect(unlisted.map(({ file, on, check }) => `${check} on ${file.path}: ${on}`)).toEqual([]);
  });

  test.each(DIFFERENCES.map(difference => [difference.checks.join(', '), difference] as const))('%s still differs', (_, difference) => {
    const rows = differing.filter(row => isListed(row, difference));

    expect(difference.checks.filter(check => !rows.some(row => row.check === check))).toEqual([]);
    const { instead } = difference;
    expect(instead ? rows.filter(({ file }) => !findingsOf(file).some(({ control }) => control === instead)) : []).toEqual([]);
  });

  test('on a corpus that is bad enough to say something', () => {
    expect(scan.rows.length).toBeGreaterThan(3000);
    expect(new Set(scan.rows.map(({ check }) => check)).size).toBeGreaterThan(150);
    // a text among the objects of `terraform` is what its reader fails on
    expect(scan.unread).toBe(2);
  });
});

/** Whether a finding is about the same object, by a control that names the check among its sources. */
function saysTheSame({ target: { kind, name }, sources }: Finding, { on, scanner, check }: Row): boolean {
  return on === `${kind.replace(/^data\.|^.*\//, '')} ${name}` && (sources[scanner]?.includes(check) ?? false);
}

function isListed({ file, on, check }: Row, { checks, only = /^/ }: Difference): boolean {
  return checks.includes(check) && only.test(`${file.path}: ${on}`);
}
