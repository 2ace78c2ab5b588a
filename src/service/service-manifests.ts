import { ApiObject, Chart } from 'cdk8s';
import { ServiceSpec } from './resolve-service';
import { SERVICE_ACCOUNT_ID, ServiceEdges } from './service-edges';
import {
  Container, DeploymentSpec, HorizontalPodAutoscalerSpec, IngressSpec, NetworkPolicySpec, PodDisruptionBudgetSpec,
  ServiceSpec as KubernetesServiceSpec,
} from '../core/manifests';
import { objectName, shortHash } from '../core/names';
import { CONTAINER_USER, EPHEMERAL_STORAGE, PROBES } from '../standards/defaults';
import { ExposureKind } from '../standards/standards-props';
import { ManifestObject } from '../synth/manifest-object';

const SERVICE_PORT = 80;
const PORT_NAME = 'http';

/** Writes a resolved service as Kubernetes objects. */
export function addServiceManifests(chart: Chart, spec: ServiceSpec, edges: ServiceEdges): void {
  const configMap = configMapName(spec);
  const config = configMap === '' ? [] : [
    new ManifestObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMap }, fields: { immutable: () => true, data: () => spec.config } }),
  ];
  const account = new ManifestObject(chart, SERVICE_ACCOUNT_ID, {
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: spec.name }, fields: { automountServiceAccountToken: () => false },
  });
  const policy = add(chart, 'network-policy', 'networking.k8s.io/v1', 'NetworkPolicy', spec.name, () => networkPolicy(spec, edges));
  // Pods start with their identity, their configuration and their walls in place
  add(chart, 'deployment', 'apps/v1', 'Deployment', spec.name, () => deployment(spec, edges, configMap))
    .addDependency(account, policy, ...config);
  add(chart, 'service', 'v1', 'Service', spec.name, () => service(spec));
  add(chart, 'autoscaler', 'autoscaling/v2', 'HorizontalPodAutoscaler', spec.name, () => autoscaler(spec));
  if (spec.minReplicas > 1) {
    // a budget for a single copy would only block every drain of its node
    add(chart, 'disruption-budget', 'policy/v1', 'PodDisruptionBudget', spec.name, () => disruptionBudget(spec));
  }
  if (spec.host !== '') {
    addExposure(chart, spec);
  }
}

function add(chart: Chart, id: string, apiVersion: string, kind: string, name: string, produce: () => object): ApiObject {
  return new ManifestObject(chart, id, { apiVersion, kind, metadata: { name }, fields: { spec: produce } });
}

function deployment(spec: ServiceSpec, edges: ServiceEdges, configMap: string): DeploymentSpec {
  const { profile, selector, labels } = spec;
  const volumes = edges.volumes();
  return {
    // no replicas: the autoscaler owns the number
    selector: { matchLabels: selector },
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: 300,
    minReadySeconds: profile.minReadySeconds,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: `${profile.maxSurgePercent}%`, maxUnavailable: `${profile.maxUnavailablePercent}%` },
    },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: spec.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: spec.gracePeriodSeconds,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: CONTAINER_USER,
          runAsGroup: CONTAINER_USER,
          fsGroup: CONTAINER_USER,
          fsGroupChangePolicy: 'OnRootMismatch',
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
          topologyKey,
          maxSkew: 1,
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: selector },
          matchLabelKeys: ['pod-template-hash'],
        })),
        containers: [container(spec, edges, configMap)],
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: EPHEMERAL_STORAGE.tmp } }, ...volumes.map(({ volume }) => volume)],
      },
    },
  };
}

function container(spec: ServiceSpec, edges: ServiceEdges, configMap: string): Container {
  const { compute, profile } = spec;
  const probe = (path: string) => ({ httpGet: { path, port: PORT_NAME } });
  return {
    name: spec.name,
    image: spec.image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: PORT_NAME, containerPort: spec.port, protocol: 'TCP' }],
    ...configMap !== '' && { envFrom: [{ configMapRef: { name: configMap } }] },
    env: [
      { name: 'PORT', value: String(spec.port) },
      // before 1.30 Kubernetes cannot wait by itself, and an image without a shell cannot either: the process has to
      ...spec.sleepBeforeStop ? [] : [{ name: 'SHUTDOWN_DELAY_SECONDS', value: String(profile.preStopSeconds) }],
      ...edges.variables(),
    ],
    resources: {
      requests: { 'cpu': `${compute.cpuMillicores}m`, 'memory': `${compute.memoryMiB}Mi`, 'ephemeral-storage': EPHEMERAL_STORAGE.request },
      // no CPU limit: it would only throttle a process that could use idle time
      limits: { 'memory': `${spec.memoryLimitMiB}Mi`, 'ephemeral-storage': EPHEMERAL_STORAGE.limit },
    },
    startupProbe: { ...probe(spec.livenessPath), ...PROBES.startup },
    readinessProbe: { ...probe(spec.readinessPath), ...PROBES.readiness },
    livenessProbe: { ...probe(spec.livenessPath), ...PROBES.liveness },
    ...spec.sleepBeforeStop && { lifecycle: { preStop: { sleep: { seconds: profile.preStopSeconds } } } },
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: CONTAINER_USER,
      runAsGroup: CONTAINER_USER,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...edges.volumes().map(({ mount }) => mount)],
  };
}

function service(spec: ServiceSpec): KubernetesServiceSpec {
  return {
    type: 'ClusterIP',
    selector: spec.selector,
    ports: [{ name: PORT_NAME, port: SERVICE_PORT, targetPort: PORT_NAME, protocol: 'TCP', appProtocol: 'http' }],
  };
}

function networkPolicy(spec: ServiceSpec, edges: ServiceEdges): NetworkPolicySpec {
  const { cluster } = spec.placed.spec;
  return {
    podSelector: { matchLabels: spec.selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...spec.host === '' ? [] : [{
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': cluster.exposure.namespace } } }],
        ports: [{ port: spec.port, protocol: 'TCP' }],
      }],
      ...edges.ingress(),
    ],
    egress: [
      {
        to: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        }],
        ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
      },
      ...edges.egress(),
    ],
  };
}

function autoscaler(spec: ServiceSpec): HorizontalPodAutoscalerSpec {
  const { profile } = spec;
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: spec.name },
    minReplicas: spec.minReplicas,
    maxReplicas: spec.maxReplicas,
    // the main container only, so that a sidecar cannot hide its load
    metrics: [{
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: spec.name, target: { type: 'Utilization', averageUtilization: profile.cpuUtilizationPercent } },
    }],
    behavior: { scaleDown: { stabilizationWindowSeconds: profile.scaleDownWindowSeconds, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] } },
  };
}

function disruptionBudget(spec: ServiceSpec): PodDisruptionBudgetSpec {
  // copies that do not work anyway never block a drain
  return { maxUnavailable: 1, selector: { matchLabels: spec.selector }, unhealthyPodEvictionPolicy: 'AlwaysAllow' };
}

function addExposure(chart: Chart, spec: ServiceSpec): void {
  const { exposure } = spec.placed.spec.cluster;
  if (exposure.kind === ExposureKind.GATEWAY) {
    add(chart, 'route', 'gateway.networking.k8s.io/v1', 'HTTPRoute', spec.name, () => ({
      parentRefs: [{ name: exposure.name, namespace: exposure.namespace }],
      hostnames: [spec.host],
      rules: [{ backendRefs: [{ name: spec.name, port: SERVICE_PORT }] }],
    }));
  } else {
    add(chart, 'route', 'networking.k8s.io/v1', 'Ingress', spec.name, (): IngressSpec => ({
      ingressClassName: exposure.name,
      tls: [{ hosts: [spec.host], secretName: objectName(spec.name, 'tls') }],
      rules: [{
        host: spec.host,
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: spec.name, port: { number: SERVICE_PORT } } } }] },
      }],
    }));
  }
}

/** The name changes with the content, so that a change rolls out new copies; empty when there is no config. */
function configMapName({ name, config }: ServiceSpec): string {
  const entries = Object.entries(config).sort(([a], [b]) => a < b ? -1 : 1);
  return entries.length === 0 ? '' : `${name}-config-${shortHash(entries)}`;
}
