import { existsSync } from 'fs';
import { join } from 'path';
import { IConstruct } from 'constructs';
import { makerOf } from './maker';
import { throwProblems } from '../core/problems';
import { RenderedFile, RenderedOutput } from '../core/rendered';
import { assess } from '../policy/assess';
import { Output, checkOutput } from '../policy/check-output';
import { Control } from '../policy/control';
import { Evaluator } from '../policy/evaluate';
import { findingText } from '../policy/finding-text';
import { blocking, reportOf, waiverWarnings } from '../policy/report/report';
import { reportFiles } from '../policy/report/report-files';
import type { PlacedWaiver } from '../policy/waivers/read-waivers';
import { WAIVERS_FILE } from '../policy/waivers/waiver';
import { Standards } from '../standards/standards';
import { Origin, WaiverRecord, recordOf } from '../synth/attestation';

/** What the controls say about an output that can be used. */
export interface Governed {
  readonly origin: Origin;
  readonly waivers: readonly WaiverRecord[];
  readonly warnings: readonly string[];
  /** The report in every form. */
  reports(): readonly RenderedFile[];
}

/** What an output is judged by. */
export interface Rules {
  readonly controls: readonly Control[];
  readonly standards: Standards;
  readonly waivers: readonly PlacedWaiver[];
  readonly libraryVersion: string;
}

/**
 * Asks every control about what is about to be written. Throws with every finding that no waiver lets pass; then nothing is written.
 *
 * Waivers are judged by the day that the standards speak of, where they name one; today is the verifier's business.
 */
export function govern(app: IConstruct, rendered: RenderedOutput, { controls, standards, waivers, libraryVersion }: Rules): Governed {
  const evaluator = new Evaluator(controls);
  const evaluation = checkOutput(outputOf(rendered), standards.props, evaluator);
  const { coverage, judgement } = assess(evaluation, waivers, {
    evaluator, controls, standards: standards.props, now: standards.props.asOf,
  });
  const report = reportOf({ coverage }, judgement, controls, { libraryVersion, standardsDigest: standards.digest() });
  throwProblems(blocking(report).map(finding => findingText(finding, makerOf(app, finding.target.constructPath))));
  return {
    origin: report,
    waivers: report.waived.map(({ waiver }) => recordOf(waiver)),
    warnings: waiverWarnings(report),
    reports: () => reportFiles(report, standards.props),
  };
}

/** The waivers of a program: those of the named file, or of the usual one where it exists. */
export function waiversOf(rootdir: string, named?: string): PlacedWaiver[] {
  const usual = join(rootdir, ...WAIVERS_FILE.split('/'));
  if (named === undefined && !existsSync(usual)) {
    return [];
  }
  // loaded when there is a file: the parser and the schema validator cost a tenth of a second
  const { readWaivers } = require('../policy/waivers/read-waivers') as typeof import('../policy/waivers/read-waivers'); // eslint-disable-line @typescript-eslint/no-require-imports
  return readWaivers(named ?? usual, named ?? WAIVERS_FILE);
}

function outputOf({ files }: RenderedOutput): Output {
  return {
    manifests: files.flatMap(({ path: file, objects = [] }) =>
      objects.map(({ body, hasNulls, path: constructPath }) => ({ body, hasNulls, file, constructPath }))),
    // what the file says, not what it was made from
    stacks: files.filter(({ folder }) => folder === 'terraform')
      .map(({ path, content }) => ({ file: path, document: JSON.parse(content) as Record<string, unknown> })),
  };
}
