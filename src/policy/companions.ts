import { selects } from './selectors';
import { Target } from './subject';
import { isRecord } from '../core/checks';

type Body = Record<string, unknown>;

/** What of the other objects concerns one Pod specification. */
export interface CompanionVariables {
  /** NetworkPolicies that select the Pods. */
  readonly networkPolicies: readonly Body[];
  /** PodDisruptionBudgets that select the Pods. */
  readonly disruptionBudgets: readonly Body[];
  /** Services that send requests to the Pods. */
  readonly services: readonly Body[];
  /** HorizontalPodAutoscalers of the object. */
  readonly autoscalers: readonly Body[];
  /** The ServiceAccount of the Pods, where it is in the output: none or one. */
  readonly serviceAccounts: readonly Body[];
}

const KINDS = ['NetworkPolicy', 'PodDisruptionBudget', 'Service', 'HorizontalPodAutoscaler', 'ServiceAccount'] as const;

/**
 * The objects of one environment that stand beside workloads, found by what they select or name.
 *
 * Each is filed under one label that it asks for, so that thousands of workloads in one namespace stay linear.
 */
export class Companions {
  /** By kind, namespace and what it is filed under. */
  private readonly filed = new Map<string, Body[]>();

  constructor(objects: readonly Body[]) {
    for (const object of objects) {
      const kind = KINDS.find(name => name === object.kind);
      if (kind) {
        const key = [kind, namespaceOf(object), filedUnder(object)].join('\n');
        const entries = this.filed.get(key);
        if (entries) {
          entries.push(object);
        } else {
          this.filed.set(key, [object]);
        }
      }
    }
  }

  /** What concerns the Pods of an object. */
  public of(owner: Target, podMetadata: Body, pod: Body): CompanionVariables {
    const namespace = owner.namespace ?? '';
    const labels = isRecord(podMetadata.labels) ? podMetadata.labels : {};
    const selecting = (kind: string, matches: (object: Body) => boolean) =>
      ['', ...Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`)].flatMap(place => this.under(kind, namespace, place)).filter(matches);
    return {
      networkPolicies: selecting('NetworkPolicy', object => selects(specOf(object).podSelector, labels)),
      disruptionBudgets: selecting('PodDisruptionBudget', object => selects(specOf(object).selector, labels)),
      // a Service without a selector sends nothing to anyone
      services: selecting('Service', object => firstLabel(specOf(object).selector) !== '' && selects({ matchLabels: specOf(object).selector }, labels)),
      autoscalers: this.under('HorizontalPodAutoscaler', namespace, `${owner.kind.split('/').pop()}/${owner.name}`),
      serviceAccounts: this.under('ServiceAccount', namespace, String(pod.serviceAccountName)),
    };
  }

  private under(kind: string, namespace: string, place: string): Body[] {
    return this.filed.get([kind, namespace, place].join('\n')) ?? [];
  }
}

/** One label that the object asks for; nothing when it asks for none that can be looked up. For other kinds the name that they go by. */
function filedUnder(object: Body): string {
  const spec = specOf(object);
  switch (object.kind) {
    case 'ServiceAccount':
      return String(isRecord(object.metadata) ? object.metadata.name : undefined);
    case 'HorizontalPodAutoscaler': {
      const target = isRecord(spec.scaleTargetRef) ? spec.scaleTargetRef : {};
      return `${String(target.kind)}/${String(target.name)}`;
    }
    case 'Service':
      return firstLabel(spec.selector);
    default: {
      const selector = object.kind === 'NetworkPolicy' ? spec.podSelector : spec.selector;
      return firstLabel(isRecord(selector) ? selector.matchLabels : undefined);
    }
  }
}

function firstLabel(labels: unknown): string {
  const [first] = isRecord(labels) ? Object.entries(labels) : [];
  return first ? `${first[0]}=${String(first[1])}` : '';
}

function specOf(object: Body): Body {
  return isRecord(object.spec) ? object.spec : {};
}

function namespaceOf(object: Body): string {
  return isRecord(object.metadata) && typeof object.metadata.namespace === 'string' ? object.metadata.namespace : '';
}
