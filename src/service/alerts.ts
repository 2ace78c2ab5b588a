import { ServiceSpec } from './resolve-service';
import { AlertsSpec, Severity } from './resolve-telemetry';
import { Protocol } from './service-props';

/** A rule of Prometheus; @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** Share of answers that are errors of the server, above which users notice. */
const MOST_ERRORS = 0.05;

/** Share of its limit that a container may use before it is about to be killed. */
const MOST_MEMORY = 0.9;

/** Restarts within a quarter of an hour that are no accident. */
const MOST_RESTARTS = 3;

/**
 * Alerts of a service, from the metrics that kube-state-metrics and the kubelet have of every workload and, where the service itself is
 * scraped, from the server metrics of OpenTelemetry's semantic conventions.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
 */
export function alertRules(spec: ServiceSpec, alerts: AlertsSpec): AlertRule[] {
  const { name, metrics, scaling, compute, placed: { namespace } } = spec;
  const deployment = `namespace="${namespace}", deployment="${name}"`;
  // the names of a Deployment's Pods; api-gateway's are none of api's
  const container = `namespace="${namespace}", container="${name}", pod=~"${name}-[a-z0-9]+-[a-z0-9]{5}"`;
  // as Prometheus Operator names what a PodMonitor scrapes
  const job = `job="${namespace}/${name}"`;
  const rule = (alert: string, severity: Severity, minutes: number, expr: string, summary: string): AlertRule => ({
    alert, annotations: { ...runbook(spec, alerts, alert), summary }, expr, for: `${minutes}m`, labels: labelsOf(spec, severity),
  });

  const speaksHttp = spec.ports[0].protocol === Protocol.HTTP || spec.ports[0].protocol === Protocol.HTTP2;
  const requests = `http_server_request_duration_seconds_count{${job}`;
  return [
    rule('ServiceDown', alerts.outage, 2, `kube_deployment_status_replicas_available{${deployment}} == 0`, `No copy of ${name} takes requests`),
    rule(
      'CopiesMissing', alerts.degradation, 15, `kube_deployment_status_replicas_unavailable{${deployment}} > 0`, `Copies of ${name} have not been available for 15 minutes`,
    ),
    rule(
      'RolloutStuck', alerts.degradation, 1, `kube_deployment_status_condition{${deployment}, condition="Progressing", status="false"} == 1`,
      `The rollout of ${name} makes no progress; what ran before still runs`,
    ),
    rule(
      'ContainerRestarting', alerts.degradation, 1, `increase(kube_pod_container_status_restarts_total{${container}}[15m]) > ${MOST_RESTARTS}`,
      `A container of ${name} restarts again and again`,
    ),
    rule(
      'MemoryAlmostExhausted', alerts.degradation, 15,
      `max by (pod) (container_memory_working_set_bytes{${container}}) > ${Math.floor(MOST_MEMORY * compute.memoryLimitMiB * 1024 * 1024)}`,
      `A copy of ${name} uses more than ${MOST_MEMORY * 100} % of the ${compute.memoryLimitMiB} MiB that it may have`,
    ),
    // with one possible number there is no limit to reach
    ...scaling.minReplicas === scaling.maxReplicas ? [] : [rule(
      'AutoscalerAtLimit', alerts.degradation, 30,
      `kube_horizontalpodautoscaler_status_current_replicas{namespace="${namespace}", horizontalpodautoscaler="${name}"} >= ${scaling.maxReplicas}`,
      `${name} has had all of its ${scaling.maxReplicas} copies for half an hour and may need more`,
    )],
    ...metrics === undefined ? [] : [rule(
      'MetricsMissing', alerts.degradation, 10, `up{${job}} == 0`, `Prometheus cannot scrape a copy of ${name}`,
    )],
    ...metrics === undefined || !speaksHttp ? [] : [rule(
      'RequestsFailing', alerts.outage, 5,
      `sum(rate(${requests}, http_response_status_code=~"5.."}[5m])) / sum(rate(${requests}}[5m])) > ${MOST_ERRORS}`,
      `More than ${MOST_ERRORS * 100} % of the requests to ${name} fail`,
    )],
  ];
}

/** By which an alert finds its way to the team that owns the service. */
function labelsOf({ name, placed: { ownership } }: ServiceSpec, severity: Severity): Record<string, string> {
  return { environment: ownership.environment, service: name, severity, system: ownership.system, team: ownership.team };
}

function runbook({ name }: ServiceSpec, { runbook: pattern }: AlertsSpec, alert: string): Record<string, string> {
  return pattern === '' ? {} : { runbook_url: pattern.replace('{service}', name).replace('{alert}', alert) };
}
