import { PlotOption, drawPlot } from './plot-engine';
import { LEAD_TIME_BOUNDS } from '../../definitions/lead-time-histogram';
import { DAY, HOUR } from '../../definitions/question';
import { MetricsReport, TrendPoint } from '../report';
import { cohortTable } from '../report-tables';
import { surveyTable } from '../survey-table';
import { Table } from '../table';
import { dateText, durationText, numberText, percent } from '../text';
import { adoptionTrendTable, deliveryTrendTable } from '../trend-tables';

/** A plot, what it shows in words, and the same as a table. */
export interface Plot {
  readonly id: string;
  readonly title: string;
  /** What somebody sees who looks at it. */
  readonly says: string;
  readonly svg: string;
  readonly table: Table;
}

const [WIDTH, HEIGHT] = [560, 300];
/** Told apart by everybody, also in grey. */
const [BLUE, ORANGE, GREEN, RED] = ['#1f5fa8', '#b35900', '#2e7d32', '#b3261e'];
const COLOURS = [BLUE, ORANGE, GREEN, RED, '#5e35b1', '#37474f'];
const GRID = { left: 72, right: 28, top: 44, bottom: 56 };

/** The plots of a report; one that has nothing to show is left out. */
export function reportPlots(report: MetricsReport): Plot[] {
  const { trend, delivery, adoption, cohorts, satisfaction } = report;
  return [
    ...trend.some(({ delivery: { frequency } }) => frequency.perDay !== null) ? [frequencyPlot(trend)] : [],
    ...trend.some(({ delivery: { leadTime } }) => leadTime.n > 0) ? [leadTimePlot(trend)] : [],
    ...trend.some(({ delivery: { changeFailRate } }) => changeFailRate.value !== null) ? [failRatePlot(trend)] : [],
    ...delivery.leadTime.n > 0 ? [distributionPlot(delivery.leadTime.histogram)] : [],
    ...adoption.coverage.of > 0 ? [funnelPlot(report), adoptionPlot(trend)] : [],
    ...cohorts.length > 0 ? [cohortPlot(report)] : [],
    ...satisfaction.some(({ csat }) => csat) ? [satisfactionPlot(report)] : [],
  ];
}

function frequencyPlot(trend: readonly TrendPoint[]): Plot {
  const values = trend.map(({ delivery: { frequency } }) => frequency.perDay === null ? null : frequency.n);
  return plot('frequency', 'Deployments to production', `Deployments in each part: ${values.map(numberText).join(', ')}.`, {
    xAxis: categories(trend), yAxis: axis('deployments'), series: [{ type: 'bar', data: values, itemStyle: { color: BLUE }, barMaxWidth: 48 }],
  }, pick(deliveryTrendTable(trend), [0, 1, 2]));
}

function leadTimePlot(trend: readonly TrendPoint[]): Plot {
  const days = (value: number | null) => value === null ? null : Number((value / DAY).toPrecision(4));
  const rows = trend.map(({ delivery: { leadTime } }) => leadTime);
  return plot('lead-time', 'Change lead time', `Median in each part: ${rows.map(({ p50 }) => durationText(p50)).join(', ')}; the band reaches to the time that nine of ten changes need.`, {
    legend: legend(['median']),
    xAxis: categories(trend),
    yAxis: axis('days'),
    series: banded('median', rows.map(({ p50 }) => days(p50)), rows.map(({ p50 }) => days(p50)), rows.map(({ p90 }) => days(p90)), BLUE),
  }, pick(deliveryTrendTable(trend), [0, 1, 3, 4, 5]));
}

function failRatePlot(trend: readonly TrendPoint[]): Plot {
  const rates = trend.map(({ delivery: { changeFailRate } }) => changeFailRate);
  return plot('fail-rate', 'Change fail rate', `In each part: ${rates.map(({ value }) => value === null ? 'not known' : percent(value)).join(', ')}; the band is the 95 % interval.`, {
    legend: legend(['change fail rate']),
    xAxis: categories(trend),
    yAxis: percentAxis(false),
    series: banded('change fail rate', rates.map(({ value }) => hundred(value)), rates.map(({ low }) => hundred(low)), rates.map(({ high }) => hundred(high)), RED),
  }, pick(deliveryTrendTable(trend), [0, 1, 6, 7]));
}

function distributionPlot(histogram: readonly number[]): Plot {
  const names = [...LEAD_TIME_BOUNDS.map(bound => `< ${boundText(bound)}`), 'longer'];
  return plot('distribution', 'Distribution of lead time', `How many changes took how long; the largest group took ${names[histogram.indexOf(Math.max(...histogram))]}.`, {
    xAxis: { type: 'category', data: names, axisLabel: { rotate: 40, color: '#333', interval: 0 } },
    yAxis: axis('changes'),
    series: [{ type: 'bar', data: histogram, itemStyle: { color: BLUE }, barCategoryGap: '10%' }],
    grid: { ...GRID, bottom: 72 },
  }, { title: 'Distribution of lead time', columns: ['took', 'changes'], rows: names.map((name, i) => [name, String(histogram[i])]) });
}

function funnelPlot({ adoption: { coverage, conformant, currency } }: MetricsReport): Plot {
  const steps = [['active services', coverage.of], ['on the path', coverage.part], ['near the newest version', currency.part], ['conformant', conformant.part]] as const;
  return plot('funnel', 'Adoption funnel', `${steps.map(([name, value]) => `${value} ${name}`).join(', ')}.`, {
    xAxis: { ...axis('services'), nameLocation: 'middle', nameGap: 28 },
    yAxis: { type: 'category', inverse: true, data: steps.map(([name]) => name), axisLabel: { color: '#333' } },
    series: [{ type: 'bar', data: steps.map(([, value]) => value), itemStyle: { color: GREEN }, barMaxWidth: 36, label: { show: true, position: 'right', color: '#333' } }],
    grid: { ...GRID, left: 160, right: 48 },
  }, { title: 'Adoption funnel', columns: ['step', 'services'], rows: steps.map(([name, value]) => [name, String(value)]) });
}

function adoptionPlot(trend: readonly TrendPoint[]): Plot {
  const shares = trend.map(({ adoption: { coverage } }) => coverage);
  return plot('adoption', 'Adoption over time', `Coverage at the end of each part: ${shares.map(({ value }) => value === null ? 'not known' : percent(value)).join(', ')}; the band is its 95 % interval.`, {
    legend: legend(['coverage', 'conformant']),
    xAxis: categories(trend),
    yAxis: percentAxis(),
    series: [
      ...banded('coverage', shares.map(({ value }) => hundred(value)), shares.map(({ low }) => hundred(low)), shares.map(({ high }) => hundred(high)), GREEN),
      line('conformant', trend.map(({ adoption: { conformant } }) => hundred(conformant.value)), ORANGE, 'dashed'),
    ],
  }, adoptionTrendTable(trend));
}

function cohortPlot(report: MetricsReport): Plot {
  const cohorts = report.cohorts.slice(-COLOURS.length);
  return plot('cohorts', 'Services in production by time since they began', `Share of each cohort that has been in production: ${cohorts.map(({ name, n, deployed }) => `${name} ${deployed} of ${n}`).join(', ')}.`, {
    legend: legend(cohorts.map(({ name }) => name)),
    xAxis: { ...axis('days'), nameLocation: 'middle', nameGap: 28 },
    yAxis: percentAxis(),
    series: cohorts.map(({ name, curve }, i) => ({
      type: 'line',
      name,
      step: 'end',
      symbolSize: 5,
      lineStyle: { width: 2, type: (['solid', 'dashed', 'dotted'] as const)[i % 3] },
      color: COLOURS[i],
      data: [[0, 0], ...curve.map(({ after, waiting }) => [Number((after / DAY).toPrecision(4)), hundred(1 - waiting)])],
    })),
  }, cohortTable(report));
}

function satisfactionPlot({ satisfaction }: MetricsReport): Plot {
  const shares = satisfaction.map(({ csat }) => csat);
  return plot('satisfaction', 'Developer satisfaction', `Satisfied in each survey: ${shares.map(csat => csat?.value == null ? 'not shown' : percent(csat.value)).join(', ')}; the band is the 95 % interval.`, {
    legend: legend(['satisfied']),
    xAxis: { type: 'category', data: satisfaction.map(({ survey }) => survey), axisLabel: { color: '#333' } },
    yAxis: percentAxis(),
    series: banded('satisfied', shares.map(csat => hundred(csat?.value ?? null)), shares.map(csat => hundred(csat?.low ?? null)), shares.map(csat => hundred(csat?.high ?? null)), '#5e35b1'),
  }, surveyTable(satisfaction, false));
}

function plot(id: string, title: string, says: string, option: PlotOption, table: Table): Plot {
  return { id, title, says, svg: drawPlot(id, { grid: GRID, ...option }, WIDTH, HEIGHT), table };
}

/** A line in a band from low to high: the band is a stack of which the lower part is not seen. */
function banded(name: string, values: readonly (number | null)[], low: readonly (number | null)[], high: readonly (number | null)[],
  colour: string): object[] {
  const hidden = { type: 'line', stack: `${name} band`, symbol: 'none', lineStyle: { opacity: 0 } };
  return [
    { ...hidden, name: `${name} from`, data: low },
    { ...hidden, name: `${name} to`, data: high.map((value, i) => value === null || low[i] === null ? null : value - low[i]!), areaStyle: { color: colour, opacity: 0.18 } },
    line(name, values, colour, 'solid'),
  ];
}

function line(name: string, data: readonly (number | null)[], color: string, type: 'solid' | 'dashed'): object {
  return { type: 'line', name, data, color, symbolSize: 7, lineStyle: { width: 2, type } };
}

function categories(trend: readonly TrendPoint[]): object {
  return { type: 'category', data: trend.map(({ to }) => dateText(to)), axisLabel: { color: '#333', interval: 0, fontSize: 11 }, name: 'until', nameLocation: 'middle', nameGap: 30 };
}

function axis(name: string): object {
  return { type: 'value', name, min: 0, minInterval: name === 'days' ? 0 : 1, axisLabel: { color: '#333' }, nameTextStyle: { color: '#333' } };
}

/** Shares of a whole; a rate that is small has an axis that shows it. */
function percentAxis(whole = true): object {
  return { type: 'value', min: 0, ...whole && { max: 100 }, axisLabel: { color: '#333', formatter: '{value} %' } };
}

function legend(data: readonly string[]): object {
  return { data, top: 0, itemGap: 24, textStyle: { color: '#333' } };
}

function pick({ columns, rows, ...rest }: Table, places: readonly number[]): Table {
  return { ...rest, columns: places.map(place => columns[place]), rows: rows.map(row => places.map(place => row[place])) };
}

function hundred(value: number | null): number | null {
  return value === null ? null : Number((100 * value).toFixed(2));
}

function boundText(bound: number): string {
  return bound < HOUR ? `${bound / 60_000} min` : bound < DAY ? `${bound / HOUR} h` : `${bound / DAY} d`;
}
