import { awsHost } from './resolve-network';
import { ServiceSpec } from './resolve-service';
import type { ServiceEdges } from './service-edges';
import { NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicySpec } from '../core/manifests';
import { OTLP_PORT } from '../standards/defaults';
import { NetworkPolicyEngine, WorkloadIdentity } from '../standards/standards-props';
import { POD_IDENTITY_PORT, TLS_PORT, toAddresses, toDns, toPodIdentityAgent } from '../workload/egress';

/** Who may reach the service and what it may reach: nothing that is not named, in either direction. */
export function networkPolicy(spec: ServiceSpec, edges: ServiceEdges): NetworkPolicySpec {
  const { cluster } = spec.placed.spec;
  const { metrics, tracing } = spec;
  const ingress = [
    ...spec.host === '' ? [] : [{ from: [namespacePeer(cluster.exposure.namespace)], ports: tcp(spec.ports[0].port) }],
    ...metrics === undefined ? [] : [{ from: [namespacePeer(metrics.monitoring.namespace)], ports: tcp(metrics.port) }],
    ...edges.callers().map(({ peer, port }) => ({ from: [peer], ports: tcp(port) })),
  ];
  return {
    podSelector: { matchLabels: spec.selector },
    policyTypes: ['Ingress', 'Egress'],
    // an empty list is not stored, so that it would be a change each time it is applied; without one nobody comes in either
    ingress: ingress.length === 0 ? undefined : ingress,
    egress: [
      toDns(),
      ...tracing === undefined ? [] : [{ to: [namespacePeer(tracing.collector.namespace)], ports: tcp(OTLP_PORT) }],
      ...edges.callees().map(({ peer, port }) => ({ to: [peer], ports: tcp(port) })),
      ...[...edges.reached(), ...spec.egress].flatMap(({ cidrs, port }) => toAddresses(cidrs, port)),
      ...identityEgress(spec, edges),
      ...spec.kubernetesAccess && !knowsNames(spec) ? toAddresses(cluster.apiServerCidrs ?? [], TLS_PORT) : [],
    ],
  };
}

/** What only Cilium can say: names, and what has no address of its own. Undefined when there is nothing of the kind. */
export function ciliumNetworkPolicy(spec: ServiceSpec, edges: ServiceEdges): object | undefined {
  if (!knowsNames(spec)) {
    return undefined;
  }
  const { aws, cluster } = spec.placed.spec;
  const isIrsa = cluster.workloadIdentity === WorkloadIdentity.IRSA;
  const named = [
    ...spec.egress.filter(({ names }) => names.length > 0),
    ...edges.hasIdentity && isIrsa ? [{ names: [awsHost('sts', aws.region)], port: TLS_PORT }] : [],
  ];
  const rules = [
    // Cilium learns which addresses a name has from the answers that it sees
    ...named.length === 0 ? [] : [{
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
      toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
    }],
    ...named.map(({ names, port }) => ({
      toFQDNs: names.map(name => name.includes('*') ? { matchPattern: name } : { matchName: name }),
      toPorts: [{ ports: [{ port: String(port), protocol: 'TCP' }] }],
    })),
    ...edges.hasIdentity && !isIrsa ? [{ toEntities: ['host'], toPorts: [{ ports: [{ port: String(POD_IDENTITY_PORT), protocol: 'TCP' }] }] }] : [],
    ...spec.kubernetesAccess ? [{ toEntities: ['kube-apiserver'] }] : [],
  ];
  return rules.length === 0 ? undefined : { endpointSelector: { matchLabels: spec.selector }, egress: rules };
}

/** What a Pod must reach to get the credentials of its role. */
function identityEgress(spec: ServiceSpec, edges: ServiceEdges): NetworkPolicyEgressRule[] {
  const { aws, cluster } = spec.placed.spec;
  if (!edges.hasIdentity || knowsNames(spec)) {
    return [];
  }
  return cluster.workloadIdentity === WorkloadIdentity.IRSA
    ? toAddresses(aws.endpointCidrs ?? [], TLS_PORT)
    : toPodIdentityAgent();
}

function knowsNames({ placed: { spec: { cluster } } }: ServiceSpec): boolean {
  return cluster.networkPolicyEngine === NetworkPolicyEngine.CILIUM;
}

function namespacePeer(namespace: string): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function tcp(port: number) {
  return [{ port, protocol: 'TCP' }];
}
