import { ApiObject, Chart } from 'cdk8s';
import { reachesAws } from './aws-egress';
import { TLS_PORT, toAddresses, toDns, toPodIdentityAgent } from './egress';
import { HashedObject } from './hashed-object';
import { Job, JobStep, JobWork, WAVES } from './job';
import { containerSecurityContext, podSecurityContext } from './restricted';
import { Container, EnvVar, JobSpec, NetworkPolicySpec } from '../core/manifests';
import { objectName, roleName } from '../core/names';
import { mebibytes } from '../core/quantities';
import { EPHEMERAL_STORAGE, JOB_TTL_SECONDS } from '../standards/defaults';
import { WorkloadIdentity } from '../standards/standards-props';
import { ManifestObject } from '../synth/manifest-object';

/** The next sync replaces a Job that ended, well or not. Services wait for it and are not rolled out when it fails. */
const HOOK = { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' };

/** Whoever moves Pods to other nodes waits for this one, because it would begin anew there. */
const STAY = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false', 'karpenter.sh/do-not-disrupt': 'true' };

/**
 * Writes a job as Kubernetes objects: a Job with an identity, walls and connection details of its own.
 *
 * @param needs - objects of the chart that its Pod mounts
 */
export function addJobManifests(chart: Chart, job: Job, needs: readonly ApiObject[], work: () => JobWork): void {
  const { name, placed: { spec: { aws, cluster }, ownership } } = job;
  const irsa = cluster.workloadIdentity === WorkloadIdentity.IRSA;
  const metadata = (annotations: Record<string, string> = {}) => ({ name, annotations: { ...wave(WAVES.prerequisites), ...annotations } });

  const account = new ManifestObject(chart, 'service-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(irsa ? { 'eks.amazonaws.com/role-arn': `arn:aws:iam::${aws.account}:role/${roleName(ownership, name, job.purpose)}` } : {}),
    fields: { automountServiceAccountToken: () => false },
  });
  const policy = new ManifestObject(chart, 'network-policy', {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata(), fields: { spec: () => networkPolicy(job, work()) },
  });
  const isConnected = job.variables.some(({ descriptorKey }) => descriptorKey !== undefined);
  const store = !isConnected ? [] : [new ManifestObject(chart, 'secret-store', {
    apiVersion: 'external-secrets.io/v1', kind: 'SecretStore', metadata: metadata(), fields: { spec: () => secretStore(job, irsa) },
  })];
  const connection = !isConnected ? [] : [new ManifestObject(chart, 'connection', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { ...metadata(), name: connectionName(job) },
    fields: { spec: () => externalSecret(job) },
  })];
  new HashedObject(chart, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: job.stem, annotations: { ...HOOK, ...wave(job.wave) } },
    fields: { spec: () => jobSpec(job, work()) },
  }).addDependency(account, policy, ...store, ...connection, ...needs);
}

/** The annotation that says when Argo CD applies an object. */
export function wave(number: number): Record<string, string> {
  return { 'argocd.argoproj.io/sync-wave': String(number) };
}

function jobSpec(job: Job, { prepare, run, volumes }: JobWork): JobSpec {
  const { policy, name } = job;
  const mounts = volumes.map(({ mount }) => mount);
  return {
    backoffLimit: policy.retries,
    ...policy.deadlineSeconds !== undefined && { activeDeadlineSeconds: policy.deadlineSeconds },
    ttlSecondsAfterFinished: JOB_TTL_SECONDS,
    template: {
      metadata: { labels: job.labels, annotations: STAY },
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext(),
        ...prepare.length > 0 && { initContainers: prepare.map(step => container(job, step, mounts)) },
        containers: [container(job, run, mounts)],
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: mebibytes(EPHEMERAL_STORAGE.tmpMiB) } }, ...volumes.map(({ volume }) => volume)],
      },
    },
  };
}

function container(job: Job, step: JobStep, mounts: Container['volumeMounts'] = []): Container {
  const { policy, placed: { spec: { aws } } } = job;
  return {
    name: step.name,
    image: step.image,
    imagePullPolicy: 'IfNotPresent',
    ...step.command && { command: step.command },
    // tools keep their caches at home, and only /tmp can be written to
    env: [{ name: 'HOME', value: '/tmp' }, { name: 'AWS_REGION', value: aws.region }, ...variables(job), ...step.variables],
    resources: {
      requests: { 'cpu': `${policy.cpuMillicores}m`, 'memory': mebibytes(policy.memoryMiB), 'ephemeral-storage': mebibytes(EPHEMERAL_STORAGE.requestMiB) },
      limits: { 'memory': mebibytes(policy.memoryMiB), 'ephemeral-storage': mebibytes(EPHEMERAL_STORAGE.limitMiB) },
    },
    securityContext: containerSecurityContext(),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...mounts],
  };
}

function variables(job: Job): EnvVar[] {
  return job.variables.map(({ name, value, descriptorKey }) => descriptorKey === undefined
    ? { name, value }
    : { name, valueFrom: { secretKeyRef: { name: connectionName(job), key: name } } });
}

function networkPolicy(job: Job, { egress }: JobWork): NetworkPolicySpec {
  const { aws, cluster } = job.placed.spec;
  return {
    podSelector: { matchLabels: job.selector },
    // no ingress rules: nobody comes in
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      toDns(),
      ...egress,
      ...cluster.workloadIdentity === WorkloadIdentity.IRSA ? [] : toPodIdentityAgent(),
      ...reachesAws(job.callsAws, cluster) ? toAddresses(aws.endpointCidrs ?? [], TLS_PORT) : [],
    ],
  };
}

function secretStore({ name, placed: { spec: { aws } } }: Job, irsa: boolean): object {
  return {
    provider: {
      aws: {
        service: 'ParameterStore',
        region: aws.region,
        // with Pod Identity the operator's own role reads the descriptor, which holds no secret
        ...irsa && { auth: { jwt: { serviceAccountRef: { name } } } },
      },
    },
  };
}

function externalSecret(job: Job): object {
  return {
    refreshInterval: '1h',
    secretStoreRef: { kind: 'SecretStore', name: job.name },
    target: { name: connectionName(job), creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: job.variables.filter(({ descriptorKey }) => descriptorKey !== undefined).map(({ name, descriptorKey }) => ({
      secretKey: name,
      remoteRef: { key: job.descriptorPath, property: descriptorKey },
    })),
  };
}

function connectionName({ name }: Job): string {
  return objectName(name, 'connection');
}
