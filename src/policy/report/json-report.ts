import { GovernanceReport, blocking, messageOf, pathOf } from './report';
import { Tally } from '../coverage';
import { Finding } from '../finding';
import { PlacedWaiver } from '../waivers/read-waivers';

/** The report for programs. Its fields are public; new ones may be added. */
export function jsonReport(report: GovernanceReport): string {
  const { libraryVersion, standardsDigest, controls, controlsDigest, coverage, findings, waived, waivers } = report;
  const stops = blocking(report).length;
  const content = {
    version: 1,
    library: { name: 'pavement', version: libraryVersion },
    standards: { sha256: standardsDigest },
    controls: { sha256: controlsDigest },
    result: stops === 0 ? 'pass' : 'fail',
    summary: { controls: controls.length, findings: findings.length, blocking: stops, waived: waived.length, waivers: waivers.length },
    findings: [...findings.map(finding => line(finding)), ...waived.map(({ finding, waiver }) => line(finding, waiver))],
    waivers: waivers.map(({ waiver: { place, ...waiver }, verdict, text }) => ({ ...waiver, verdict, text })),
    outcomes: controls.map(({ id, title, severity, waivable, sources }) => ({
      control: id,
      title,
      severity,
      waivable,
      sources,
      checked: coverage.filter(({ control, tally }) => control === id && spoken(tally)).map(({ environment, kind, tally }) => ({
        environment, kind, pass: tally.pass, fail: tally.fail, unknown: tally.unknown, error: tally.error, notApplicable: tally['not-applicable'],
      })),
    })),
  };
  return `${JSON.stringify(content, undefined, 1)}\n`;
}

/** Whether a control had anything to say about things of a sort. */
function spoken({ pass, fail, unknown, error }: Tally): boolean {
  return pass + fail + unknown + error > 0;
}

function line(finding: Finding, waiver?: PlacedWaiver): object {
  const { control, severity, waivable, verdict, target, must, got, remedy, sources, fingerprint } = finding;
  return {
    control,
    severity,
    waivable,
    verdict,
    blocking: finding.blocking && waiver === undefined,
    target: { ...target, file: pathOf(finding) },
    must,
    got,
    message: messageOf(finding),
    remedy,
    sources,
    fingerprint,
    waiver: waiver?.id,
  };
}
