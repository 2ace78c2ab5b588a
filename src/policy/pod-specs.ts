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

/** Kinds without a Pod in them, whose schemas are known; the API server refuses or drops fields that they do not have. */
const WITHOUT_PODS = new Set([
  'ConfigMap', 'Endpoints', 'LimitRange', 'Namespace', 'PersistentVolumeClaim', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  'autoscaling/HorizontalPodAutoscaler',
  'monitoring.coreos.com/PodMonitor', 'monitoring.coreos.com/PrometheusRule', 'monitoring.coreos.com/ServiceMonitor',
  'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding',
]);

/** Where the kinds of Kubernetes itself have their Pod: what it stands in, as its metadata does. The API server drops what is elsewhere. */
const HOLDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', []],
  ['PodTemplate', ['template']],
  ...['ReplicationController', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'batch/Job']
    .map((kind): [string, string[]] => [kind, ['spec', 'template']]),
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

const NO_PODS: readonly PodSpec[] = [];

/**
 * Every Pod specification in a document, whatever kind it is: it is known by its lists of containers.
 *
 * So the template of a custom resource obeys what the template of a Deployment obeys.
 */
export function podsIn(document: Record<string, unknown>, kind: string): readonly PodSpec[] {
  if (WITHOUT_PODS.has(kind)) {
    return NO_PODS;
  }
  const path = HOLDERS.get(kind);
  if (path) {
    return podAt(document, path);
  }
  const pods: PodSpec[] = [];
  collect(document, [], document, pods);
  return pods;
}

/** The Pod in what is at a path. */
function podAt(document: Record<string, unknown>, path: readonly string[]): readonly PodSpec[] {
  const holder = path.reduce<unknown>((found, key) => isRecord(found) ? found[key] : undefined, document);
  if (!isRecord(holder) || !isRecord(holder.spec)) {
    return NO_PODS;
  }
  const { spec, metadata } = holder;
  return CONTAINER_LISTS.some(list => isContainers(spec[list]))
    ? [{ spec, metadata: isRecord(metadata) ? metadata : {}, pointer: pointerTo([...path, 'spec']) }] : NO_PODS;
}

/** Collects Pod specifications, those around others first. */
function collect(value: object, path: readonly string[], parent: unknown, found: PodSpec[]): void {
  if (isRecord(value) && CONTAINER_LISTS.some(list => isContainers(value[list]))) {
    found.push({ spec: value, metadata: isRecord(parent) && isRecord(parent.metadata) ? parent.metadata : {}, pointer: pointerTo(path) });
  }
  for (const [key, entry] of Object.entries(value) as [string, unknown][]) {
    if (typeof entry === 'object' && entry !== null) {
      collect(entry, [...path, key], value, found);
    }
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function pointerTo(path: readonly string[]): string {
  return path.map(key => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** A list with at least one entry that looks like a container. */
function isContainers(value: unknown): boolean {
  return Array.isArray(value) && value.some(entry => isRecord(entry) && (typeof entry.image === 'string' || typeof entry.name === 'string'));
}
