import { VolumeSpec } from './resolve-containers';
import { PortSpec } from './resolve-network';
import { PlatformServiceProps, Protocol, ServiceAvailability, ServiceHealth, ServiceResources, ServiceScaling, ServiceShutdown, ServiceSize } from './service-props';
import { KeysOf, isAbsent, isWhole, oneOf, struct, whole } from '../core/checks';
import { Problems } from '../core/problems';
import {
  COMPUTE_SIZES, CRITICAL_REPLICAS, ComputeSize, EPHEMERAL_STORAGE, MOST_GRACE_SECONDS, PROBES, ROLLOUT_MARGIN_SECONDS,
  SHUTDOWN_MARGIN_SECONDS, ServiceProfile,
} from '../standards/defaults';
import { EnvironmentSpec } from '../standards/environment-spec';
import { ServiceTier, Tier } from '../standards/standards-props';

/** What each copy asks for and is limited to. */
export interface ComputeSpec extends ComputeSize {
  readonly memoryLimitMiB: number;
  readonly storageLimitMiB: number;
}

/** How many copies there are. */
export interface ScalingSpec {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuUtilizationPercent: number;
}

/** How the platform sees that it works. */
export interface HealthSpec {
  readonly livenessPath: string;
  readonly readinessPath: string;
  /** Failed probes after which a start counts as broken. */
  readonly startupFailures: number;
  /** Seconds after which a rollout counts as stuck. */
  readonly progressDeadlineSeconds: number;
}

/** How a copy stops: it waits, gets SIGTERM, finishes, and is killed when it has not. */
export interface ShutdownSpec {
  readonly preStopSeconds: number;
  readonly drainSeconds: number;
  readonly gracePeriodSeconds: number;
  /** Whether the cluster can wait before SIGTERM by itself; it can from 1.30 on. */
  readonly sleepBeforeStop: boolean;
}

const RESOURCES: KeysOf<ServiceResources> = { cpuMillicores: true, memoryMiB: true };
const SCALING: KeysOf<ServiceScaling> = { minReplicas: true, maxReplicas: true, cpuUtilizationPercent: true };
const HEALTH: KeysOf<ServiceHealth> = { livenessPath: true, readinessPath: true, startupSeconds: true };
const SHUTDOWN: KeysOf<ServiceShutdown> = { drainSeconds: true };
const AVAILABILITY: KeysOf<ServiceAvailability> = { strictZones: true };

/** CPU, memory and scratch space. */
export function resolveCompute(
  props: PlatformServiceProps, { memoryLimitPercent }: ServiceProfile, volumes: VolumeSpec[], problems: Problems,
): ComputeSpec {
  const resources = struct(props.resources, 'resources', RESOURCES, problems);
  const size = COMPUTE_SIZES[oneOf(props.size, ServiceSize.S, 'size', Object.values(ServiceSize), 'ServiceSize', problems)];
  let compute = size;
  if (!isAbsent(props.resources)) {
    problems.must(isAbsent(props.size), 'size must be left out where resources are given', props.size, 'keep one of the two');
    const must = (field: keyof ServiceResources, low: number, high: number) => problems.must(
      isWhole(resources[field], low, high), `resources.${field} must be a whole number from ${low} to ${high}`, resources[field], 'correct it, or use a size',
    );
    must('cpuMillicores', 10, 64_000);
    must('memoryMiB', 32, 524_288);
    compute = { ...size, ...resources };
  }
  return {
    ...compute,
    memoryLimitMiB: Math.ceil(compute.memoryMiB * memoryLimitPercent / 100),
    storageLimitMiB: EPHEMERAL_STORAGE.limitMiB + volumes.reduce((sum, { sizeMiB }) => sum + sizeMiB, 0),
  };
}

/** The developer's numbers of copies, else those of the environment; the critical ones of production are more. */
export function resolveScaling(
  props: PlatformServiceProps, tier: ServiceTier, { tier: environmentTier, service: profile }: EnvironmentSpec, problems: Problems,
): ScalingSpec {
  const scaling = struct(props.scaling, 'scaling', SCALING, problems);
  const isCritical = tier === ServiceTier.CRITICAL && environmentTier === Tier.PROD;
  const fewest = isCritical ? Math.max(profile.minReplicas, CRITICAL_REPLICAS.minReplicas) : profile.minReplicas;
  const most = isCritical ? Math.max(profile.maxReplicas, CRITICAL_REPLICAS.maxReplicas) : profile.maxReplicas;

  const minReplicas = whole(scaling.minReplicas, fewest, 'scaling.minReplicas', 1, 1000, problems);
  const maxReplicas = whole(scaling.maxReplicas, Math.max(most, minReplicas), 'scaling.maxReplicas', 1, 1000, problems);
  problems.must(
    minReplicas <= maxReplicas, `scaling.maxReplicas must not be below scaling.minReplicas (${minReplicas})`, maxReplicas, 'raise maxReplicas or lower minReplicas',
  );
  problems.must(
    !isCritical || minReplicas >= 3 || !isWhole(minReplicas, 1, 1000), 'a critical service must have at least 3 copies in production', minReplicas,
    'raise scaling.minReplicas, or lower the tier',
  );
  return {
    minReplicas,
    maxReplicas,
    cpuUtilizationPercent: whole(scaling.cpuUtilizationPercent, profile.cpuUtilizationPercent, 'scaling.cpuUtilizationPercent', 10, 90, problems),
  };
}

/** Paths and patience of the probes. */
export function resolveHealth(props: PlatformServiceProps, { protocol }: PortSpec, problems: Problems): HealthSpec {
  const health = struct(props.health, 'health', HEALTH, problems);
  const paths = { livenessPath: health.livenessPath ?? '/livez', readinessPath: health.readinessPath ?? '/readyz' };
  for (const [prop, path] of Object.entries(paths)) {
    problems.must(typeof path === 'string' && /^\/[^\s?#]*$/.test(path), `health.${prop} must be a path that starts with a slash`, path, 'leave out host, query and fragment');
    const isSet = !isAbsent(health[prop as keyof ServiceHealth]);
    problems.must(!isSet || speaksHttp(protocol), `health.${prop} must be left out with protocol ${protocol}`, path, 'its probes have no paths');
  }
  problems.must(
    paths.livenessPath !== paths.readinessPath, 'health.livenessPath and health.readinessPath must differ', paths.livenessPath, 'a copy that is only busy would be restarted',
  );
  const { periodSeconds, failureThreshold } = PROBES.startup;
  const startupSeconds = whole(health.startupSeconds, periodSeconds * failureThreshold, 'health.startupSeconds', 10, 1800, problems);
  return {
    ...paths,
    startupFailures: Math.ceil(startupSeconds / periodSeconds),
    progressDeadlineSeconds: startupSeconds + ROLLOUT_MARGIN_SECONDS,
  };
}

/** Waiting, finishing and a margin, within what a drained node can wait for. */
export function resolveShutdown(
  props: PlatformServiceProps, { service: profile, cluster }: EnvironmentSpec, isExposed: boolean, problems: Problems,
): ShutdownSpec {
  const shutdown = struct(props.shutdown, 'shutdown', SHUTDOWN, problems);
  const preStopSeconds = isExposed ? profile.exposedPreStopSeconds : profile.preStopSeconds;
  const drainSeconds = whole(
    shutdown.drainSeconds, profile.drainSeconds, 'shutdown.drainSeconds', 1, MOST_GRACE_SECONDS - SHUTDOWN_MARGIN_SECONDS - preStopSeconds, problems,
    `with ${preStopSeconds} seconds before SIGTERM and ${SHUTDOWN_MARGIN_SECONDS} of margin a copy may take ${MOST_GRACE_SECONDS} to stop; hand longer work to a queue`,
  );
  return {
    preStopSeconds,
    drainSeconds,
    gracePeriodSeconds: preStopSeconds + drainSeconds + SHUTDOWN_MARGIN_SECONDS,
    sleepBeforeStop: isAtLeast(cluster.version, 30),
  };
}

/** Whether copies rather wait than crowd a zone. */
export function resolveStrictZones(props: PlatformServiceProps, { minReplicas }: ScalingSpec, { aws }: EnvironmentSpec, problems: Problems): boolean {
  const { strictZones = false } = struct(props.availability, 'availability', AVAILABILITY, problems);
  const zones = new Set(aws.databaseSubnets.map(({ zone }) => zone)).size;
  problems.must(typeof strictZones === 'boolean', 'availability.strictZones must be true or false', strictZones, 'correct it or leave it out');
  problems.must(
    strictZones !== true || minReplicas >= zones, `scaling.minReplicas must be at least the number of zones (${zones}) with availability.strictZones`, minReplicas,
    'raise it, or leave out strictZones',
  );
  return strictZones;
}

/** Whether a cluster's Kubernetes is 1.`minor` or newer. */
export function isAtLeast(version: string, minor: number): boolean {
  return Number(version.split('.')[1]) >= minor;
}

function speaksHttp(protocol: Protocol): boolean {
  return protocol === Protocol.HTTP || protocol === Protocol.HTTP2;
}
