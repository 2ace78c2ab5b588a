import type * as k8s from 'cdk8s-plus-28/lib/imports/k8s';

/**
 * The Kubernetes API types as plain data: what a manifest holds when it is written.
 *
 * Only types: nothing of cdk8s-plus is loaded, and nothing is dropped on the way, such as fields that are newer than its types.
 */
export type Plain<T> =
  T extends Date ? string :
    T extends readonly (infer E)[] ? Plain<E>[] :
      T extends object ? Unboxed<T> :
        T;

/** Quantities and "int or string" are boxes that hold nothing but a value. */
type Unboxed<T> = [keyof T, 'value'] extends ['value', keyof T] ? number | string : { [K in keyof T]: Plain<T[K]> };

export type Container = Omit<Plain<k8s.Container>, 'lifecycle'> & {
  /** `sleep` came with Kubernetes 1.29. */
  readonly lifecycle?: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
};
export type PodSpec = Omit<Plain<k8s.PodSpec>, 'containers' | 'initContainers'> & {
  readonly containers: Container[];
  readonly initContainers?: Container[];
};
export type DeploymentSpec = Omit<Plain<k8s.DeploymentSpec>, 'template'> & {
  readonly template: { readonly metadata: Plain<k8s.ObjectMeta>; readonly spec: PodSpec };
};
export type JobSpec = Omit<Plain<k8s.JobSpec>, 'template'> & {
  readonly template: { readonly metadata: Plain<k8s.ObjectMeta>; readonly spec: PodSpec };
};
export type EnvVar = Plain<k8s.EnvVar>;
export type Volume = Plain<k8s.Volume>;
export type VolumeMount = Plain<k8s.VolumeMount>;
export type ServiceSpec = Plain<k8s.ServiceSpec>;
export type HorizontalPodAutoscalerSpec = Plain<k8s.HorizontalPodAutoscalerSpecV2>;
export type PodDisruptionBudgetSpec = Plain<k8s.PodDisruptionBudgetSpec>;
export type NetworkPolicySpec = Plain<k8s.NetworkPolicySpec>;
export type NetworkPolicyIngressRule = Plain<k8s.NetworkPolicyIngressRule>;
export type NetworkPolicyEgressRule = Plain<k8s.NetworkPolicyEgressRule>;
export type LimitRangeSpec = Plain<k8s.LimitRangeSpec>;
export type ResourceQuotaSpec = Plain<k8s.ResourceQuotaSpec>;
export type NetworkPolicyPeer = Plain<k8s.NetworkPolicyPeer>;
export type ServicePort = Plain<k8s.ServicePort>;
export type Probe = Plain<k8s.Probe>;
export type RoleRef = Plain<k8s.RoleRef>;
export type Subject = Plain<k8s.Subject>;
export type IngressSpec = Plain<k8s.IngressSpec>;
