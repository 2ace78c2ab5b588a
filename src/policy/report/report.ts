import { canonicalJson, sha256 } from '../../core/digest';
import { Control } from '../control';
import { Coverage } from '../coverage';
import { Evaluation } from '../evaluate';
import { Finding } from '../finding';
import { JudgedWaiver, Judgement, WaivedFinding, isWarning } from '../waivers/judge-waivers';

/** What was checked by which decisions. */
export interface ReportOrigin {
  readonly libraryVersion: string;
  readonly standardsDigest: string;
}

/** Everything that can be said about an output: what all forms of the report are written from. */
export interface GovernanceReport extends ReportOrigin {
  readonly controls: readonly Control[];
  readonly controlsDigest: string;
  readonly coverage: readonly Coverage[];
  /** The findings that no waiver lets pass. */
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly waivers: readonly JudgedWaiver[];
}

/** A report of what came out. */
export function reportOf(evaluation: Pick<Evaluation, 'coverage'>, judgement: Judgement, controls: readonly Control[], origin: ReportOrigin): GovernanceReport {
  return {
    ...origin,
    controls,
    controlsDigest: controlsDigest(controls),
    coverage: evaluation.coverage,
    findings: judgement.open,
    waived: judgement.waived,
    waivers: judgement.waivers,
  };
}

/** SHA-256 of controls: equal ones ask the same. */
export function controlsDigest(controls: readonly Control[]): string {
  return sha256(canonicalJson(controls));
}

/** The findings that keep the output from being used. */
export function blocking({ findings }: Pick<GovernanceReport, 'findings'>): Finding[] {
  return findings.filter(finding => finding.blocking);
}

/** What of the waivers should be spoken of, though the output can be used: one line each. */
export function waiverWarnings({ waivers }: Pick<GovernanceReport, 'waivers'>): string[] {
  return waivers.filter(isWarning).map(({ waiver, text, remedy }) => `[${waiver.place}] waiver ${waiver.id} for ${waiver.control} ${text}; ${remedy}`);
}

/** What does not hold, in one line. */
export function messageOf({ must, got, verdict }: Finding): string {
  const found = got === undefined ? '' : `, got ${typeof got === 'string' ? got : JSON.stringify(got)}`;
  return `${must}${found}${verdict === 'unknown' ? ' (known only after apply)' : ''}`;
}

/** Where the folders of the output lie when nobody says otherwise: so files are called in reports. */
const FOLDERS = { kubernetes: 'dist/', terraform: 'cdktf.out/', output: '' } as const;
const SUBJECT_FOLDERS: Readonly<Record<string, string>> = { manifests: 'dist', terraform: 'cdktf.out', governance: 'governance' };

/** The file of a finding as a path below the program's root. */
export function pathOf({ target: { plane, file, elsewhere } }: Finding): string {
  if (elsewhere) {
    return file;
  }
  const path = `${FOLDERS[plane]}${file}`;
  return plane === 'output' ? path.replace(/^[a-z]+(?=\/|$)/, folder => SUBJECT_FOLDERS[folder] ?? folder).replace(/^root\//, '') : path;
}
