import { HelperSpec } from './resolve-containers';
import { PortSpec } from './resolve-network';
import { isAtLeast } from './resolve-runtime';
import { ServiceSpec } from './resolve-service';
import type { ServiceEdges } from './service-edges';
import { Protocol, Runtime } from './service-props';
import { Container, EnvVar, PodSpec, Probe, Volume, VolumeMount } from '../core/manifests';
import { objectName } from '../core/names';
import { mebibytes } from '../core/quantities';
import { ComputeSize, EPHEMERAL_STORAGE, OTLP_PORT, PROBES } from '../standards/defaults';
import { containerSecurityContext, podSecurityContext } from '../workload/restricted';

/** From this version on, an init container that restarts is a sidecar; before, a sidecar is a container like any other. */
const NATIVE_SIDECARS = 29;

/** What a copy of the service is: its containers, in a Pod that Pod Security "restricted" admits. */
export function podSpec(spec: ServiceSpec, edges: ServiceEdges, configMap: string): PodSpec {
  const mounted = edges.volumes();
  const sidecars = spec.sidecars.map(sidecar => helperContainer(spec, sidecar));
  const isNative = isAtLeast(spec.placed.spec.cluster.version, NATIVE_SIDECARS);
  const before: Container[] = [
    ...isNative ? sidecars.map(sidecar => ({ ...sidecar, restartPolicy: 'Always' })) : [],
    ...spec.initContainers.map(helper => helperContainer(spec, helper)),
  ];
  return {
    serviceAccountName: spec.name,
    automountServiceAccountToken: spec.kubernetesAccess !== undefined,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: spec.shutdown.gracePeriodSeconds,
    priorityClassName: spec.placed.spec.cluster.priorityClasses?.[spec.tier],
    securityContext: podSecurityContext(),
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey, i) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: spec.strictZones && i === 0 ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: spec.selector },
      matchLabelKeys: ['pod-template-hash'],
    })),
    initContainers: before.length === 0 ? undefined : before,
    containers: [mainContainer(spec, edges, configMap), ...isNative ? [] : sidecars],
    volumes: [
      scratch('tmp', EPHEMERAL_STORAGE.tmpMiB),
      ...[...spec.sidecars, ...spec.initContainers].map(({ name }) => scratch(temporary(name), EPHEMERAL_STORAGE.tmpMiB)),
      ...spec.volumes.map(({ name, sizeMiB, file }) => file ? { name, configMap: { name: file.configMap } } : scratch(name, sizeMiB)),
      ...mounted.map(({ volume }) => volume),
    ],
  };
}

/** What the OpenTelemetry Operator reads; empty when it has nothing to inject. */
export function injection({ name, tracing }: ServiceSpec): Record<string, string> {
  const inject = tracing?.inject;
  return inject ? {
    [`instrumentation.opentelemetry.io/inject-${INJECTED[inject.runtime]}`]: inject.instrumentation,
    'instrumentation.opentelemetry.io/container-names': name,
  } : {};
}

/** @see https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/#add-annotations-to-existing-deployments */
const INJECTED: Record<Runtime, string> = { [Runtime.JAVA]: 'java', [Runtime.NODEJS]: 'nodejs', [Runtime.PYTHON]: 'python', [Runtime.DOTNET]: 'dotnet' };

function mainContainer(spec: ServiceSpec, edges: ServiceEdges, configMap: string): Container {
  const { compute, shutdown, metrics, ports: [main] } = spec;
  return {
    name: spec.name,
    image: spec.image,
    imagePullPolicy: 'IfNotPresent',
    ports: [
      ...spec.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
      ...metrics?.ownPort ? [{ name: 'metrics', containerPort: metrics.port, protocol: 'TCP' }] : [],
    ],
    ...configMap !== '' && { envFrom: [{ configMapRef: { name: configMap } }] },
    env: [
      { name: 'PORT', value: String(main.port) },
      // before 1.30 Kubernetes cannot wait by itself, and an image without a shell cannot either: the process has to
      ...shutdown.sleepBeforeStop ? [] : [{ name: 'SHUTDOWN_DELAY_SECONDS', value: String(shutdown.preStopSeconds) }],
      ...tracingVariables(spec),
      ...spec.secrets.map(({ variable }) => ({
        name: variable, valueFrom: { secretKeyRef: { name: objectName(spec.name, 'secrets'), key: variable } },
      })),
      ...edges.variables(),
    ],
    resources: resources(compute, compute.memoryLimitMiB, compute.storageLimitMiB),
    startupProbe: { ...probe(main, spec.health.livenessPath), ...PROBES.startup, failureThreshold: spec.health.startupFailures },
    readinessProbe: { ...probe(main, spec.health.readinessPath), ...PROBES.readiness },
    // a gRPC server that answers its health service too late is busy, not broken
    livenessProbe: { ...main.protocol === Protocol.GRPC ? openPort(main) : probe(main, spec.health.livenessPath), ...PROBES.liveness },
    ...shutdown.sleepBeforeStop && { lifecycle: { preStop: { sleep: { seconds: shutdown.preStopSeconds } } } },
    securityContext: containerSecurityContext(),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...sharedMounts(spec), ...edges.volumes().map(({ mount }) => mount)],
  };
}

function helperContainer(spec: ServiceSpec, { name, image, args, compute, config }: HelperSpec): Container {
  const variables = Object.entries(config).sort(([a], [b]) => a < b ? -1 : 1);
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    args: args.length === 0 ? undefined : args,
    env: variables.length === 0 ? undefined : variables.map(([key, value]) => ({ name: key, value })),
    resources: resources(compute, Math.ceil(compute.memoryMiB * spec.profile.memoryLimitPercent / 100), EPHEMERAL_STORAGE.limitMiB),
    securityContext: containerSecurityContext(),
    volumeMounts: [{ name: temporary(name), mountPath: '/tmp' }, ...sharedMounts(spec)],
  };
}

function probe({ name, port, protocol }: PortSpec, path: string): Probe {
  switch (protocol) {
    case Protocol.GRPC:
      return { grpc: { port } };
    case Protocol.TCP:
      return { tcpSocket: { port: name } };
    default:
      return { httpGet: { path, port: name } };
  }
}

function openPort({ name }: PortSpec): Probe {
  return { tcpSocket: { port: name } };
}

function resources({ cpuMillicores, memoryMiB }: ComputeSize, memoryLimitMiB: number, storageLimitMiB: number) {
  return {
    requests: { 'cpu': `${cpuMillicores}m`, 'memory': mebibytes(memoryMiB), 'ephemeral-storage': mebibytes(EPHEMERAL_STORAGE.requestMiB) },
    // no CPU limit: it would only throttle a process that could use idle time
    limits: { 'memory': mebibytes(memoryLimitMiB), 'ephemeral-storage': mebibytes(storageLimitMiB) },
  };
}

/** @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
function tracingVariables({ name, tracing, placed: { ownership } }: ServiceSpec): EnvVar[] {
  if (!tracing) {
    return [];
  }
  const { collector: { service, namespace }, samplingPercent } = tracing;
  return [
    { name: 'OTEL_SERVICE_NAME', value: name },
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: `service.namespace=${ownership.system},deployment.environment.name=${ownership.environment},team=${ownership.team}` },
    { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: `http://${service}.${namespace}.svc:${OTLP_PORT}` },
    { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'http/protobuf' },
    { name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_traceidratio' },
    { name: 'OTEL_TRACES_SAMPLER_ARG', value: String(samplingPercent / 100) },
  ];
}

function sharedMounts({ volumes }: ServiceSpec): VolumeMount[] {
  return volumes.map(({ name, directory, file }) => ({ name, mountPath: directory, ...file && { readOnly: true } }));
}

function scratch(name: string, sizeMiB: number): Volume {
  return { name, emptyDir: { sizeLimit: mebibytes(sizeMiB) } };
}

function temporary(container: string): string {
  return objectName('tmp', container);
}
