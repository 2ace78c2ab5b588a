import { Question, isProduction } from './question';
import { DeployFact } from '../facts/fact';
import { groupBy } from '../facts/group-by';

/** A production deployment: what was rolled out, wherever and however often the same was rolled out. */
export interface Deployment {
  /** The first of its events. */
  readonly fact: DeployFact;
  /** Ids of all its events. */
  readonly ids: readonly string[];
  /** Its further events: the same in another environment, or once more where it already was. */
  readonly repeats: readonly { readonly fact: DeployFact; readonly reason: 'same-deployment-elsewhere' | 'redeployed-without-change' }[];
}

/**
 * The distinct production deployments of each service, in the order of time.
 *
 * Several regions are one deployment. Putting in once more what is already there is none. What came back after something else was there is one.
 */
export function productionDeployments(deploys: readonly DeployFact[], question: Pick<Question, 'production'>): Map<string, Deployment[]> {
  const services = groupBy(deploys.filter(fact => isProduction(fact, question.production)), ({ service }) => service);
  return new Map([...services].sort(([a], [b]) => a < b ? -1 : 1).map(([service, facts]) => [service, distinct(facts)]));
}

interface Gathered {
  readonly fact: DeployFact;
  readonly ids: string[];
  readonly repeats: { fact: DeployFact; reason: 'same-deployment-elsewhere' | 'redeployed-without-change' }[];
}

function distinct(facts: readonly DeployFact[]): Deployment[] {
  // what an environment was given last, of what became healthy and of what did not
  const last = new Map<string, string>();
  // how often an environment was given the same, not counting repetitions
  const times = new Map<string, number>();
  const found = new Map<string, Gathered>();
  for (const fact of facts) {
    const place = `${fact.environment}\n${fact.outcome}`;
    const repetition = last.get(place) === fact.key;
    last.set(place, fact.key);
    const here = `${fact.environment}\n${fact.key}`;
    const time = (times.get(here) ?? 0) + (repetition ? 0 : 1);
    times.set(here, time);
    const deployment = `${time}\n${fact.key}`;
    const known = found.get(deployment);
    if (known) {
      known.ids.push(fact.id);
      known.repeats.push({ fact, reason: repetition ? 'redeployed-without-change' : 'same-deployment-elsewhere' });
    } else {
      found.set(deployment, { fact, ids: [fact.id], repeats: [] });
    }
  }
  return [...found.values()];
}
