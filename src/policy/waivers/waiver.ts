/** Where waivers are, below the root of a program. */
export const WAIVERS_FILE = 'governance/waivers.yaml';

/** The exceptions from controls that a system has been granted, as a file: `governance/waivers.yaml`. */
export interface WaiversDocument {
  /** Each lets one finding pass, for a while. */
  readonly waivers: Waiver[];
}

/** Lets one finding of one control pass, for a while: whose it is, who agreed, why, and until when. */
export interface Waiver {
  /**
   * Never used again for another one, such as `WVR-2026-001`.
   *
   * @pattern ^WVR-[0-9]{4}-[0-9]{3,}$
   */
  readonly id: string;

  /**
   * The control, such as `K8S-11`; one waiver is for one control.
   *
   * @pattern ^[A-Z][A-Z0-9]*-[0-9]+$
   */
  readonly control: string;

  /**
   * What the finding is about, exactly.
   */
  readonly target: WaiverTarget;

  /**
   * Who answers for it.
   */
  readonly owner: WaiverOwner;

  /**
   * Who agreed: somebody else than the owner, such as `security@example.com`.
   *
   * @pattern ^[^\s]+( [^\s]+)*$
   * @maxLength 200
   */
  readonly approvedBy: string;

  /**
   * Why the control cannot hold here, in a sentence of at least 20 characters.
   *
   * @minLength 20
   * @maxLength 2000
   */
  readonly reason: string;

  /**
   * Where it was asked for: a URL, or the key of an issue such as `PAY-1234`.
   *
   * @pattern ^(https://[^\s]+|[A-Z][A-Z0-9]+-[0-9]+)$
   */
  readonly ticket: string;

  /**
   * The first day on which it holds, as `YYYY-MM-DD`.
   *
   * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$
   */
  readonly created: string;

  /**
   * The last day on which it holds, as `YYYY-MM-DD`: at most 30 days later for a critical control, 90 for a high one, 180 for a medium one.
   *
   * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$
   */
  readonly expires: string;

  /**
   * Fingerprint of what was found, as the finding says it: when something else is found there, the waiver holds no more.
   *
   * @pattern ^[0-9a-f]{16}$
   */
  readonly scopeHash: string;

  /**
   * What is done instead, one sentence each.
   *
   * @default - nothing
   */
  readonly compensatingControls?: string[];

  /**
   * Where more is written, such as a threat model: URLs that begin with https://.
   *
   * @default - nowhere
   */
  readonly links?: string[];
}

/** One object or one resource, without wildcards. */
export interface WaiverTarget {
  /**
   * Name of the environment; left out for what is in none.
   *
   * @pattern ^[^\s*?]+$
   * @default - what is in no environment
   */
  readonly environment?: string;

  /**
   * Kind with its API group, such as `apps/Deployment` or `Service`; type of a Terraform resource, such as `aws_db_instance`.
   *
   * @pattern ^[^\s*?]+$
   */
  readonly kind: string;

  /**
   * Namespace of the object.
   *
   * @pattern ^[^\s*?]+$
   * @default - none, as Terraform resources have none
   */
  readonly namespace?: string;

  /**
   * Name of the object or the resource.
   *
   * @pattern ^[^\s*?]+$
   */
  readonly name: string;

  /**
   * JSON pointer to the part of the object, where the control found something in several.
   *
   * @pattern ^/[^\s*?]+$
   * @default - the only part in which it found something
   */
  readonly pointer?: string;
}

/** Who answers for a waiver. */
export interface WaiverOwner {
  /**
   * Id of a team of the standards.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   */
  readonly team: string;

  /**
   * How to reach whoever looks after it, such as `payments@example.com`.
   *
   * @pattern ^[^\s]+( [^\s]+)*$
   * @maxLength 200
   */
  readonly contact: string;
}
