import { existsSync, readFileSync } from 'fs';
import { resolve, sep } from 'path';
import { dayOf } from './verify-options';
import { assess } from '../policy/assess';
import { checkOutput } from '../policy/check-output';
import { effectiveControls } from '../policy/effective-controls';
import { anywhere, environmentFacts } from '../policy/environment-facts';
import { Evaluator } from '../policy/evaluate';
import { Finding } from '../policy/finding';
import { LONGEST_WAIVER_DAYS } from '../policy/finding-text';
import { AS_WRITTEN, fileSubject } from '../policy/output-subjects';
import { messageOf } from '../policy/report/report';
import { readWaivers } from '../policy/waivers/read-waivers';
import { WAIVERS_FILE } from '../policy/waivers/waiver';
import { Standards } from '../standards/standards';
import { readManifests } from '../verify/read-output';

/** The `properties` of the plugin in `cdk8s.yaml`; paths are relative to the working directory. */
export interface ControlsValidationProps {
  /** @default - the copy beside the output, `governance/standards.json`, where there is one; the standards of the example organisation otherwise */
  readonly standards?: string;
  /** Folder of the organisation's own controls. */
  readonly controls?: string;
  /** @default - `governance/waivers.yaml`, where there is one */
  readonly waivers?: string;
  /** The day to judge waivers by, as `YYYY-MM-DD`. @default - today */
  readonly now?: string;
}

/** What of cdk8s-cli's context is used. */
export interface ControlsValidationContext {
  readonly manifests: readonly string[];
  readonly logger: { log(message: string): void };
  readonly report: {
    addViolation(violation: ControlsViolation): void;
    submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
  };
}

/** What a rule does not let pass, as cdk8s-cli reports it. */
export interface ControlsViolation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: { readonly resourceName: string; readonly locations: string[]; readonly manifestPath: string }[];
}

/**
 * Asks the controls about whatever `cdk8s synth` wrote, as a plugin of cdk8s-cli: for programs with an `App` of cdk8s itself, too.
 *
 * ```yaml
 * validations:
 *   - { package: ./node_modules/pavement/lib/cli/cdk8s-validation, version: 0.0.0, class: ControlsValidation }
 * ```
 *
 * It says early what is wrong. Whoever writes the program can take it out again: what holds is `pavement verify`.
 */
export class ControlsValidation {
  constructor(private readonly props: ControlsValidationProps = {}) {}

  /** Called by cdk8s-cli. */
  public async validate({ manifests, report, logger }: ControlsValidationContext): Promise<void> {
    const standards = this.standards();
    const controls = effectiveControls(this.props.controls && resolve(this.props.controls), this.props.controls);
    const evaluator = new Evaluator(controls);
    const facts = environmentFacts(standards.props);
    const paths = new Map(manifests.map(path => [fileIn(path, [...facts.keys()]), path]));
    const read = [...paths].map(([file, path]) => ({ file, ...readManifests(readFileSync(path)) }));
    const written = read.flatMap(({ file, documents }) => documents.map(body => ({ body, file })));
    const objects = checkOutput({ manifests: written, stacks: [] }, standards.props, evaluator);
    // what cannot be read, or not by all in the same way, was not asked about
    const files = evaluator.evaluate(read.map(({ file, ambiguity }) => fileSubject({ ...AS_WRITTEN, path: file, ambiguity }, anywhere(facts))));
    const evaluation = { findings: [...objects.findings, ...files.findings], coverage: [] };
    const { judgement } = assess(evaluation, this.waivers(), { evaluator, controls, standards: standards.props, now: dayOf(this.props.now) });
    const blocking = judgement.open.filter(finding => finding.blocking);
    for (const findings of byRule(blocking).values()) {
      const [{ control, severity, waivable, must, remedy }] = findings;
      report.addViolation({
        ruleName: `${control} (${severity})`,
        recommendation: must,
        fix: waivable ? `${remedy} Or ask for an exception of at most ${LONGEST_WAIVER_DAYS[severity]} days with pavement waive.` : `${remedy} This cannot be waived.`,
        violatingResources: findings.map(finding => ({
          resourceName: finding.target.name,
          locations: [`${finding.target.pointer ?? '/'}: ${messageOf(finding)}`],
          manifestPath: paths.get(finding.target.file) ?? finding.target.file,
        })),
      });
    }
    logger.log(`${controls.length} controls, ${blocking.length} findings`);
    report.submit(blocking.length === 0 ? 'success' : 'failure', { controls: String(controls.length), findings: String(blocking.length) });
  }

  private standards(): Standards {
    const file = this.props.standards ?? 'governance/standards.json';
    return this.props.standards === undefined && !existsSync(file) ? Standards.reference() : Standards.fromFile(file);
  }

  private waivers() {
    const file = this.props.waivers ?? WAIVERS_FILE;
    return this.props.waivers === undefined && !existsSync(file) ? [] : readWaivers(resolve(file), file);
  }
}

/** The path below the folder of manifests, as far as that shows: from the folder of an environment on. */
function fileIn(path: string, environments: readonly string[]): string {
  const parts = resolve(path).split(sep);
  const start = Math.max(...environments.map(environment => parts.slice(0, -1).lastIndexOf(environment)));
  return parts.slice(start < 0 ? -1 : start).join('/');
}

function byRule(findings: readonly Finding[]): Map<string, Finding[]> {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.control}\n${finding.must}`;
    rules.set(key, [...rules.get(key) ?? [], finding]);
  }
  return rules;
}
