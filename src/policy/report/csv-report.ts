import { GovernanceReport, messageOf, pathOf } from './report';
import { Finding } from '../finding';
import { PlacedWaiver } from '../waivers/read-waivers';

const HEAD = [
  'control', 'title', 'severity', 'environment', 'kind', 'namespace', 'name', 'file', 'outcome', 'count', 'message',
  'waiver', 'owner', 'approved by', 'expires', 'ticket',
];

/**
 * The report as a table, for auditors: what passes, counted by environment and kind, and each finding.
 *
 * RFC 4180, but for the ends of lines: a repository that is told so would replace CRLF, and the file would be another one than the attested.
 */
export function csvReport({ controls, coverage, findings, waived }: GovernanceReport): string {
  const rows = controls.flatMap(({ id, title, severity }) => {
    const found = (finding: Finding, outcome: string, waiver?: PlacedWaiver): string[] => {
      const { environment, kind, namespace = '', name } = finding.target;
      return [
        id, title, severity, environment, kind, namespace, name, pathOf(finding), outcome, '1', messageOf(finding),
        ...waiver ? [waiver.id, waiver.owner.team, waiver.approvedBy, waiver.expires, waiver.ticket] : [],
      ];
    };
    return [
      ...coverage.filter(({ control, tally }) => control === id && tally.pass > 0)
        .map(({ environment, kind, tally }) => [id, title, severity, environment, kind, '', '', '', 'pass', String(tally.pass)]),
      ...findings.filter(({ control }) => control === id).map(finding => found(finding, finding.verdict)),
      ...waived.filter(({ finding }) => finding.control === id).map(({ finding, waiver }) => found(finding, 'waived', waiver)),
    ];
  });
  return [HEAD, ...rows].map(row => `${HEAD.map((_, i) => field(row[i] ?? '')).join(',')}\n`).join('');
}

/** A spreadsheet would take a text for a formula that begins like one. */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
