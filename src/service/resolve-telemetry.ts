import { PlatformServiceProps, Protocol, Runtime, ServiceAlerts, ServiceLogs, ServiceTelemetry } from './service-props';
import { KeysOf, isAbsent, isWhole, oneOf, struct, whole } from '../core/checks';
import { Problems } from '../core/problems';
import { Placed } from '../environment/placement';
import { METRICS_PORT } from '../standards/defaults';
import { ClusterSpec } from '../standards/environment-spec';
import { CollectorStandards, MonitoringStandards, ServiceTier, Tier } from '../standards/standards-props';

/** How Prometheus scrapes. */
export interface MetricsSpec {
  readonly monitoring: MonitoringStandards;
  readonly path: string;
  readonly port: number;
  /** Whether the port is there for metrics only. */
  readonly ownPort: boolean;
}

/** How traces are kept. */
export interface TracingSpec {
  readonly collector: CollectorStandards;
  readonly samplingPercent: number;
  /** What the OpenTelemetry Operator injects; undefined: nothing. */
  readonly inject?: { readonly runtime: Runtime; readonly instrumentation: string };
}

/** How loud alerts are, and what they say. */
export interface AlertsSpec {
  readonly monitoring: MonitoringStandards;
  /** Severity of what users notice. */
  readonly outage: Severity;
  /** Severity of what they will notice if nobody acts. */
  readonly degradation: Severity;
  /** URL with `{alert}`; empty when there is none. */
  readonly runbook: string;
}

export type Severity = 'critical' | 'warning' | 'info';

const TELEMETRY: KeysOf<ServiceTelemetry> = { metrics: true, metricsPath: true, metricsPort: true, traceSamplingPercent: true, runtime: true };
const LOGS: KeysOf<ServiceLogs> = { retentionDays: true, destination: true };
const ALERTS: KeysOf<ServiceAlerts> = { runbook: true };

/** What is scraped; undefined when nothing is, because the service or the environment has no metrics. */
export function resolveMetrics(props: PlatformServiceProps, { monitoring }: ClusterSpec, problems: Problems): MetricsSpec | undefined {
  const telemetry = struct(props.telemetry, 'telemetry', TELEMETRY, problems);
  const { metrics = true, metricsPath = '/metrics', metricsPort } = telemetry;
  problems.must(typeof metrics === 'boolean', 'telemetry.metrics must be true or false', metrics, 'correct it or leave it out');
  problems.must(typeof metricsPath === 'string' && /^\/[^\s?#]*$/.test(metricsPath), 'telemetry.metricsPath must be a path that starts with a slash', metricsPath, 'leave out host, query and fragment');
  problems.must(
    isAbsent(metricsPort) || isWhole(metricsPort, 1024, 65535), 'telemetry.metricsPort must be a whole number from 1024 to 65535', metricsPort,
    'the container is not root and cannot open a lower one',
  );
  ['metricsPath', 'metricsPort'].filter(field => !isAbsent(telemetry[field as keyof ServiceTelemetry])).forEach(field => {
    problems.must(metrics, `telemetry.${field} must be left out where telemetry.metrics is false`, telemetry[field as keyof ServiceTelemetry], 'keep one of the two');
    problems.must(
      monitoring !== undefined, `telemetry.${field} must be for an environment in which Prometheus scrapes`, telemetry[field as keyof ServiceTelemetry],
      'leave it out, or ask the platform team for cluster.monitoring of the standards',
    );
  });
  if (!monitoring || !metrics) {
    return undefined;
  }
  const speaksHttp = isAbsent(props.protocol) || props.protocol === Protocol.HTTP || props.protocol === Protocol.HTTP2;
  const own = metricsPort ?? (speaksHttp ? undefined : METRICS_PORT);
  const isOwn = own !== undefined && own !== (props.port ?? 8080);
  return { monitoring, path: metricsPath, port: own ?? props.port ?? 8080, ownPort: isOwn };
}

/** Where traces go; undefined when the environment has no collector. */
export function resolveTracing(
  props: PlatformServiceProps, { spec: { cluster, service, name: environment } }: Placed, problems: Problems,
): TracingSpec | undefined {
  const { traceSamplingPercent, runtime } = { ...props.telemetry };
  const { collector } = cluster;
  const samplingPercent = whole(traceSamplingPercent, service.traceSamplingPercent, 'telemetry.traceSamplingPercent', 0, 100, problems);
  const instrumentation = collector?.instrumentation;
  problems.must(
    isAbsent(traceSamplingPercent) || collector !== undefined, 'telemetry.traceSamplingPercent must be for an environment with a collector', traceSamplingPercent,
    'leave it out, or ask the platform team for cluster.collector of the standards',
  );
  if (!isAbsent(runtime)) {
    oneOf(runtime, runtime, 'telemetry.runtime', Object.values(Runtime), 'Runtime', problems);
    problems.must(
      instrumentation !== undefined, `telemetry.runtime must be for an environment in which agents are injected, which ${environment} is not`, runtime,
      'leave it out and put the agent into the image, or ask the platform team for cluster.collector.instrumentation of the standards',
    );
  }
  const inject = isAbsent(runtime) || instrumentation === undefined ? undefined : { runtime, instrumentation };
  return collector && { collector, samplingPercent, inject };
}

/** Labels by which the log agent of the cluster keeps and routes the logs of the Pods. */
export function podLabels(
  props: PlatformServiceProps, { spec: { cluster, service }, ownership: { labelDomain } }: Placed, problems: Problems,
): Record<string, string> {
  const { retentionDays, destination } = struct(props.logs, 'logs', LOGS, problems);
  const days = whole(retentionDays, service.logRetentionDays, 'logs.retentionDays', 1, 3650, problems);
  const known = cluster.logDestinations ?? [];
  problems.must(
    isAbsent(destination) || known.includes(destination), known.length === 0 ? 'logs.destination must be left out where the environment has only one' : `logs.destination must be one of ${known.join(', ')}`,
    destination, 'leave it out, or ask the platform team for the destination',
  );
  return {
    [`${labelDomain}/log-retention-days`]: String(days),
    ...!isAbsent(destination) && { [`${labelDomain}/log-destination`]: destination },
  };
}

/** How loud alerts are; undefined when the environment has nobody who evaluates them. */
export function resolveAlerts(
  props: PlatformServiceProps, tier: ServiceTier, { spec, ownership }: Placed, problems: Problems,
): AlertsSpec | undefined {
  const { runbook } = struct(props.alerts, 'alerts', ALERTS, problems);
  const { monitoring } = spec.cluster;
  problems.must(isAbsent(runbook) || (typeof runbook === 'string' && /^https:\/\/\S+$/.test(runbook)), 'alerts.runbook must be an https URL', runbook, 'name a page that says what to do');
  problems.must(
    isAbsent(runbook) || monitoring !== undefined, 'alerts.runbook must be for an environment in which Prometheus evaluates alerts', runbook,
    'leave it out, or ask the platform team for cluster.monitoring of the standards',
  );
  return monitoring && {
    monitoring,
    ...loudness(spec.tier, tier),
    runbook: runbook ?? (monitoring.runbooks ?? '').replace('{team}', ownership.team).replace('{system}', ownership.system),
  };
}

/** Only production wakes somebody, and only for what matters enough. */
function loudness(environment: Tier, tier: ServiceTier): Pick<AlertsSpec, 'outage' | 'degradation'> {
  if (environment !== Tier.PROD) {
    return { outage: environment === Tier.STAGING ? 'warning' : 'info', degradation: 'info' };
  }
  return {
    [ServiceTier.CRITICAL]: { outage: 'critical', degradation: 'critical' } as const,
    [ServiceTier.STANDARD]: { outage: 'critical', degradation: 'warning' } as const,
    [ServiceTier.BEST_EFFORT]: { outage: 'warning', degradation: 'info' } as const,
  }[tier];
}
