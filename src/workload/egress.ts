import { NetworkPolicyEgressRule } from '../core/manifests';

/** Where the Pod Identity agent answers; @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT = ['169.254.170.23/32', 'fd00:ec2::23/128'];
export const POD_IDENTITY_PORT = 80;
export const TLS_PORT = 443;

/** What every workload needs to find anything. */
export function toDns(): NetworkPolicyEgressRule {
  return {
    to: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    }],
    ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
  };
}

/** What a Pod reaches to take its role with EKS Pod Identity. */
export function toPodIdentityAgent(): NetworkPolicyEgressRule[] {
  return toAddresses(POD_IDENTITY_AGENT, POD_IDENTITY_PORT);
}

/** A TCP port of address ranges. No addresses, no rule: one without addresses would let everything through. */
export function toAddresses(cidrs: readonly string[], port: number): NetworkPolicyEgressRule[] {
  return cidrs.length === 0 ? [] : [{ to: cidrs.map(cidr => ({ ipBlock: { cidr } })), ports: [{ port, protocol: 'TCP' }] }];
}
