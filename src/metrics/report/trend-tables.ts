import { TrendPoint } from './report';
import { Table } from './table';
import { dateText, durationText, intervalText, numberText, shareText } from './text';

/** How delivery and adoption developed. */
export function trendTables(trend: readonly TrendPoint[]): Table[] {
  return [deliveryTrendTable(trend), adoptionTrendTable(trend)];
}

export function deliveryTrendTable(trend: readonly TrendPoint[]): Table {
  return {
    title: 'Delivery over time',
    columns: ['from', 'to', 'deployments', 'lead time p50', 'p75', 'p90', 'change fail rate', '95 %', 'recovery p50'],
    rows: trend.map(({ from, to, delivery: { frequency, leadTime, changeFailRate, recovery } }) => [
      dateText(from), dateText(to), numberText(frequency.perDay === null ? null : frequency.n),
      ...[leadTime.p50, leadTime.p75, leadTime.p90].map(durationText),
      shareText(changeFailRate), intervalText(changeFailRate), durationText(recovery.p50),
    ]),
  };
}

export function adoptionTrendTable(trend: readonly TrendPoint[]): Table {
  return {
    title: 'Adoption over time',
    columns: ['on', 'coverage', '95 %', 'conformant', 'capture'],
    rows: trend.map(({ to, adoption: { coverage, conformant, capture } }) =>
      [dateText(to), shareText(coverage), intervalText(coverage), shareText(conformant), shareText(capture)]),
  };
}
