import { organizationEntities } from './build-organization';
import { buildLinks } from './entity-links';
import { ref } from './entity-ref';
import { Catalog, DEFAULT_NAMESPACE, Entity, EntityEnvironment, Repository, entity, sortEntities } from './model';
import { fill } from './patterns';
import { ComponentDescription, ProgramDescription, UseDescription } from './program';
import { Tier } from '../standards/standards-props';

const TIERS = [Tier.DEV, Tier.STAGING, Tier.PROD] as const;

/**
 * The catalog of a program: its system, everything in it, and the groups and domains that it names.
 *
 * What is in several environments is one entity; where they say different things, the most important environment has the word. Entities of a
 * system are in a namespace of its name, so that two systems never claim one name.
 */
export function buildCatalog(program: ProgramDescription): Catalog {
  const byName = new Map<string, ComponentDescription[]>();
  inOrderOfImportance(program).forEach(component => {
    const key = `${component.kind}:${component.name}`;
    byName.set(key, [...byName.get(key) ?? [], component]);
  });
  const byPath = new Map(program.components.map(component => [component.path, component]));
  const parts = [...byName.values()].flatMap(instances => [componentEntity(program, instances, byPath), ...apiEntities(program, instances)]);
  const system = program.about.declaresSystem && parts.length > 0 ? [systemEntity(program)] : [];
  const known = [...parts, ...system];
  const groups = organizationEntities(program.standards, new Set(known.flatMap(({ owner, domain }) => [owner, domain]).filter(isText)));
  return { labelDomain: program.standards.labelDomain, library: program.library, entities: sortEntities([...known, ...groups]) };
}

/** The reference of a component in the catalog. */
export function componentRef(system: string, { kind, name }: Pick<ComponentDescription, 'kind' | 'name'>): string {
  return ref(kind, system, name);
}

/** The most important environment first. */
function inOrderOfImportance({ components, standards }: ProgramDescription): ComponentDescription[] {
  const names = Object.keys(standards.environments);
  const rank = ({ environment }: ComponentDescription) =>
    TIERS.indexOf(standards.environments[environment].tier) * names.length + names.indexOf(environment);
  return components.map(component => ({ component, at: rank(component) })).sort((a, b) => b.at - a.at).map(({ component }) => component);
}

function componentEntity(program: ProgramDescription, instances: ComponentDescription[], byPath: Map<string, ComponentDescription>): Entity {
  const { system, standards } = program;
  const [leading] = instances;
  const uses = instances.flatMap(instance => instance.uses);
  const isProduction = instances.some(({ environment }) => standards.environments[environment].tier === Tier.PROD);
  return entity(leading.kind, system, leading.name, {
    title: leading.title,
    description: leading.description,
    type: leading.type,
    owner: ref('group', DEFAULT_NAMESPACE, leading.owner),
    lifecycle: leading.lifecycle ?? (isProduction ? 'production' : 'experimental'),
    tier: leading.tier,
    system: ref('system', DEFAULT_NAMESPACE, system),
    tags: [...leading.tags].sort(),
    links: buildLinks(program, instances),
    dependsOn: distinct(uses.map(use => usedRef(system, use, byPath))),
    provides: distinct(instances.flatMap(({ apis }) => apis).map(({ name }) => ref('api', system, name))),
    consumes: distinct(uses.flatMap(use => consumedApis(system, use, byPath))),
    repository: repositoryOf(program),
    podSelector: leading.podSelector,
    environments: environmentsOf(program, instances),
  });
}

/** What an edge leads to: a component of the program as it is there, of another program by the words of its own catalog. */
function usedRef(system: string, { path, system: other, name }: UseDescription, byPath: Map<string, ComponentDescription>): string {
  const target = path === undefined ? undefined : byPath.get(path);
  return target ? componentRef(system, target) : ref('component', other ?? system, name ?? '');
}

/** Whoever calls the port of an API consumes the API. */
function consumedApis(system: string, { path, port }: UseDescription, byPath: Map<string, ComponentDescription>): string[] {
  const target = path === undefined ? undefined : byPath.get(path);
  return (target?.apis ?? []).filter(api => api.port === port).map(({ name }) => ref('api', system, name));
}

function apiEntities(program: ProgramDescription, instances: ComponentDescription[]): Entity[] {
  const [leading] = instances;
  const names = new Map(instances.flatMap(({ apis }) => apis).reverse().map(api => [api.name, api]));
  return [...names.values()].map(({ name, type, description, definition }) => entity('api', program.system, name, {
    description,
    type,
    owner: ref('group', DEFAULT_NAMESPACE, leading.owner),
    lifecycle: componentLifecycle(program, instances),
    system: ref('system', DEFAULT_NAMESPACE, program.system),
    definition,
    repository: repositoryOf(program),
  }));
}

function componentLifecycle({ standards }: ProgramDescription, instances: ComponentDescription[]): string {
  return instances[0].lifecycle ?? (instances.some(({ environment }) => standards.environments[environment].tier === Tier.PROD) ? 'production' : 'experimental');
}

function systemEntity(program: ProgramDescription): Entity {
  const { system, about: { team, title, description, domain, links, docs }, components } = program;
  return entity('system', DEFAULT_NAMESPACE, system, {
    title,
    description,
    owner: ref('group', DEFAULT_NAMESPACE, team ?? mostFrequent(components.map(({ owner }) => owner))),
    domain: domain === undefined ? undefined : ref('domain', DEFAULT_NAMESPACE, domain),
    links: [...links],
    repository: repositoryOf(program),
    docs,
  });
}

function environmentsOf({ standards, system }: ProgramDescription, instances: ComponentDescription[]): EntityEnvironment[] {
  return Object.entries(standards.environments).flatMap(([name, { tier, aws, cluster }]) => instances
    .filter(({ environment }) => environment === name)
    .map(({ path, owner, files, objects, addresses }): EntityEnvironment => ({
      name,
      tier,
      construct: path,
      cluster: cluster.name,
      account: aws.account,
      region: aws.region,
      namespaces: distinct(objects.flatMap(({ kind, namespace, name: object }) => kind === 'Namespace' ? [object] : namespace ?? [])),
      argoCdApp: standards.catalog?.argoCdApp && fill(standards.catalog.argoCdApp, { team: owner, system, environment: name }),
      files: [...files].sort(),
      objects,
      addresses,
    })));
}

function repositoryOf({ about: { repository, branch, source } }: ProgramDescription): Repository | undefined {
  return repository === undefined ? undefined : { url: repository, branch, source };
}

/** The one that is there most often; of several the first in order. */
function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
