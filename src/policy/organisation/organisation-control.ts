import { Rule, Severity, Sources } from '../control';
import { ControlExamples } from '../control-example';

/** A control of an organisation's own: one file of its folder of controls. */
export interface OwnControl {
  /**
   * Such as `ACME-01`; never used again for something else. `K8S`, `AWS` and `GOV` are the library's.
   *
   * @pattern ^[A-Z][A-Z0-9]*-[0-9]+$
   */
  readonly id: string;
  /**
   * What it asks for, in a few words.
   *
   * @minLength 1
   */
  readonly title: string;
  readonly severity: Severity;
  /** Whether a waiver can let a finding pass. */
  readonly waivable: boolean;
  /**
   * Why it is asked for.
   *
   * @minLength 1
   */
  readonly reason: string;
  /**
   * What a developer does about a finding.
   *
   * @minLength 1
   */
  readonly remedy: string;
  /**
   * Ids of the same demand elsewhere, by who makes it.
   *
   * @default - none
   */
  readonly sources?: Sources;
  /**
   * What is checked.
   *
   * @minItems 1
   */
  readonly rules: readonly Rule[];
  readonly examples: ControlExamples;
}

/** What an organisation makes stricter about a control of the library: one file of its folder of controls. */
export interface Tightening {
  /**
   * Id of the control, such as `K8S-10`.
   *
   * @pattern ^[A-Z][A-Z0-9]*-[0-9]+$
   */
  readonly tightens: string;
  /**
   * Why it is made stricter.
   *
   * @minLength 1
   */
  readonly reason: string;
  /**
   * A higher severity.
   *
   * @default - that of the control
   */
  readonly severity?: Severity;
  /**
   * `false`: no waiver lets a finding pass any more.
   *
   * @default - as the control says
   */
  readonly waivable?: boolean;
  /**
   * `all`: its rules hold in every environment.
   *
   * @default - as its rules say
   */
  readonly tiers?: 'all';
  /**
   * What is checked beside what the control checks.
   *
   * @minItems 1
   * @default - nothing
   */
  readonly rules?: readonly Rule[];
  /** @default - none; asked for where there are rules */
  readonly examples?: ControlExamples;
}
