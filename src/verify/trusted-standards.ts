import { Attested } from './read-attestation';
import { ATTESTATION_NAME } from './read-disk';
import { PlatformError } from '../core/problems';
import { AS_WRITTEN, FileFacts } from '../policy/output-subjects';
import { STANDARDS_FILE } from '../policy/report/report-files';
import { Standards } from '../standards/standards';
import { StandardsProps } from '../standards/standards-props';
import { subjectName } from '../synth/attestation';

/** What the platform team says about its standards, to whoever verifies an output. */
export interface Trust {
  /** The standards themselves. */
  readonly standards?: Standards;
  /** Their digest; they, or the output's own copy, must have it. */
  readonly standardsDigest?: string;
}

/** The standards that an output is judged by. */
export interface TrustedStandards {
  /** Undefined when there are none that can be read. */
  readonly standards?: Standards;
  readonly faults: readonly FileFacts[];
  readonly notes: readonly string[];
}

const STANDARDS_NAME = subjectName({ folder: 'governance', path: STANDARDS_FILE });

/** Finds the standards that an output is judged by: the platform team's, or the copy that synth left beside the output. */
export function trustedStandards(governance: ReadonlyMap<string, string>, attested: Attested | undefined, trust: Trust): TrustedStandards {
  const fault = (path: string, text: string): FileFacts => ({ ...AS_WRITTEN, path, fault: text });
  const unasked = (digest: string) => trust.standardsDigest === undefined || trust.standardsDigest === digest
    ? [] : [fault(STANDARDS_NAME, `standards with SHA-256 ${digest}`)];
  if (trust.standards) {
    const digest = trust.standards.digest();
    const differs = attested !== undefined && attested.standardsDigest !== digest;
    return {
      standards: trust.standards,
      faults: [
        ...differs ? [fault(ATTESTATION_NAME, `made by other standards, with SHA-256 ${attested.standardsDigest}`)] : [],
        ...unasked(digest),
      ],
      notes: [],
    };
  }
  const standards = copyOf(governance.get(STANDARDS_NAME));
  if (typeof standards === 'string') {
    return { faults: [fault(STANDARDS_NAME, standards)], notes: ['no control was asked about the content, because the standards are not known: say them with --standards'] };
  }
  const digest = standards.digest();
  return {
    standards,
    faults: [
      ...attested !== undefined && attested.standardsDigest !== digest ? [fault(STANDARDS_NAME, 'standards that are not the ones of the attestation')] : [],
      ...unasked(digest),
    ],
    notes: trust.standardsDigest === undefined ? ['standards are taken from the output itself; say which ones must hold with --standards or --standards-digest'] : [],
  };
}

/** Standards from their text, or why they cannot be used. */
function copyOf(text: string | undefined): Standards | string {
  if (text === undefined) {
    return 'no standards beside the output';
  }
  try {
    return Standards.fromProps(JSON.parse(text) as StandardsProps);
  } catch (error) {
    return error instanceof PlatformError ? `standards that are not valid: ${error.problems[0]}` : 'a file that is no JSON';
  }
}
