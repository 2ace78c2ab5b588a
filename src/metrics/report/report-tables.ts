import { adoptionTables } from './adoption-tables';
import { deliveryTables } from './delivery-tables';
import { MetricsReport } from './report';
import { surveyTable } from './survey-table';
import { Table } from './table';
import { dateText, durationText, intervalText, numberText, shareText } from './text';
import { trendTables } from './trend-tables';
import { ttfdTable } from './ttfd-table';

/** Every table of a report, in the order in which it is read. */
export function reportTables(report: MetricsReport): Table[] {
  return [
    ...deliveryTables([report.delivery], 'all', report.edition),
    ...report.teams.length > 0 ? [groupTable(report, 'team')] : [],
    ...report.services.length > 0 ? [groupTable(report, 'service')] : [],
    ttfdTable(report.timeToFirstDeploy.filter(({ n, excluded }) => n > 0 || Object.keys(excluded).length > 0)),
    cohortTable(report),
    ...adoptionTables(report.adoption),
    surveyTable(report.satisfaction, false),
    ...report.satisfactionOfTeams.length > 0 ? [{ ...surveyTable(report.satisfactionOfTeams, true), title: 'Developer satisfaction by team' }] : [],
    ...trendTables(report.trend),
  ];
}

/** What a report is about, in one line. */
export function reportHeading({ question: { from, to, now }, contents }: MetricsReport): string {
  return `${dateText(from)} to ${dateText(to)}, as known on ${dateText(now)}; ${contents.facts} events`;
}

/** Services that began together, and how many have got to production. */
export function cohortTable({ cohorts }: MetricsReport): Table {
  return {
    title: 'Services by when they began',
    columns: ['cohort', 'services', 'in production', 'p50 to production'],
    rows: cohorts.map(({ name, n, deployed, p50 }) => [name, String(n), String(deployed), durationText(p50)]),
  };
}

function groupTable(report: MetricsReport, by: 'team' | 'service'): Table {
  return {
    title: `Delivery by ${by}`,
    columns: [by, 'deployments', 'lead time p50', 'p90', 'change fail rate', '95 %', 'recovery p50'],
    rows: (by === 'team' ? report.teams : report.services).map(({ group, frequency, leadTime, changeFailRate, recovery }) => [
      group ?? '(no team)', numberText(frequency.perDay === null ? null : frequency.n), durationText(leadTime.p50), durationText(leadTime.p90),
      shareText(changeFailRate), intervalText(changeFailRate), durationText(recovery.p50),
    ]),
    notes: ['In the order of the alphabet, not of merit: services differ in what they risk.'],
  };
}
