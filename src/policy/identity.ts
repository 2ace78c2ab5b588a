import { EnvironmentFacts } from './environment-facts';
import { kindOf } from './kind-of';
import { isRecord } from '../core/checks';

/** What kind of object it is, where it is and whose. */
export interface Identity {
  /** With its API group, such as `apps/Deployment`. */
  readonly kind: string;
  /** Of a Namespace, its own name; undefined when it has none. */
  readonly namespace: unknown;
  /** The ownership labels; empty texts where there are none. */
  readonly owner: unknown;
  readonly costCenter: unknown;
  readonly system: unknown;
  readonly environment: unknown;
}

const NONE: Readonly<Record<string, unknown>> = {};

/** The identity of an object in an environment. */
export function identityOf({ apiVersion = '', kind = '', metadata }: Record<string, unknown>, { ownershipLabels }: EnvironmentFacts): Identity {
  const { name, namespace = '', labels } = isRecord(metadata) ? metadata : NONE;
  const owned = !isRecord(labels) ? NONE : Object.getPrototypeOf(labels) === Object.prototype ? labels : { ...labels };
  return {
    // where both say what the API server takes them for; else one that nobody knows
    kind: typeof apiVersion === 'string' && typeof kind === 'string' ? kindOf({ apiVersion, kind }) : '',
    namespace: kind === 'Namespace' ? name : namespace,
    owner: owned[ownershipLabels.owner] ?? '',
    costCenter: owned[ownershipLabels.costCenter] ?? '',
    system: owned[ownershipLabels.system] ?? '',
    environment: owned[ownershipLabels.environment] ?? '',
  };
}
