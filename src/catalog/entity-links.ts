import { EntityLink } from './model';
import { fill } from './patterns';
import { ComponentDescription, ProgramDescription } from './program';
import { CatalogKind } from '../core/catalog-facts';

/** The pages about a component: its author's first, then its own, then those that the standards know of; each address once. */
export function buildLinks({ standards, system, about }: ProgramDescription, instances: readonly ComponentDescription[]): EntityLink[] {
  const [leading] = instances;
  const values = { team: leading.owner, system, component: leading.name };
  const { dashboards, runbooks } = standards.catalog ?? {};
  const runsCode = leading.kind === CatalogKind.COMPONENT;
  const order = Object.keys(standards.environments);
  const byEnvironment = [...instances].sort((a, b) => order.indexOf(a.environment) - order.indexOf(b.environment));
  const links: EntityLink[] = [
    ...byEnvironment.flatMap(instance => instance.links),
    ...runbooks === undefined || !runsCode ? [] : [{ url: fill(runbooks, values), title: 'Runbook', type: 'runbook' }],
    ...dashboards === undefined ? [] : byEnvironment.map(({ environment }) => ({
      url: fill(dashboards, { ...values, environment }), title: `Dashboard ${environment}`, type: 'dashboard',
    })),
    ...about.repository === undefined ? [] : [{ url: about.repository, title: 'Repository', type: 'repository' }],
  ];
  const seen = new Set<string>();
  return links.filter(({ url }) => !seen.has(url) && seen.add(url));
}
