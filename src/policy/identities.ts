import { EnvironmentFacts } from './environment-facts';
import { isRecord } from '../core/checks';

/** What kind of object it is, where it is and whose: what is the same for many. */
export interface Identity {
  /** With its API group, such as `apps/Deployment`. */
  readonly kind: string;
  /** Of a Namespace, its own name. Left out when it has none. */
  readonly namespace?: unknown;
  /** The ownership labels; empty texts where there are none. */
  readonly owner: unknown;
  readonly costCenter: unknown;
  readonly system: unknown;
  readonly environment: unknown;
}

/** Finds the identity of objects in one environment. Objects of the same get the same, so that rules about nothing else are asked once. */
export class Identities {
  private readonly known = new Map<string, Identity>();

  constructor(private readonly environment: EnvironmentFacts) {}

  public of({ apiVersion = '', kind = '', metadata }: Record<string, unknown>): Identity {
    const { name, namespace = '', labels } = isRecord(metadata) ? metadata : {};
    const keys = this.environment.ownershipLabels;
    const label = (key: string) => isRecord(labels) && Object.hasOwn(labels, key) ? labels[key] : '';
    const place = kind === 'Namespace' ? name : namespace;
    const values = [apiVersion, kind, place, label(keys.owner), label(keys.costCenter), label(keys.system), label(keys.environment)];
    const key = keyOf(values);
    let identity = this.known.get(key);
    if (!identity) {
      const [, , , owner, costCenter, system, environment] = values;
      identity = { kind: kindIn(apiVersion, kind), ...place !== undefined && { namespace: place }, owner, costCenter, system, environment };
      this.known.set(key, identity);
    }
    return identity;
  }
}

/** One text for all of them, which no others have. */
function keyOf(values: readonly unknown[]): string {
  let [lengths, texts] = ['', ''];
  for (const value of values) {
    if (typeof value !== 'string') {
      return JSON.stringify(values);
    }
    lengths += `${value.length} `;
    texts += value;
  }
  return lengths + texts;
}

/** The kind, where both say what the API server takes them for; else one that nobody knows. */
function kindIn(apiVersion: unknown, kind: unknown): string {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return '';
  }
  return apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/${kind}` : kind;
}
