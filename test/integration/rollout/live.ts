import { Document } from '../../synthesised';
import { ControlPlane } from '../harness/control-plane';
import { mustSucceed } from '../harness/run';
import { WatchEvent } from '../harness/watch';

const KINDS = [
  'deployments.apps', 'replicasets.apps', 'pods', 'horizontalpodautoscalers.autoscaling', 'poddisruptionbudgets.policy', 'services',
  'endpointslices.discovery.k8s.io', 'networkpolicies.networking.k8s.io', 'resourcequotas', 'limitranges', 'configmaps', 'secrets', 'events',
];

/** The objects of a few namespaces, as they are at one moment. */
export class Live {
  /** Asks for them. */
  public static of(controlPlane: ControlPlane, namespaces: string[]): Live {
    return new Live(namespaces.flatMap(namespace => items(controlPlane, [KINDS.join(','), '-n', namespace])));
  }

  private constructor(private readonly objects: Document[]) {}

  public ofKind(kind: string): Document[] {
    return this.objects.filter(object => object.kind === kind);
  }

  /** The Pods of a Deployment that are not on their way out. */
  public podsOf(deployment: Document): Document[] {
    const sets = this.ofKind('ReplicaSet').filter(set => isOwnedBy(set, deployment));
    return this.ofKind('Pod').filter(pod => !pod.metadata.deletionTimestamp && sets.some(set => isOwnedBy(pod, set)));
  }

  /** The Deployments whose Pods a selector matches. */
  public selected(namespace: string, selector: Document): string[] {
    return this.ofKind('Deployment')
      .filter(deployment => deployment.metadata.namespace === namespace && matches(selector, deployment.spec.template.metadata.labels))
      .map(deployment => deployment.metadata.name);
  }

  /** Warnings about Pods that were refused, whoever refused them. */
  public refusals(): string[] {
    return this.ofKind('Event').filter(({ reason }) => reason === 'FailedCreate').map(({ message }) => message);
  }
}

/** The objects that `kubectl get` finds. */
export function items(controlPlane: ControlPlane, args: string[]): Document[] {
  return JSON.parse(mustSucceed(`kubectl get ${args.join(' ')}`, controlPlane.kubectl(['get', ...args, '-o', 'json'])).stdout).items;
}

/** How unevenly Pods lie on what a label of the nodes tells apart: the most on one less the fewest on one. */
export function skew(pods: Document[], nodes: Document[], label: string): number {
  const counts = new Map<string, number>(nodes.map(({ metadata }) => [metadata.labels[label], 0]));
  for (const pod of pods) {
    const place = nodes.find(({ metadata }) => metadata.name === pod.spec.nodeName)?.metadata.labels[label];
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return Math.max(...counts.values()) - Math.min(...counts.values());
}

export function isReady(pod: Document): boolean {
  return !pod.metadata.deletionTimestamp && pod.status.conditions?.some((condition: Document) => condition.type === 'Ready' && condition.status === 'True');
}

/** Condition → status. */
export function conditions(object: Document): Record<string, string> {
  return Object.fromEntries((object.status.conditions ?? []).map(({ type, status }: Document) => [type, status]));
}

export function matches(selector: Document, labels: Record<string, string> = {}): boolean {
  const expressions: Document[] = selector?.matchExpressions ?? [];
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && expressions.every(({ key, operator, values = [] }) => {
      const found = operator.endsWith('In') ? values.includes(labels[key]) : key in labels;
      return ['NotIn', 'DoesNotExist'].includes(operator) ? !found : found;
    });
}

/** The fewest ready Pods per workload, `namespace/ReplicaSet`, at any moment since all of its first ones were seen ready. */
export function fewestReady(events: WatchEvent<Document>[], expected: Record<string, number>): Record<string, number> {
  const ready = new Map<string, Set<string>>();
  const fewest: Record<string, number> = {};
  for (const { type, object } of events) {
    const workload = workloadOf(object);
    const uids = ready.get(workload) ?? new Set();
    ready.set(workload, uids);
    if (type !== 'DELETED' && isReady(object)) uids.add(object.metadata.uid);
    else uids.delete(object.metadata.uid);
    if (workload in fewest || uids.size === expected[workload]) fewest[workload] = Math.min(fewest[workload] ?? Infinity, uids.size);
  }
  return fewest;
}

/** `namespace/ReplicaSet` of a Pod. */
export function workloadOf({ metadata }: Document): string {
  return `${metadata.namespace}/${metadata.ownerReferences?.[0]?.name ?? metadata.name}`;
}

/** What a Pod template takes from ConfigMaps and Secrets and cannot start without: `Kind/name` or `Kind/name/key`. */
export function references({ spec }: Document): string[] {
  const found: string[] = [];
  const add = (kind: string, reference: Document, key?: string) => {
    const name = reference?.name ?? reference?.secretName;
    if (name && !reference.optional) found.push([kind, name, ...key ? [key] : []].join('/'));
  };
  for (const container of [...spec.containers, ...spec.initContainers ?? []]) {
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      add('ConfigMap', configMapRef);
      add('Secret', secretRef);
    }
    for (const { valueFrom } of container.env ?? []) {
      add('ConfigMap', valueFrom?.configMapKeyRef, valueFrom?.configMapKeyRef?.key);
      add('Secret', valueFrom?.secretKeyRef, valueFrom?.secretKeyRef?.key);
    }
  }
  for (const volume of spec.volumes ?? []) {
    for (const { configMap, secret } of [volume, ...volume.projected?.sources ?? []]) {
      add('ConfigMap', configMap);
      add('Secret', secret);
    }
  }
  return found;
}

/** The ConfigMaps and Secrets that are there, as `references` writes them. */
export function referents(objects: Document[]): string[] {
  return objects.flatMap(({ kind, metadata, data }) => [`${kind}/${metadata.name}`, ...Object.keys(data ?? {}).map(key => `${kind}/${metadata.name}/${key}`)]);
}

/** A number of a Kubernetes quantity such as `250m`, `2` or `512Mi`. */
export function amount(quantity: string): number {
  const [, number, unit] = /^([\d.]+)(m|Ki|Mi|Gi|Ti|k|M|G|T)?$/.exec(quantity) ?? [];
  if (number === undefined) throw new Error(`not a quantity: ${quantity}`);
  const units: Record<string, number> = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
  return Number(number) * (unit ? units[unit] : 1);
}

function isOwnedBy(object: Document, owner: Document): boolean {
  return object.metadata.ownerReferences?.some(({ uid }: Document) => uid === owner.metadata.uid) ?? false;
}
