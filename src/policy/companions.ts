import { backendsOf } from './backends';
import { IndexedPod, PodIndex } from './pod-index';
import { selects } from './selectors';
import { Target } from './subject';
import { isRecord } from '../core/checks';

type Body = Record<string, unknown>;

/** What of the other objects concerns one Pod specification. */
export interface PodCompanions {
  /** NetworkPolicies that select the Pods. */
  readonly networkPolicies: readonly Body[];
  /** PodDisruptionBudgets that select the Pods. */
  readonly disruptionBudgets: readonly Body[];
  /** HorizontalPodAutoscalers of the object. */
  readonly autoscalers: readonly Body[];
  /** The ServiceAccount of the Pods, where it is in the output: none or one. */
  readonly serviceAccounts: readonly Body[];
  /** Roles that a RoleBinding gives to that ServiceAccount. */
  readonly roles: readonly Body[];
  /** Everything whose Pods have that ServiceAccount, this one included. */
  readonly accountUsers: readonly IndexedPod[];
}

/** What of the other objects concerns an object, as far as its kind has a use for it. */
export interface ObjectCompanions {
  /** Of a Service or a PodDisruptionBudget: the Pods that it selects. */
  readonly selected?: readonly IndexedPod[];
  /** Of a HorizontalPodAutoscaler: what it scales. */
  readonly targets?: readonly IndexedPod[];
  /** Of a Namespace. */
  readonly quotas?: readonly Body[];
  /** Of a Namespace. */
  readonly limitRanges?: readonly Body[];
  /** Of a Namespace: those that may be about all of its Pods. */
  readonly networkPolicies?: readonly Body[];
  /** Of an Ingress or a route: names of the Services that it sends to and that are not in the output. */
  readonly missingServices?: readonly string[];
}

const KINDS = [
  'HorizontalPodAutoscaler', 'LimitRange', 'NetworkPolicy', 'PodDisruptionBudget', 'ResourceQuota', 'Role', 'RoleBinding', 'Service', 'ServiceAccount',
] as const;

type Kind = typeof KINDS[number];

/** The objects of one kind in one namespace. */
interface Filed {
  readonly byPlace: Map<string, Body[]>;
  /** The keys of all labels that something is filed under, few where thousands of Pods have many. */
  readonly labelKeys: Set<string>;
}

/**
 * The objects of one environment that stand beside others, found by what they select or name.
 *
 * Each is filed under what it asks for, so that thousands of workloads in one namespace stay linear.
 */
export class Companions {
  /** By kind, by namespace and by what it is filed under. */
  private readonly filed = new Map<string, Map<string, Filed>>(KINDS.map(kind => [kind, new Map()]));

  constructor(objects: Iterable<{ readonly body: Body }>, private readonly pods: PodIndex) {
    for (const { body: object } of objects) {
      const namespaces = this.filed.get(object.kind as string);
      for (const place of namespaces ? filedUnder(object) : []) {
        const namespace = namespaceOf(object);
        const filed: Filed = namespaces!.get(namespace) ?? { byPlace: new Map(), labelKeys: new Set() };
        const entries = filed.byPlace.get(place);
        if (entries) {
          entries.push(object);
        } else {
          namespaces!.set(namespace, filed);
          filed.byPlace.set(place, [object]);
          filed.labelKeys.add(place.slice(0, Math.max(place.indexOf('='), 0)));
        }
      }
    }
  }

  /** What concerns the Pods of an object. */
  public ofPods(owner: Target, podMetadata: Body, pod: Body): PodCompanions {
    const namespace = owner.namespace ?? '';
    const account = String(pod.serviceAccountName);
    const labels = isRecord(podMetadata.labels) ? podMetadata.labels : {};
    return {
      networkPolicies: this.selecting('NetworkPolicy', namespace, labels),
      disruptionBudgets: this.selecting('PodDisruptionBudget', namespace, labels),
      autoscalers: this.under('HorizontalPodAutoscaler', namespace, `${owner.kind.split('/').pop()}/${owner.name}`),
      serviceAccounts: this.under('ServiceAccount', namespace, account),
      roles: this.under('RoleBinding', namespace, `${namespace}/${account}`)
        .flatMap(({ roleRef }) => isRecord(roleRef) && roleRef.kind === 'Role' ? this.under('Role', namespace, String(roleRef.name)) : []),
      accountUsers: this.pods.ofAccount(namespace, account),
    };
  }

  /** What concerns an object; nothing when its kind has no use for any. */
  public ofObject({ kind, namespace = '', name }: Target, object: Body): ObjectCompanions | undefined {
    switch (kind) {
      case 'Service': {
        const { selector } = specOf(object);
        // without a selector it sends nothing to anyone
        return { selected: firstLabel(selector) === '' ? [] : this.pods.selectedBy(namespace, { matchLabels: selector }) };
      }
      case 'policy/PodDisruptionBudget':
        return { selected: this.pods.selectedBy(namespace, specOf(object).selector) };
      case 'autoscaling/HorizontalPodAutoscaler':
        return { targets: filedUnder(object).flatMap(owner => this.pods.ofOwner(namespace, owner)) };
      case 'Namespace':
        return {
          quotas: this.under('ResourceQuota', name, ''), limitRanges: this.under('LimitRange', name, ''), networkPolicies: this.under('NetworkPolicy', name, ''),
        };
      case 'networking.k8s.io/Ingress':
      case 'gateway.networking.k8s.io/HTTPRoute':
      case 'gateway.networking.k8s.io/GRPCRoute':
        return {
          missingServices: backendsOf(specOf(object), namespace)
            .filter(backend => this.under('Service', backend.namespace, backend.name).length === 0).map(backend => backend.name),
        };
      default:
        return undefined;
    }
  }

  /** Those of a kind that select Pods with these labels. */
  private selecting(kind: Kind, namespace: string, labels: Body): Body[] {
    const found: Body[] = [];
    for (const key of this.filed.get(kind)!.get(namespace)?.labelKeys ?? []) {
      for (const object of this.under(kind, namespace, key === '' ? '' : `${key}=${String(labels[key])}`)) {
        if (selects(podSelectorOf(object), labels)) {
          found.push(object);
        }
      }
    }
    return found;
  }

  private under(kind: Kind, namespace: string, place: string): Body[] {
    return this.filed.get(kind)!.get(namespace)?.byPlace.get(place) ?? [];
  }
}

/** What it is looked up by: one label that it asks for, nothing when it asks for none; for other kinds whom they name, or their own name. */
function filedUnder(object: Body): string[] {
  const spec = specOf(object);
  switch (object.kind) {
    case 'ServiceAccount':
    case 'Service':
    case 'Role':
      return [String(isRecord(object.metadata) ? object.metadata.name : undefined)];
    case 'RoleBinding':
      return (Array.isArray(object.subjects) ? object.subjects : []).filter(isRecord).filter(({ kind }) => kind === 'ServiceAccount')
        .map(({ name, namespace }) => `${String(namespace ?? namespaceOf(object))}/${String(name)}`);
    case 'HorizontalPodAutoscaler': {
      const target = isRecord(spec.scaleTargetRef) ? spec.scaleTargetRef : {};
      return [`${String(target.kind)}/${String(target.name)}`];
    }
    default: {
      const selector = podSelectorOf(object);
      return [firstLabel(isRecord(selector) ? selector.matchLabels : undefined)];
    }
  }
}

function firstLabel(labels: unknown): string {
  const [first] = isRecord(labels) ? Object.entries(labels) : [];
  return first ? `${first[0]}=${String(first[1])}` : '';
}

function podSelectorOf(object: Body): unknown {
  const { podSelector, selector } = specOf(object);
  return object.kind === 'NetworkPolicy' ? podSelector : selector;
}

function specOf(object: Body): Body {
  return isRecord(object.spec) ? object.spec : {};
}

function namespaceOf(object: Body): string {
  return isRecord(object.metadata) && typeof object.metadata.namespace === 'string' ? object.metadata.namespace : '';
}
