import { ApiObject, Chart } from 'cdk8s';
import { NamespaceSpec } from './resolve-namespace';
import { LimitRangeSpec, NetworkPolicySpec, ResourceQuotaSpec, RoleRef, Subject } from '../core/manifests';
import { mebibytes } from '../core/quantities';
import { COMPUTE_SIZES, EPHEMERAL_STORAGE } from '../standards/defaults';

/** Pods below this standard are refused; @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const POD_SECURITY = 'restricted';

/** Writes a resolved namespace as Kubernetes objects, the Namespace first. */
export function addNamespaceManifests(chart: Chart, spec: NamespaceSpec): void {
  const namespace = new ApiObject(chart, 'namespace', {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name: spec.name, labels: { ...spec.labels, ...podSecurity(spec) } },
  });
  const add = (id: string, apiVersion: string, kind: string, name: string, body: object) =>
    new ApiObject(chart, id, { apiVersion, kind, metadata: { name, namespace: spec.name, labels: spec.labels }, ...body }).addDependency(namespace);

  add('quota', 'v1', 'ResourceQuota', 'platform', { spec: quota(spec) });
  add('limits', 'v1', 'LimitRange', 'platform', { spec: limits() });
  // whoever is not named by another policy neither calls nor is called
  add('deny', 'networking.k8s.io/v1', 'NetworkPolicy', 'platform-deny', {
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } satisfies NetworkPolicySpec,
  });
  if (spec.group !== undefined) {
    // the role of a binding cannot be changed, so another role is another binding
    add('team', 'rbac.authorization.k8s.io/v1', 'RoleBinding', `platform-team-${spec.role}`, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: spec.role } satisfies RoleRef,
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: spec.group }] satisfies Subject[],
    });
  }
}

/** Pinned to the version of the cluster: an update of the cluster does not tighten the rules under running workloads. */
function podSecurity({ clusterVersion }: NamespaceSpec): Record<string, string> {
  return Object.fromEntries(['enforce', 'audit', 'warn'].flatMap(mode => [
    [`pod-security.kubernetes.io/${mode}`, POD_SECURITY],
    [`pod-security.kubernetes.io/${mode}-version`, `v${clusterVersion}`],
  ]));
}

function quota({ cpuCores, memoryGiB, pods }: NamespaceSpec): ResourceQuotaSpec {
  return {
    hard: {
      'requests.cpu': String(cpuCores),
      'requests.memory': `${memoryGiB}Gi`,
      'limits.memory': `${memoryGiB}Gi`,
      'pods': String(pods),
      // traffic comes in through the platform's gateway
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    },
  };
}

/** What a container gets that names no resources, so that the quota does not refuse it. */
function limits(): LimitRangeSpec {
  const { cpuMillicores, memoryMiB } = COMPUTE_SIZES.s;
  return {
    limits: [{
      type: 'Container',
      defaultRequest: { 'cpu': `${cpuMillicores}m`, 'memory': mebibytes(memoryMiB), 'ephemeral-storage': mebibytes(EPHEMERAL_STORAGE.requestMiB) },
      default: { 'memory': mebibytes(memoryMiB), 'ephemeral-storage': mebibytes(EPHEMERAL_STORAGE.limitMiB) },
    }],
  };
}
