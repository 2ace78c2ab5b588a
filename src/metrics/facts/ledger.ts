import { ChangeFact, CollectionFact, DeployFact, EndFact, Fact, IncidentFact, RenameFact, ScanFact, StartFact, SurveyFact } from './fact';
import { currentNames } from './names';

/** All that had happened by a moment, under the names that services have then, in the order in which it happened. */
export interface Ledger {
  readonly now: number;
  readonly deploys: readonly DeployFact[];
  readonly changes: readonly ChangeFact[];
  readonly incidents: readonly IncidentFact[];
  readonly starts: readonly StartFact[];
  readonly ends: readonly EndFact[];
  readonly scans: readonly ScanFact[];
  readonly surveys: readonly SurveyFact[];
  readonly collections: readonly CollectionFact[];
}

/** Sorts facts out. What happens after `now` has not happened. */
export function ledgerOf(facts: Iterable<Fact>, now: number): Ledger {
  const lists: { [kind in Fact['kind']]: Extract<Fact, { kind: kind }>[] } = {
    deploy: [], change: [], incident: [], start: [], rename: [], end: [], scan: [], survey: [], collection: [],
  };
  for (const fact of facts) {
    if (fact.at <= now) {
      (lists[fact.kind] as Fact[]).push(fact);
    }
  }
  const names = currentNames(lists.rename as RenameFact[]);
  const settled = <F extends Fact>(list: F[]): F[] => {
    const named = names.size === 0 ? list
      : list.map(fact => fact.service !== undefined && names.has(fact.service) ? { ...fact, service: names.get(fact.service) } : fact);
    return named.sort(byTime);
  };
  return {
    now,
    deploys: settled(lists.deploy),
    changes: settled(lists.change),
    incidents: settled(lists.incident),
    starts: settled(lists.start),
    ends: settled(lists.end),
    scans: settled(lists.scan),
    surveys: settled(lists.survey),
    collections: settled(lists.collection),
  };
}

/** By time, then by id, compared as databases with the collation "C" do. */
export function byTime(a: { readonly at: number; readonly id: string }, b: { readonly at: number; readonly id: string }): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
