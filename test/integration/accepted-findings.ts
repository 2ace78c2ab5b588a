/** A check that fails on what the library writes. */
export interface KnownFinding {
  /** The words of the scanner. */
  readonly says: string;
  /** The objects on which it fails, as `prod Deployment api`. */
  readonly on: string[];
  readonly reason: string;
}

const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const DEPLOYMENTS = on(ENVIRONMENTS, 'Deployment', 'api', 'shop');

/** Every check that fails on purpose, by scanner and id. At most five: what is not worth a place here is to be done. */
export const ACCEPTED: Record<string, KnownFinding> = {
  'kube-score container-image-pull-policy': {
    says: 'ImagePullPolicy is not set to Always',
    on: DEPLOYMENTS,
    reason: 'production takes images by digest only, which cannot change; to ask the registry each time would make every restart depend on it',
  },
  'kube-score container-resources': {
    says: 'CPU limit is not set',
    on: DEPLOYMENTS,
    reason: 'a limit throttles a service while CPUs are idle; requests share them fairly when they are not. Memory has its limit',
  },
  'kube-score deployment-has-host-podantiaffinity': {
    says: 'Deployment does not have a host podAntiAffinity set',
    on: DEPLOYMENTS,
    reason: 'copies are spread over hosts and zones by topology spread constraints, which say the same and also what to do when hosts are few',
  },
  'checkov CKV_K8S_11': {
    says: 'CPU limits should be set',
    on: DEPLOYMENTS,
    reason: 'the same CPU limit',
  },
  'checkov CKV_K8S_35': {
    says: 'Prefer using secrets as files over secrets as environment variables',
    on: on(ENVIRONMENTS, 'Deployment', 'shop'),
    reason: 'the developer names the variables that the program reads, as twelve-factor programs do; the values are in the secret store only',
  },
};

function on(environments: string[], kind: string, ...names: string[]): string[] {
  return environments.flatMap((environment) => names.map((name) => `${environment} ${kind} ${name}`)).sort();
}
