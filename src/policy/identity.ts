import { EnvironmentFacts } from './environment-facts';
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

/** The identity of an object in an environment. */
export function identityOf({ apiVersion = '', kind = '', metadata }: Record<string, unknown>, { ownershipLabels }: EnvironmentFacts): Identity {
  const { name, namespace = '', labels } = isRecord(metadata) ? metadata : {};
  const label = (key: string) => isRecord(labels) && Object.hasOwn(labels, key) ? labels[key] : '';
  return {
    kind: kindIn(apiVersion, kind),
    namespace: kind === 'Namespace' ? name : namespace,
    owner: label(ownershipLabels.owner),
    costCenter: label(ownershipLabels.costCenter),
    system: label(ownershipLabels.system),
    environment: label(ownershipLabels.environment),
  };
}

/** The kind, where both say what the API server takes them for; else one that nobody knows. */
function kindIn(apiVersion: unknown, kind: unknown): string {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return '';
  }
  return apiVersion.includes('/') ? `${apiVersion.slice(0, apiVersion.indexOf('/'))}/${kind}` : kind;
}
