import { ApiObject, type Chart } from 'cdk8s';

/** What the service promises, over 28 days; `.projenrc.ts` says how much. The same is in observability/slo.yaml. */
export const OBJECTIVES = {
  /** Share of requests that do not fail. */
  availability: __SLO_AVAILABILITY__,
  /** Share of requests that are answered in time. */
  latency: 0.99,
  /** What is in time, as the histogram of request durations has it. */
  latencySeconds: __SLO_LATENCY__,
};

/** How fast an error budget may be used before somebody hears of it: so many times as fast as it would last for the whole period. */
const BURN_RATES = [
  { long: '1h', short: '5m', rate: 14.4, severity: 'critical' },
  { long: '6h', short: '30m', rate: 6, severity: 'critical' },
  { long: '3d', short: '6h', rate: 1, severity: 'warning' },
];

/** What is to be known of a service; a `PlatformService` is one. */
type Service = Chart & { readonly componentName: string; readonly owner: string };

/** Adds alerts to a service: its error budget is used up too fast, both over a long time and just now. */
export function addSlo(service: Service): void {
  const requests = `http_server_request_duration_seconds_count{job="${service.namespace}/${service.componentName}"}`;
  const failed = requests.replace('}', ', http_response_status_code=~"5.."}');
  // 1 is written as 1 and as 1.0, depending on the version of Prometheus
  const le = String(OBJECTIVES.latencySeconds)
    .replace(/\./g, '[.]')
    .replace(/^(\d+)$/, '$1([.]0)?');
  const inTime = requests.replace('_count{', '_bucket{').replace('}', `, le=~"${le}"}`);
  new ApiObject(service, 'slo', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `${service.componentName}-slo` },
    spec: {
      groups: [
        {
          name: `${service.componentName}-slo`,
          rules: BURN_RATES.flatMap(({ long, short, rate, severity }) =>
            [
              alert(
                'availability',
                (window) => `${sum(failed, window)} / ${sum(requests, window)}`,
                1 - OBJECTIVES.availability,
              ),
              alert(
                'latency',
                (window) => `1 - ${sum(inTime, window)} / ${sum(requests, window)}`,
                1 - OBJECTIVES.latency,
              ),
            ].map(({ objective, over, budget }) => ({
              alert: 'ErrorBudgetBurning',
              expr: `${over(long)} > ${limit(rate, budget)} and ${over(short)} > ${limit(rate, budget)}`,
              labels: { severity, objective, window: long, service: service.componentName, team: service.owner },
              annotations: {
                summary: `${service.componentName} uses its ${objective} budget ${rate} times too fast over ${long}`,
                description: 'The heading ErrorBudgetBurning of the runbook in docs/runbook.md says what to look at.',
              },
            })),
          ),
        },
      ],
    },
  });
}

function alert(objective: string, over: (window: string) => string, budget: number) {
  return { objective, over, budget };
}

function sum(series: string, window: string): string {
  return `sum(rate(${series}[${window}]))`;
}

function limit(rate: number, budget: number): number {
  return Number((rate * budget).toPrecision(6));
}
