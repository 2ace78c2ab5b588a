import { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import * as board from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/** What a service may have beside its routes. */
export interface DashboardOptions {
  readonly runtime: 'node' | 'python';
  readonly database: boolean;
}

const PROMETHEUS: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

// what the service is scraped for, and what the cluster says of its Pods
const JOB = 'job="$namespace/__NAME__"';
const CONTAINER = 'namespace="$namespace", container="__NAME__"';
const DEPLOYMENT = 'namespace="$namespace", deployment="__NAME__"';
const REQUESTS = 'http_server_request_duration_seconds';
const FAILED = 'http_response_status_code=~"5.."';
// 1 is written as 1 and as 1.0, depending on the version of Prometheus
const IN_TIME = 'le=~"__SLO_LATENCY__([.]0)?"';

/** The dashboard of a service as an asset: traffic, errors, latency, saturation, and what is left of its error budgets. */
export function serviceDashboard({ runtime, database }: DashboardOptions): string {
  const dashboard = new board.DashboardBuilder('__NAME__')
    .uid('__NAME__')
    .description('__DESCRIPTION__')
    .tags(['golden-path', '__OWNER__', '__SYSTEM__'])
    .readonly()
    .refresh('1m')
    .time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .link(new board.DashboardLinkBuilder('Repository').type(board.DashboardLinkType.Link).url('__SOURCE__').targetBlank(true))
    .withVariable(new board.DatasourceVariableBuilder('datasource').label('Prometheus of').type('prometheus'))
    .withVariable(new board.QueryVariableBuilder('namespace').label('Namespace').datasource(PROMETHEUS)
      .query('label_values(kube_deployment_created{deployment="__NAME__"}, namespace)').refresh(board.VariableRefresh.OnTimeRangeChanged))

    .withRow(new board.RowBuilder('What it promises over 28 days'))
    .withPanel(budget('Availability: budget left', '__SLO_AVAILABILITY__', `sum(increase(${REQUESTS}_count{${JOB}, ${FAILED}}[28d])) or vector(0)`))
    .withPanel(budget('Latency: budget left', '0.99', `sum(increase(${REQUESTS}_count{${JOB}}[28d])) - sum(increase(${REQUESTS}_bucket{${JOB}, ${IN_TIME}}[28d]))`))
    .withPanel(lines('How fast the budgets are used', 'short', 'At 1 a budget lasts for 28 days.', {
      availability: `(${rate(`_count{${JOB}, ${FAILED}}`, '1h')} or vector(0)) / ${rate(`_count{${JOB}}`, '1h')} / (1 - __SLO_AVAILABILITY__)`,
      latency: `(1 - ${rate(`_bucket{${JOB}, ${IN_TIME}}`, '1h')} / ${rate(`_count{${JOB}}`, '1h')}) / (1 - 0.99)`,
    }).span(12))

    .withRow(new board.RowBuilder('Requests'))
    .withPanel(lines('Traffic', 'reqps', 'Requests a second, by route.', { '{{http_route}}': rate(`_count{${JOB}}`, undefined, 'http_route') }).span(8))
    .withPanel(lines('Errors', 'percentunit', 'Share of requests that the service failed to answer, by route.', {
      '{{http_route}}': `${rate(`_count{${JOB}, ${FAILED}}`, undefined, 'http_route')} / ${rate(`_count{${JOB}}`, undefined, 'http_route')}`,
    }).min(0).span(8))
    .withPanel(lines('Latency', 's', 'Half, nine tenths and 99 % of the requests are answered within; the last should be below the objective.', {
      ...Object.fromEntries([50, 90, 99].map(percent => [`p${percent}`, `histogram_quantile(${percent / 100}, ${rate(`_bucket{${JOB}}`, undefined, 'le')})`])),
      objective: 'vector(__SLO_LATENCY__)',
    }).min(0).span(8))

    .withRow(new board.RowBuilder('Saturation'))
    .withPanel(EVENT_LOOP[runtime]().span(6))
    .withPanel(lines('Memory', 'percentunit', 'Share of its limit that a copy uses; at 1 it is killed.', {
      '{{pod}}': `max by (pod) (container_memory_working_set_bytes{${CONTAINER}}) / max by (pod) (kube_pod_container_resource_limits{${CONTAINER}, resource="memory"})`,
    }).min(0).max(1).span(6))
    .withPanel(lines('CPU', 'short', 'Cores that a copy uses.', { '{{pod}}': `sum by (pod) (rate(container_cpu_usage_seconds_total{${CONTAINER}}[$__rate_interval]))` }).min(0).span(6))
    .withPanel(lines('Copies', 'short', 'Copies that take requests, and those that should.', {
      available: `sum(kube_deployment_status_replicas_available{${DEPLOYMENT}})`,
      wanted: `sum(kube_deployment_spec_replicas{${DEPLOYMENT}})`,
    }).min(0).span(6));

  if (database) {
    const operations = 'db_client_operation_duration_seconds';
    dashboard
      .withRow(new board.RowBuilder('Database'))
      .withPanel(lines('Queries', 'ops', 'Queries a second, by operation.', {
        '{{db_operation_name}}': `sum by (db_operation_name) (rate(${operations}_count{${JOB}}[$__rate_interval]))`,
      }).min(0).span(8))
      .withPanel(lines('Duration of queries', 's', '99 % are answered within, by operation.', {
        '{{db_operation_name}}': `histogram_quantile(0.99, sum by (db_operation_name, le) (rate(${operations}_bucket{${JOB}}[$__rate_interval])))`,
      }).min(0).span(8))
      .withPanel(lines('Connections', 'short', 'Connections of the pools of all copies, and requests that wait for one.', {
        '{{db_client_connection_state}}': `sum by (db_client_connection_state) (db_client_connection_count{${JOB}})`,
        'waiting': `sum(db_client_connection_pending_requests{${JOB}})`,
      }).min(0).span(8));
  }
  return `${JSON.stringify(dashboard.build(), undefined, 2)}\n`;
}

/** How busy the one thread is that answers requests, as each runtime measures it. */
const EVENT_LOOP = {
  node: () => lines('Event loop', 'percentunit', 'Share of its time in which a copy is busy; at 1 requests wait.', { '{{pod}}': `nodejs_eventloop_utilization{${JOB}}` }).min(0).max(1),
  python: () => lines('Event loop', 's', 'How late the event loop of a copy was at worst; all its requests have waited as long.', { '{{pod}}': `asyncio_eventloop_delay_seconds{${JOB}}` }).min(0),
};

/** Requests a second, or over a longer time, summed up by what tells them apart. */
function rate(series: string, window = '$__rate_interval', by?: string): string {
  return `sum${by === undefined ? '' : ` by (${by})`}(rate(${REQUESTS}${series}[${window}]))`;
}

function lines(title: string, unit: string, description: string, queries: Record<string, string>): timeseries.PanelBuilder {
  const panel = new timeseries.PanelBuilder().title(title).description(description).unit(unit).datasource(PROMETHEUS).height(8);
  for (const [legend, expr] of Object.entries(queries)) {
    panel.withTarget(new DataqueryBuilder().datasource(PROMETHEUS).expr(expr).legendFormat(legend).range());
  }
  return panel;
}

/** What is left of an error budget: all of it at 1, nothing at 0, and less than nothing below. */
function budget(title: string, objective: string, bad: string): stat.PanelBuilder {
  return new stat.PanelBuilder().title(title).description(`${objective} of all requests should be good.`).unit('percentunit').datasource(PROMETHEUS).height(8).span(6)
    .thresholds(new board.ThresholdsConfigBuilder().mode(board.ThresholdsMode.Absolute)
      .steps([{ value: null, color: 'red' }, { value: 0.1, color: 'yellow' }, { value: 0.5, color: 'green' }]))
    .withTarget(new DataqueryBuilder().datasource(PROMETHEUS).instant()
      .expr(`1 - (${bad}) / sum(increase(${REQUESTS}_count{${JOB}}[28d])) / (1 - ${objective})`));
}
