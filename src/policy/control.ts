import { Tier } from '../standards/standards-props';

/** Whether an id is that of a control of the library; an organisation takes a prefix of its own. */
export function isOfLibrary(id: string): boolean {
  return /^(K8S|AWS|GOV)-/.test(id);
}

/** How much harm is done when a control does not hold. The longest that a waiver may last follows from it. */
export type Severity = 'critical' | 'high' | 'medium';

/** What a rule looks at, one at a time. */
export type Scope =
  /** An object that Kubernetes gets; `object` is the document. */
  | 'object'
  /** A Pod specification, wherever in an object it is; `object` is the document, `variables.pod` the specification. */
  | 'pod'
  /** A resource or a data source of Terraform; `object` is its body. */
  | 'resource'
  /** A Terraform configuration or plan without its resources: settings, providers, modules; `object` holds the blocks. */
  | 'stack'
  /** A file of the output, as it is found on the disk; `object` says how it differs from what was written. */
  | 'file'
  /** A waiver; `object` says what has become of it. */
  | 'waiver';

/** What to make of a value that is known only after `terraform apply`. */
export type OnUnknown = 'fail' | 'warn' | 'pass';

/** One check of a control. */
export interface Rule {
  readonly on: Scope;
  /** Kinds such as `Service` or `rbac.authorization.k8s.io/Role`, or types such as `aws_db_instance`; a data source's type begins with `data.`. All when left out. */
  readonly kinds?: readonly string[];
  /** The minor versions of Kubernetes 1 that it speaks of. */
  readonly kubernetes?: { readonly from?: number; readonly to?: number };
  /** The tiers of environments that it speaks of. All when left out. */
  readonly tiers?: readonly Tier[];
  /** CEL: what it speaks of at all. Everything when left out. */
  readonly when?: string;
  /** CEL: what must be true. */
  readonly expression: string;
  /** What must hold, in words: `privileged must not be set`. */
  readonly must: string;
  /** CEL: what was found instead. */
  readonly got?: string;
  /** What to do, where that differs from the control's remedy. */
  readonly remedy?: string;
  /** @default fail */
  readonly onUnknown?: OnUnknown;
  /** The check of Pod Security that it says the same as, such as `hostPorts`; a rule without asks for more. */
  readonly pss?: string;
}

/** Ids of the same demand elsewhere, by who makes it: `pss`, `cis`, `kube-score`, `trivy`, `checkov`, `kubescape`, `security-hub`. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** Something that must hold in what is written, as data. */
export interface Control {
  /** Such as `K8S-01`; never used again for something else. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Whether a waiver can let a finding pass. */
  readonly waivable: boolean;
  /** Why it is asked for. */
  readonly reason: string;
  /** What a developer does about a finding, in the words of the constructs. */
  readonly remedy: string;
  readonly sources: Sources;
  readonly rules: readonly Rule[];
}
