import { ChangeFailRate, changeFailRate, failRows } from './change-fail-rate';
import { DeploymentFrequency, deploymentFrequency, frequencyRows } from './deployment-frequency';
import { Durations, durationsOf } from './durations';
import { Judged, JudgedDeployment, judge } from './failures';
import { censoredDurations } from './kaplan-meier';
import { changesByCommit, leadTimeRows, waitingRows } from './lead-time';
import { leadTimeHistogram } from './lead-time-histogram';
import { Question, inPeriod } from './question';
import { recoveryRows } from './recovery-time';
import { ReworkRate, reworkRate, reworkRows } from './rework-rate';
import { Row, excludedBy } from './row';
import { groupBy } from '../facts/group-by';
import { teamsOf } from '../facts/histories';
import { Ledger } from '../facts/ledger';

/** What is shown on its own: everything, each service, each team. */
export type Grouping = 'all' | 'service' | 'team';

/** The five metrics of DORA for a group. Null stands for everything, or for services of no team. */
export interface Delivery {
  readonly group: string | null;
  readonly frequency: DeploymentFrequency;
  readonly leadTime: Durations & { readonly histogram: readonly number[] };
  readonly changeFailRate: ChangeFailRate;
  readonly recovery: Durations;
  readonly rework: ReworkRate;
  /** Incidents, rollbacks and hotfixes of the period that no deployment is blamed for, by reason. */
  readonly unlinked: Readonly<Record<string, number>>;
}

/** Every row of the five metrics. */
export interface DeliveryRows {
  readonly frequency: readonly Row[];
  readonly leadTime: readonly Row[];
  readonly changeFailRate: readonly Row[];
  readonly recovery: readonly Row[];
  readonly rework: readonly Row[];
  readonly unlinked: readonly Row[];
}

/** The rows of the five metrics of all services. */
export function deliveryRows(ledger: Ledger, question: Question): DeliveryRows {
  const { deployments, unlinked }: Judged = judge(ledger, question);
  const changes = changesByCommit(ledger.changes);
  const lists = [...deployments];
  const merged = groupBy(ledger.changes.filter(({ service }) => service !== undefined), ({ service }) => service!);
  const each = (rows: (list: readonly JudgedDeployment[], question: Question) => Row[]) => lists.flatMap(([, list]) => rows(list, question));
  return {
    frequency: each(frequencyRows),
    leadTime: [
      ...lists.flatMap(([service, list]) => leadTimeRows(service, list, changes, question)),
      ...[...merged].flatMap(([service, list]) => waitingRows(service, list, deployments.get(service) ?? [], question)),
    ],
    changeFailRate: each(failRows),
    recovery: each(recoveryRows),
    rework: each(reworkRows),
    unlinked,
  };
}

/** The five metrics of each group that has anything to say. */
export function deliveryOf(ledger: Ledger, question: Question, by: Grouping): Delivery[] {
  const rows = deliveryRows(ledger, question);
  const teams = by === 'team' ? teamsOf(ledger) : undefined;
  const groupOf = ({ service }: Row): string | null => by === 'all' ? null : teams ? teams.get(service) ?? null : service;
  const groups = new Map<string | null, { [name in keyof DeliveryRows]: Row[] }>();
  const group = (key: string | null) => {
    let found = groups.get(key);
    if (!found) {
      groups.set(key, found = { frequency: [], leadTime: [], changeFailRate: [], recovery: [], rework: [], unlinked: [] });
    }
    return found;
  };
  if (by === 'all') {
    group(null);
  }
  for (const [name, list] of Object.entries(rows) as [keyof DeliveryRows, readonly Row[]][]) {
    list.filter(row => name !== 'unlinked' || row.service !== '' || by === 'all').forEach(row => group(groupOf(row))[name].push(row));
  }
  const collected = failuresCollected(ledger);
  return [...groups].sort(([a], [b]) => compareGroups(a, b)).map(([key, list]) => ({
    group: key,
    frequency: deploymentFrequency(list.frequency, question),
    leadTime: { ...durationsOf(list.leadTime), histogram: leadTimeHistogram(list.leadTime) },
    changeFailRate: changeFailRate(list.changeFailRate, collected, question),
    recovery: censoredDurations(list.recovery),
    rework: reworkRate(list.rework),
    unlinked: excludedBy(list.unlinked.filter(({ at }) => inPeriod(at, question))),
  }));
}

/** Groups by name, those without last. */
export function compareGroups(a: string | null, b: string | null): number {
  return a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
}

/** Whether anybody would have told of an incident. */
export function failuresCollected({ incidents, collections }: Pick<Ledger, 'incidents' | 'collections'>): boolean {
  return incidents.length > 0 || collections.some(({ kinds }) => kinds.includes('incidents'));
}
