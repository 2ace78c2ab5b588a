import { GovernanceReport, blocking, messageOf, pathOf, waiverWarnings } from './report';
import { plural } from '../../core/plural';
import { Control, Severity } from '../control';
import { Finding } from '../finding';
import { LONGEST_WAIVER_DAYS } from '../finding-text';
import { targetText } from '../waivers/target-text';

/** How a piece of text looks on a terminal. */
export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'green', text: string) => string;

/** What is said about the output beside the report. */
export interface TextContext {
  readonly notes: readonly string[];
  readonly counts: { readonly files: number; readonly objects: number; readonly resources: number };
  readonly paint: Paint;
}

/** How many places of equal findings are named, and how many different findings of one control are told apart. */
const PLACES = 5;
const GROUPS = 10;

const COLORS: Readonly<Record<Severity, 'red' | 'yellow'>> = { critical: 'red', high: 'red', medium: 'yellow' };

/** The report for a person: by control, equal findings together. */
export function textReport(report: GovernanceReport, { notes, counts, paint }: TextContext): string {
  const { controls, findings, waived } = report;
  const stops = blocking(report);
  const failing = new Set(stops.map(({ control }) => control));
  const warnings = [...waiverWarnings(report), ...notes];
  const lines = [
    ...controls.flatMap(control => section(control, findings.filter(finding => finding.control === control.id), paint)),
    ...warnings.map(warning => `${paint('yellow', 'warning:')} ${warning}`),
    ...warnings.length > 0 ? [''] : [],
    `${plural(counts.files, 'file')} with ${plural(counts.objects, 'Kubernetes document')} and ${plural(counts.resources, 'Terraform resource')}, `
      + `${plural(controls.length, 'control')}${waived.length === 0 ? '' : `; ${plural(waived.length, 'finding')} waived`}`,
    stops.length === 0
      ? paint('green', 'OK: the output is what was written, and all controls hold')
      : paint('red', `${plural(stops.length, 'finding')} of ${plural(failing.size, 'control')}: the output must not be used`),
  ];
  return `${lines.join('\n')}\n`;
}

function section({ id, title, severity, waivable }: Control, findings: readonly Finding[], paint: Paint): string[] {
  if (findings.length === 0) {
    return [];
  }
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${messageOf(finding)}\n${finding.remedy}\n${finding.blocking}`;
    const group = groups.get(key);
    if (group) {
      group.push(finding);
    } else {
      groups.set(key, [finding]);
    }
  }
  const exception = waivable ? `can be waived for ${LONGEST_WAIVER_DAYS[severity]} days` : 'cannot be waived';
  return [
    `${paint('bold', `${id} ${title}`)} ${paint(COLORS[severity], severity)} ${paint('dim', `${plural(findings.length, 'finding')}, ${exception}`)}`,
    ...[...groups.values()].slice(0, GROUPS).flatMap(group => block(group, paint)),
    ...groups.size > GROUPS ? [`  and ${groups.size - GROUPS} other kinds of findings`] : [],
    '',
  ];
}

function block(group: readonly Finding[], paint: Paint): string[] {
  const [first] = group;
  return [
    `  ${first.blocking ? '' : `${paint('yellow', 'warning:')} `}${messageOf(first)}`,
    ...group.slice(0, PLACES).map(finding => `    ${placeIn(finding)}${finding.waivable ? paint('dim', `  --scope-hash ${finding.fingerprint}`) : ''}`),
    ...group.length > PLACES ? [`    and ${(group.length - PLACES).toLocaleString('en-US')} more of the same`] : [],
    `    ${paint('dim', `fix: ${first.remedy}`)}`,
  ];
}

function placeIn(finding: Finding): string {
  const { target } = finding;
  return target.plane === 'output' ? pathOf(finding) : `${targetText(target)} in ${pathOf(finding)}`;
}
