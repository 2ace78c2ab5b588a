import { createHash } from 'crypto';
import { Severity, Sources } from './control';
import { Target } from './subject';

/** How a rule came out for one subject. */
export type Verdict = 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'error';

/** Something that does not hold, is not known to hold, or could not be asked. */
export interface Finding {
  readonly control: string;
  readonly severity: Severity;
  readonly waivable: boolean;
  readonly verdict: 'fail' | 'unknown' | 'error';
  /** Whether it keeps the output from being used; only an unknown value may not. */
  readonly blocking: boolean;
  readonly target: Target;
  /** What must hold. */
  readonly must: string;
  /** What was found instead, where the rule says it. */
  readonly got?: unknown;
  readonly remedy: string;
  readonly sources: Sources;
  /** Changes when what was found changes: what a waiver was given for. */
  readonly fingerprint: string;
}

/** What was found, as 16 hexadecimal digits (64 bits of SHA-256). */
export function fingerprint(control: string, must: string, got: unknown): string {
  return createHash('sha256').update(JSON.stringify([control, must, got ?? null])).digest('hex').slice(0, 16);
}

/** Where a finding is, in one line: `apps/Deployment checkout/checkout-api in dist/prod/checkout-api.k8s.yaml`. */
export function placeOf({ kind, namespace, name, file, pointer }: Target): string {
  return kind === 'file' ? file : `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} in ${file}${pointer === undefined ? '' : `#${pointer}`}`;
}
