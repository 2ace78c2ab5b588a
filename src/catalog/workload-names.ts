/** The kinds that run Pods. */
export const WORKLOADS: ReadonlySet<string> = new Set(['deployment', 'replicaset', 'statefulset', 'daemonset', 'job', 'cronjob']);

/** What controllers put behind a name: letters and digits in which no word can be read. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const POD_SUFFIX = new RegExp(`-${RANDOM}{5}$`);
const TEMPLATE_HASH = new RegExp(`-${RANDOM}{1,10}$`);
const NUMBER = /-[0-9]+$/;

/** The names that a workload can have whose controllers made an object of a kind, such as the Pod `cart-7c9f8b6d5-x2x9z`; none for other kinds. */
export function workloadNames(kind: string, name: string): readonly string[] {
  switch (kind) {
    case 'pod': {
      const maker = POD_SUFFIX.test(name) ? [name.replace(POD_SUFFIX, '')] : [];
      return [...maker, ...maker.flatMap(made => [...without(made, TEMPLATE_HASH), ...without(made, NUMBER)]), ...without(name, NUMBER)];
    }
    case 'replicaset':
      return without(name, TEMPLATE_HASH);
    case 'job':
      return without(name, NUMBER);
    default:
      return [];
  }
}

function without(name: string, suffix: RegExp): string[] {
  return suffix.test(name) ? [name.replace(suffix, '')] : [];
}
