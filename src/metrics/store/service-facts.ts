import { DeployFact, Fact, IncidentFact } from '../facts/fact';
import { groupBy } from '../facts/group-by';
import { CurrentNames } from '../facts/names';

/** All that has to be known to explain the rows of one service. */
export interface ServiceFacts {
  /** What is said of it, by any name that it ever had. */
  readonly own: readonly Fact[];
  /**
   * What has a part in that: renames and collections, all that is said of an incident that may be its own, changes of its commits, and every
   * deployment of a service of which one repairs a deployment of its own or is named by such an incident.
   */
  readonly others: readonly Fact[];
}

/** The facts of a service among all. */
export function serviceFacts(facts: readonly Fact[], service: string, names: CurrentNames): ServiceFacts {
  const nameOf = (name: string) => names.get(name) ?? name;
  const current = nameOf(service);
  const isOwn = (fact: Fact) => fact.service !== undefined && nameOf(fact.service) === current;
  const own = facts.filter(isOwn);
  const beside = facts.filter(fact => !isOwn(fact));
  const events = new Set(own.map(({ id }) => id));
  const shas = new Set(own.flatMap(fact => fact.kind === 'deploy' ? fact.commits.map(({ sha }) => sha) : []));
  const said = groupBy(facts.filter((fact): fact is IncidentFact => fact.kind === 'incident'), ({ incident }) => incident);
  const incidents = new Map([...said].filter(([, list]) =>
    list.some(fact => fact.service === undefined || isOwn(fact) || fact.deployments.some(id => events.has(id)))));
  const named = new Set([...incidents.values()].flat().flatMap(({ deployments }) => deployments));
  const partners = new Set(beside.filter((fact): fact is DeployFact => fact.kind === 'deploy')
    .filter(({ id, repairs }) => named.has(id) || repairs.some(repaired => events.has(repaired))).map(fact => nameOf(fact.service)));
  return {
    own,
    others: beside.filter((fact) => {
      switch (fact.kind) {
        case 'rename':
        case 'collection':
          return true;
        case 'incident':
          return incidents.has(fact.incident);
        case 'change':
          return fact.shas.some(sha => shas.has(sha));
        case 'deploy':
          return partners.has(nameOf(fact.service));
        default:
          return false;
      }
    }),
  };
}
