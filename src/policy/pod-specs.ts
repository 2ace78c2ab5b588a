import { isRecord } from '../core/checks';

/** A Pod specification in a document. */
export interface PodSpec {
  readonly spec: Record<string, unknown>;
  /** Labels and annotations of the Pods, where there is a template or a Pod. */
  readonly metadata: Record<string, unknown>;
  /** JSON pointer to it; empty when the document is one itself. */
  readonly pointer: string;
}

/** The lists of containers that a Pod specification may have. */
export const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

const LISTS: ReadonlySet<unknown> = new Set(CONTAINER_LISTS);

/** Kinds without a Pod in them, whose schemas are known; the API server refuses or drops fields that they do not have. */
const WITHOUT_PODS = new Set([
  'ConfigMap', 'Endpoints', 'LimitRange', 'Namespace', 'PersistentVolumeClaim', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  'autoscaling/HorizontalPodAutoscaler',
  'monitoring.coreos.com/PodMonitor', 'monitoring.coreos.com/PrometheusRule', 'monitoring.coreos.com/ServiceMonitor',
  'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding',
]);

const NO_PODS: readonly PodSpec[] = [];

/** What is found in a document on one way through it. */
export interface Scan {
  /**
   * Every Pod specification in it, whatever kind it is: it is known by its lists of containers.
   *
   * So the template of a custom resource obeys what the template of a Deployment obeys.
   */
  readonly pods: readonly PodSpec[];
  /**
   * Whether it has nulls, which to the API server are as good as absent.
   *
   * Fields that are undefined may stay: CEL takes them for absent, and hardly any document of ours is without one.
   */
  readonly hasNulls: boolean;
}

/** Goes through a document. */
export function scan(document: Record<string, unknown>, kind: string): Scan {
  if (WITHOUT_PODS.has(kind)) {
    return { pods: NO_PODS, hasNulls: holdsNull(document) };
  }
  const pods: PodSpec[] = [];
  const hasNulls = collect(document, [], document, pods);
  return { pods, hasNulls };
}

/** Collects Pod specifications, those around others first, and answers whether there are nulls. */
function collect(value: object, path: (string | number)[], parent: unknown, found: PodSpec[]): boolean {
  // lists by their numbers: asked for their keys they are slow, and every value of every workload passes here
  const keys = Array.isArray(value) ? undefined : Object.keys(value);
  const length = keys ? keys.length : (value as unknown[]).length;
  const before = found.length;
  let isPod = false;
  let hasNulls = false;
  for (let i = 0; i < length; i++) {
    const key = keys ? keys[i] : i;
    const entry = (value as Record<string | number, unknown>)[key];
    if (typeof entry === 'object' && entry !== null) {
      isPod ||= LISTS.has(key) && isContainers(entry);
      path.push(key);
      hasNulls = collect(entry, path, value, found) || hasNulls;
      path.pop();
    } else if (entry === null) {
      hasNulls = true;
    }
  }
  if (isPod) {
    const metadata = isRecord(parent) && isRecord(parent.metadata) ? parent.metadata : {};
    found.splice(before, 0, { spec: value as Record<string, unknown>, metadata, pointer: pointerTo(path) });
  }
  return hasNulls;
}

function holdsNull(value: object): boolean {
  for (const entry of Array.isArray(value) ? value as unknown[] : Object.values(value)) {
    if (entry === null || (typeof entry === 'object' && holdsNull(entry))) {
      return true;
    }
  }
  return false;
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function pointerTo(path: readonly (string | number)[]): string {
  return path.map(key => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** A list with at least one entry that looks like a container. */
function isContainers(value: unknown): boolean {
  return Array.isArray(value) && value.some(entry => isRecord(entry) && (typeof entry.image === 'string' || typeof entry.name === 'string'));
}
