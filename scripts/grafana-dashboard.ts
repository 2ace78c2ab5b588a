import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import { VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import { DashboardBuilder, DashboardCursorSync, DatasourceVariableBuilder, QueryVariableBuilder, RowBuilder, VariableHide, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';

/** Writes the Grafana dashboard of the metrics; with `--check` only says whether it is current. */
const FILE = join(__dirname, '../src/metrics/report/grafana-dashboard.json');

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
/** Of the whole organisation, or of the chosen service or team. */
const CHOSEN = 'scope="$scope", name=~"$name"';

/** A query, and what its line is called. */
type Line = readonly [expr: string, legend: string];

function queries(lines: readonly Line[]): DataqueryBuilder[] {
  return lines.map(([expr, legend], i) => new DataqueryBuilder().refId(String.fromCharCode(65 + i)).expr(expr).legendFormat(legend));
}

function trend(title: string, description: string, unit: string, lines: readonly Line[], width = 12): TimeSeries {
  const panel = new TimeSeries().title(title).description(description).datasource(DATASOURCE).unit(unit).min(0).span(width).height(8);
  return queries(lines).reduce((built, query) => built.withTarget(query), panel);
}

function number(title: string, description: string, unit: string, line: Line): Stat {
  const panel = new Stat().title(title).description(description).datasource(DATASOURCE).unit(unit).span(6).height(4);
  return queries([line]).reduce((built, query) => built.withTarget(query), panel);
}

const PERCENTILES = ['p50', 'p75', 'p90'] as const;
const spread = (metric: string, labels: string): Line[] => PERCENTILES.map(percentile => [`${metric}{${labels}, percentile="${percentile}"}`, percentile]);

const dashboard = new DashboardBuilder('Platform metrics')
  .uid('pavement-platform-metrics')
  .description('What `pavement metrics report --format prometheus` says: delivery, time to first deploy, adoption, satisfaction. A gap is what is not known.')
  .tags(['pavement', 'platform'])
  .time({ from: 'now-180d', to: 'now' })
  .refresh('1h')
  .timezone('utc')
  .tooltip(DashboardCursorSync.Crosshair)
  .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
  .withVariable(new QueryVariableBuilder('scope').label('Of').datasource(DATASOURCE).query('label_values(pavement_deployments_per_day, scope)')
    .refresh(VariableRefresh.OnTimeRangeChanged).current({ text: 'all', value: 'all' }))
  .withVariable(new QueryVariableBuilder('name').label('Name').datasource(DATASOURCE).query('label_values(pavement_deployments_per_day{scope="$scope"}, name)')
    .refresh(VariableRefresh.OnTimeRangeChanged).includeAll(true).allValue('.*').multi(true).hide(VariableHide.DontHide))

  .withRow(new RowBuilder('Delivery'))
  .withPanel(number('Deployments per day', 'Distinct successful production deployments', 'none', [`pavement_deployments_per_day{${CHOSEN}}`, '{{name}}']))
  .withPanel(number('Deployments', 'Of the period that the report is about', 'none', [`pavement_deployments{${CHOSEN}}`, '{{name}}']))
  .withPanel(number('Changes with a lead time', 'How many changes the lead time is of', 'none', [`pavement_change_lead_time_changes{${CHOSEN}}`, '{{name}}']))
  .withPanel(number('Rework', 'Share of deployments of six months that were unplanned repairs', 'percentunit', [`pavement_rework_ratio{${CHOSEN}}`, '{{name}}']))
  .withPanel(trend('Change lead time', 'From the beginning of a change to production', 's', spread('pavement_change_lead_time_seconds', CHOSEN)))
  .withPanel(trend('Change fail rate', 'Share of production deployments that failed, with its 95 % interval', 'percentunit', [
    [`pavement_change_fail_ratio{${CHOSEN}}`, 'rate'], [`pavement_change_fail_ratio_low{${CHOSEN}}`, 'low'], [`pavement_change_fail_ratio_high{${CHOSEN}}`, 'high'],
  ]))
  .withPanel(trend('Recovery of failed deployments', 'From a failed deployment to its recovery', 's', spread('pavement_failed_deployment_recovery_seconds', CHOSEN)))

  .withRow(new RowBuilder('Time to first deploy'))
  .withPanel(trend('Time to first deploy into production', 'Half, three quarters and nine tenths of the services are there; those that wait count (Kaplan-Meier)', 's',
    PERCENTILES.map((percentile): Line => [`pavement_time_to_first_deploy_seconds{to="production", percentile="${percentile}"}`, `${percentile} from {{from}}, {{cohort}}`])))
  .withPanel(trend('Services that began, and those that wait', 'Of the period that the report is about', 'none', [
    ['pavement_services_started{to="production"}', 'began, from {{from}}, {{cohort}}'], ['pavement_services_waiting{to="production"}', 'wait, from {{from}}, {{cohort}}'],
  ]))

  .withRow(new RowBuilder('Adoption'))
  .withPanel(trend('Golden-path adoption', 'Coverage, conformance, currency, capture and stickiness', 'percentunit', [['pavement_adoption_ratio', '{{share}}']]))
  .withPanel(trend('Services that the shares are of', 'A share of few says little', 'none', [['pavement_adoption_services', '{{share}}']], 6))
  .withPanel(queries([['pavement_platform_made_ratio', '{{capability}}']]).reduce((panel, query) => panel.withTarget(query), new BarGauge()
    .title('Made by the platform').description('Share of what there is, by capability').datasource(DATASOURCE).unit('percentunit').min(0).max(1)
    .orientation(VizOrientation.Horizontal).span(6).height(8)))

  .withRow(new RowBuilder('Satisfaction'))
  .withPanel(trend('Satisfied, and asked who answered', 'Share of answers of 4 or 5 of 5; groups of fewer than five are not shown', 'percentunit', [
    ['pavement_satisfied_ratio', 'satisfied, {{survey}}'], ['pavement_survey_response_ratio', 'answered, {{survey}}'],
  ]))
  .withPanel(queries([['pavement_net_promoter_score', '{{survey}}']]).reduce((panel, query) => panel.withTarget(query), new TimeSeries()
    .title('Net promoter score').description('From -100 to 100').datasource(DATASOURCE).min(-100).max(100).span(12).height(8)))
  .build();

const text = `${JSON.stringify(dashboard, undefined, 1)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  process.stderr.write('src/metrics/report/grafana-dashboard.json is not current; run: npx projen dashboard\n');
  process.exitCode = 1;
}
