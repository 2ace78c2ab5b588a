import { DeployFact, StartFact, StartVariant } from './fact';
import { groupBy } from './group-by';
import { Ledger } from './ledger';
import { FirstDeploy, ServiceHistory } from './service-history';

/** The history of every service in a ledger, by name. */
export function historiesOf(ledger: Ledger, isProduction: (fact: DeployFact) => boolean): ServiceHistory[] {
  const starts = groupBy(ledger.starts, serviceOf);
  const deploys = groupBy(ledger.deploys, serviceOf);
  const ends = groupBy(ledger.ends, serviceOf);
  const scans = groupBy(ledger.scans, serviceOf);
  const teams = teamsOf(ledger);
  return [...new Set([...starts.keys(), ...deploys.keys(), ...scans.keys()])].sort().map((service) => {
    const begun = starts.get(service) ?? [];
    const deployed = deploys.get(service) ?? [];
    const adoptedAt = begun.find(({ adopted }) => adopted)?.at;
    const since = adoptedAt === undefined ? deployed : deployed.filter(({ at }) => at >= adoptedAt);
    return {
      service,
      team: teams.get(service),
      starts: startsOf(begun),
      adoptedAt,
      bornOnPath: begun.some(({ onPath }) => onPath),
      excluded: begun.find(({ excluded }) => excluded !== undefined)?.excluded,
      endedAt: ends.get(service)?.[0].at,
      firstSeenAt: Math.min(...[begun, deployed, scans.get(service) ?? []].flatMap(list => list.length > 0 ? [list[0].at] : [])),
      lastDeployedAt: deployed.filter(({ outcome }) => outcome === 'success').pop()?.at,
      any: firstDeploy(since),
      production: firstDeploy(since.filter(isProduction)),
    };
  });
}

/** Who owns what: as was said last. */
export function teamsOf(ledger: Ledger): Map<string, string> {
  const teams = new Map<string, { readonly at: number; readonly id: string; readonly team: string }>();
  for (const list of [ledger.starts, ledger.deploys, ledger.scans]) {
    for (const { service, team, at, id } of list) {
      const known = teams.get(service);
      if (team !== undefined && (!known || at > known.at || (at === known.at && id > known.id))) {
        teams.set(service, { at, id, team });
      }
    }
  }
  return new Map([...teams].map(([service, { team }]) => [service, team]));
}

/** The earliest of each kind; where a service was adopted, that is its beginning. */
function startsOf(begun: readonly StartFact[]): Partial<Record<StartVariant, number>> {
  const counting = begun.some(({ adopted }) => adopted) ? begun.filter(({ adopted }) => adopted) : begun;
  const starts: Partial<Record<StartVariant, number>> = {};
  for (const { variants, at } of counting) {
    variants.forEach(variant => { starts[variant] ??= at; });
  }
  return starts;
}

function firstDeploy(deploys: readonly DeployFact[]): FirstDeploy {
  const first = deploys.findIndex(({ outcome }) => outcome === 'success');
  const before = first < 0 ? deploys : deploys.slice(0, first);
  return { at: deploys[first]?.at, failedBefore: before.filter(({ outcome }) => outcome === 'failure').length };
}

function serviceOf({ service }: { readonly service: string }): string {
  return service;
}
