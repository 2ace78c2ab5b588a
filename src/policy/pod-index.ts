import { selects } from './selectors';
import { isRecord } from '../core/checks';

/** A Pod specification as others find it. */
export interface IndexedPod {
  /** Kind of the object that it is in, without its group. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Its ServiceAccount. */
  readonly account: string;
}

/** The Pods of one environment, found by their labels, their owner or their ServiceAccount. */
export class PodIndex {
  /** By key of the label, then by namespace and value; filled for the keys that somebody asks for. */
  private readonly byLabel = new Map<string, Map<string, IndexedPod[]>>();
  private readonly byNamespace = new Map<string, IndexedPod[]>();
  private readonly byOwner = new Map<string, IndexedPod[]>();
  private readonly byAccount = new Map<string, IndexedPod[]>();

  constructor(private readonly pods: readonly IndexedPod[]) {
    for (const pod of pods) {
      file(this.byNamespace, pod.namespace, pod);
      file(this.byOwner, `${pod.namespace}/${pod.kind}/${pod.name}`, pod);
      file(this.byAccount, `${pod.namespace}/${pod.account}`, pod);
    }
  }

  /** The Pods that a label selector selects in a namespace. */
  public selectedBy(namespace: string, selector: unknown): IndexedPod[] {
    const matchLabels = isRecord(selector) && isRecord(selector.matchLabels) ? selector.matchLabels : {};
    let candidates = this.byNamespace.get(namespace) ?? [];
    // of all labels that it asks for, the one that the fewest have
    for (const [key, value] of Object.entries(matchLabels)) {
      if (candidates.length > 1) {
        const others = this.havingLabel(key).get(`${namespace}/${String(value)}`) ?? [];
        candidates = others.length < candidates.length ? others : candidates;
      }
    }
    return candidates.filter(({ labels }) => selects(selector, labels));
  }

  /** The Pods of an object, such as `Deployment/api`. */
  public ofOwner(namespace: string, owner: string): IndexedPod[] {
    return this.byOwner.get(`${namespace}/${owner}`) ?? [];
  }

  /** The Pods that have a ServiceAccount. */
  public ofAccount(namespace: string, account: string): IndexedPod[] {
    return this.byAccount.get(`${namespace}/${account}`) ?? [];
  }

  private havingLabel(key: string): Map<string, IndexedPod[]> {
    let pods = this.byLabel.get(key);
    if (!pods) {
      pods = new Map();
      this.byLabel.set(key, pods);
      for (const pod of this.pods) {
        file(pods, `${pod.namespace}/${String(pod.labels[key])}`, pod);
      }
    }
    return pods;
  }
}

function file(map: Map<string, IndexedPod[]>, key: string, pod: IndexedPod): void {
  const entries = map.get(key);
  if (entries) {
    entries.push(pod);
  } else {
    map.set(key, [pod]);
  }
}
