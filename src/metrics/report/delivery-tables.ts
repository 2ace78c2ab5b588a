import { Table } from './table';
import { UNKNOWN, durationText, excludedText, intervalText, numberText, shareText } from './text';
import { Delivery, Grouping } from '../definitions/delivery';
import { Standing, standing } from '../editions/edition';
import { Edition } from '../editions/edition-names';

/** The five metrics, a row for each group; how they stand by an edition; what was left out. */
export function deliveryTables(deliveries: readonly Delivery[], by: Grouping, edition: Edition): Table[] {
  const named = (delivery: Delivery) => delivery.group ?? (by === 'all' ? 'all' : '(no team)');
  const head = by === 'all' ? 'of' : by;
  return [
    {
      title: 'Delivery (DORA)',
      columns: [head, 'deployments', 'a day', 'deploy days a week', 'lead time n', 'p50', 'p75', 'p90', 'change fail rate', '95 %', 'recovery p50', 'rework rate'],
      rows: deliveries.map(delivery => [
        named(delivery),
        delivery.frequency.perDay === null ? UNKNOWN : String(delivery.frequency.n),
        numberText(delivery.frequency.perDay),
        numberText(delivery.frequency.deployDaysPerWeek),
        String(delivery.leadTime.n),
        ...[delivery.leadTime.p50, delivery.leadTime.p75, delivery.leadTime.p90].map(durationText),
        shareText(delivery.changeFailRate),
        intervalText(delivery.changeFailRate),
        durationText(delivery.recovery.p50),
        shareText(delivery.rework),
      ]),
      notes: deliveries.flatMap(delivery => remarks(delivery).map(remark => by === 'all' ? remark : `${named(delivery)}: ${remark}`)),
    },
    standingTable(deliveries.map(delivery => [named(delivery), standing(delivery, edition)] as const), head, edition),
  ];
}

function remarks({ frequency, leadTime, changeFailRate, recovery, rework, unlinked }: Delivery): string[] {
  const left = { 'deployments': frequency.excluded, 'lead time': leadTime.excluded, 'change fail rate': changeFailRate.excluded, 'recovery': recovery.excluded, 'rework': rework.excluded, 'failures without a deployment': unlinked };
  return [
    ...Object.entries(left).filter(([, excluded]) => Object.keys(excluded).length > 0).map(([name, excluded]) => `left out of ${name}: ${excludedText(excluded)}`),
    ...changeFailRate.missing === 'failures-not-collected' ? ['no change fail rate: incidents are not collected'] : [],
    ...changeFailRate.provisional > 0 ? [`${changeFailRate.provisional} of the deployments are so recent that their failures may not have shown yet`] : [],
    ...recovery.open > 0 ? [`${recovery.open} of ${recovery.n} failures are not over`] : [],
  ];
}

function standingTable(standings: readonly (readonly [string, Standing])[], head: string, edition: Edition): Table {
  return {
    title: `By the edition ${edition}`,
    columns: [head, ...columnsOf(edition)],
    rows: standings.map(([name, reading]) => [name, ...cellsOf(reading)]),
    notes: edition === 'quickcheck-2025'
      ? ['From 0 to 10, 10 is best. Means of all industries in 2025: frequency 4.8, lead time 5.5, recovery 7.4, change fail rate 8.1, rework 7.8. Not a ranking of teams.']
      : edition === '2024' ? ['The nearest of four clusters, which are not in order: medium fails less than high.'] : [],
  };
}

function columnsOf(edition: Edition): string[] {
  return edition === '2024' ? ['cluster'] : ['frequency', 'lead time', 'recovery', 'change fail rate', ...edition === 'quickcheck-2025' ? ['rework', 'score'] : []];
}

function cellsOf(reading: Standing): string[] {
  switch (reading.edition) {
    case 'quickcheck-2025': {
      const { frequency, leadTime, recovery, changeFailRate, rework, score } = reading.quickCheck;
      return [frequency, leadTime, recovery, changeFailRate, rework, score].map(numberText);
    }
    case '2024':
      return [reading.cluster ?? UNKNOWN];
    default: {
      const { frequency, leadTime, recovery, changeFailRate } = reading.bands;
      return [frequency, leadTime, recovery, changeFailRate].map(band => band ?? UNKNOWN);
    }
  }
}
