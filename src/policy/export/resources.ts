/** Resources of the API server, as policies name them. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** Where Pod specifications are: Pods with the two ways of changing them while they run, and everything that makes Pods from a template. */
const WITH_PODS: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'pods/ephemeralcontainers', 'pods/resize', 'podtemplates', 'replicationcontrollers'],
  'apps': ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  'batch': ['cronjobs', 'jobs'],
  // custom kinds whose templates are where those of the built-in ones are; what others make is seen when it is a Pod
  'apps.kruise.io': ['broadcastjobs', 'clonesets', 'daemonsets', 'statefulsets'],
  'argoproj.io': ['rollouts'],
  'keda.sh': ['scaledjobs'],
  'serving.knative.dev': ['configurations', 'services'],
};

/** What people write, for rules that speak of every kind: not what controllers make by themselves, such as Leases, Events and Secrets. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  ...WITH_PODS,
  '': ['configmaps', 'limitranges', 'namespaces', 'persistentvolumeclaims', 'pods', 'podtemplates', 'replicationcontrollers', 'resourcequotas', 'serviceaccounts', 'services'],
  'autoscaling': ['horizontalpodautoscalers'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  'policy': ['poddisruptionbudgets'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
};

/** The resources that rules look at: those of the named kinds, or all of their scope. */
export function resourceRules(on: 'object' | 'pod', kinds?: readonly string[]): ResourceRule[] {
  const byGroup = kinds ? named(on, kinds) : on === 'pod' ? WITH_PODS : WRITTEN;
  return Object.entries(byGroup).map(([group, resources]) => ({
    apiGroups: [group], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: [...resources].sort(),
  }));
}

function named(on: 'object' | 'pod', kinds: readonly string[]): Record<string, string[]> {
  const byGroup: Record<string, string[]> = {};
  for (const kind of [...kinds].sort()) {
    const [name, group = ''] = kind.split('/').reverse();
    const resource = resourceOf(name);
    (byGroup[group] ??= []).push(resource, ...on === 'pod' && kind === 'Pod' ? ['pods/ephemeralcontainers', 'pods/resize'] : []);
  }
  return byGroup;
}

/** The plural by which the API server knows a kind. */
export function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') {
    return name;
  }
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
