import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { GivenPlan, planFacts } from './plans';
import { Attested } from './read-attestation';
import { ATTESTATION_NAME, OnDisk, readDisk } from './read-disk';
import { Trust, trustedStandards } from './trusted-standards';
import { assess } from '../policy/assess';
import { checkOutput } from '../policy/check-output';
import { Control } from '../policy/control';
import { anywhere, environmentFacts } from '../policy/environment-facts';
import { Evaluator } from '../policy/evaluate';
import { Finding } from '../policy/finding';
import { AS_WRITTEN, FileFacts, fileSubject } from '../policy/output-subjects';
import { GovernanceReport, controlsDigest, reportOf } from '../policy/report/report';
import { configuration } from '../policy/terraform-subjects';
import { PlacedWaiver } from '../policy/waivers/read-waivers';
import { targetText } from '../policy/waivers/target-text';
import { Standards } from '../standards/standards';
import { recordOf } from '../synth/attestation';
import { OutputFolders } from '../synth/write';

/** What is verified, and by what. */
export interface VerifyOptions extends Trust {
  /** The root of the program. */
  readonly root: string;
  readonly folders: OutputFolders;
  readonly waivers: readonly PlacedWaiver[];
  readonly controls: readonly Control[];
  /** Plans of the stacks. */
  readonly plans: readonly GivenPlan[];
  /** The day to judge waivers by, as `YYYY-MM-DD`. */
  readonly now: string;
  readonly libraryVersion: string;
  /** Hears how many files have been read, of how many. */
  onProgress(done: number, total: number): void;
}

/** What came out. */
export interface Verification {
  readonly report: GovernanceReport;
  /** The standards that it was judged by; undefined when there are none that can be read. */
  readonly standards?: Standards;
  /** What a reader of the report should know. */
  readonly notes: readonly string[];
  readonly counts: { readonly files: number; readonly objects: number; readonly resources: number };
}

/**
 * Checks what a synth wrote, from its files alone: whether they are what was written, whether all controls hold in them, and whether the
 * waivers are valid. Nothing of the program is run.
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const { root, folders, waivers, controls, now, libraryVersion } = options;
  const disk = await readDisk(folders, (done, total) => options.onProgress(done, total));
  const { standards, faults, notes } = trustedStandards(disk.governance, disk.attested, options);
  const { props } = standards ?? Standards.reference();
  const facts = environmentFacts(props);
  const environment = anywhere(facts);
  const evaluator = new Evaluator(controls);

  const plans = standards ? planFacts(options.plans, disk.output, facts) : { subjects: [], faults: [] };
  const files = [
    ...disk.files, ...plans.faults, ...faults,
    ...otherControls(disk.attested, options), ...unknownWaivers(disk.attested, waivers), ...interrupted(root),
  ];
  const evaluations = [
    evaluator.evaluate(files.map(file => fileSubject(file, environment))),
    // by whose standards nobody knows, nothing can be judged
    ...standards ? [checkOutput(disk.output, props, evaluator)] : [],
    evaluator.evaluate(plans.subjects),
  ];
  const evaluation = { findings: once(evaluations.flatMap(({ findings }) => findings)), coverage: evaluations.flatMap(({ coverage }) => coverage) };
  const { coverage, judgement } = assess(evaluation, standards ? waivers : [], { evaluator, controls, standards: props, now });
  return {
    report: reportOf({ coverage }, judgement, controls, { libraryVersion, standardsDigest: standards?.digest() ?? '' }),
    standards,
    notes: [...notes, ...notesOn(disk, options)],
    counts: {
      files: disk.files.filter(({ present }) => present).length,
      objects: disk.output.manifests.length,
      resources: disk.output.stacks.reduce((sum, { document }) => sum + configuration(document).resources.length, 0),
    },
  };
}

/** What is found in a configuration and again in its plan is one finding. */
function once(findings: readonly Finding[]): Finding[] {
  const keyOf = ({ control, target, fingerprint }: Finding) => [control, targetText(target), fingerprint].join('\n');
  const written = new Set(findings.filter(({ target }) => target.plane === 'terraform' && !target.elsewhere).map(keyOf));
  return findings.filter(finding => !finding.target.elsewhere || !written.has(keyOf(finding)));
}

/** Controls that synth asked and the verifier does not, or the other way round. Another version has others anyway, which is said in a note. */
function otherControls(attested: Attested | undefined, { controls, libraryVersion }: VerifyOptions): FileFacts[] {
  return attested === undefined || attested.libraryVersion !== libraryVersion || attested.controlsDigest === controlsDigest(controls) ? [] : [{
    ...AS_WRITTEN,
    path: ATTESTATION_NAME,
    fault: `made by other controls, with SHA-256 ${attested.controlsDigest}; --controls and the app's controls must be the same folder`,
  }];
}

/** Waivers that synth let something pass by, and that nobody knows as they were. */
function unknownWaivers(attested: Attested | undefined, waivers: readonly PlacedWaiver[]): FileFacts[] {
  const known = new Set(waivers.map(waiver => JSON.stringify(recordOf(waiver))));
  return (attested?.waivers ?? []).filter(({ id, control, sha256 }) => !known.has(JSON.stringify({ id, control, sha256 })))
    .map(({ id }) => ({ ...AS_WRITTEN, path: ATTESTATION_NAME, fault: `waiver ${id}, which is not in the waivers file as it was` }));
}

/** A synth that was killed between two files leaves a list of those that are still to be moved. */
function interrupted(root: string): FileFacts[] {
  const state = join(root, '.pavement');
  const journals = existsSync(state) ? readdirSync(state).filter(name => name.endsWith('.journal')) : [];
  return journals.map(name => ({ ...AS_WRITTEN, path: `.pavement/${name}`, fault: 'a synth that was interrupted before its end' }));
}

function notesOn({ attested, terraformsOwn }: OnDisk, { libraryVersion }: VerifyOptions): string[] {
  return [
    ...terraformsOwn.map(name => `${name} is Terraform's own and was not looked at; let the job that applies make it, with terraform init`),
    ...attested !== undefined && attested.libraryVersion !== libraryVersion
      ? [`the output was written by pavement ${attested.libraryVersion} and is verified by pavement ${libraryVersion}`]
      : [],
  ];
}
