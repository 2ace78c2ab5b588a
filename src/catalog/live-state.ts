import { refOf } from './entity-ref';
import { Catalog, EntityEnvironment } from './model';
import { fail } from '../core/problems';

/** Something that is declared and not there, or there and not declared. */
export interface Stale {
  readonly state: 'missing' | 'undeclared';
  readonly what: string;
  /** Whose it is. */
  readonly entity?: string;
}

/** What a comparison found, and what it could not say anything about. */
export interface StaleState {
  readonly stale: readonly Stale[];
  /** Kinds that are declared and not in the list at all. */
  readonly notAsked: readonly string[];
}

interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly ownerReferences?: unknown[];
  };
}

/**
 * Compares the objects of an environment with a List as `kubectl get -o json` writes it.
 *
 * Only kinds that are in the list at all are missed, because nobody asks for all of them. What carries the library's labels for this system
 * and is not in the catalog is undeclared; what a controller made is not. Throws when it is no List, or one of another environment.
 *
 * @param file - what the list is called in messages
 */
export function staleKubernetes(catalog: Catalog, environment: string, list: unknown, file: string): StaleState {
  const { items } = (list ?? {}) as { items?: unknown };
  if (!Array.isArray(items)) {
    return fail(file, 'the file must be a List of objects', (list as { kind?: unknown } | null)?.kind, 'write it with kubectl get deployments,services --all-namespaces -o json');
  }
  const live = (items as LiveObject[]).filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0);
  const key = (kind: string, namespace: string | undefined, name: string) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  const there = new Set(live.map(({ kind, metadata }) => key(kind, metadata.namespace, metadata.name)));
  const asked = new Set(live.map(({ kind }) => kind));
  const declared = new Map(inEnvironment(catalog, environment).flatMap(({ entity, facts }) =>
    facts.objects.map(({ kind, namespace, name }) => [key(kind, namespace, name), { kind, entity }])));
  const systems = new Set(catalog.entities.filter(({ kind }) => kind === 'system').map(({ name }) => name));
  const ofSystem = live.filter(({ metadata: { labels = {} } }) =>
    labels['app.kubernetes.io/managed-by'] === 'pavement' && systems.has(labels[`${catalog.labelDomain}/system`]));
  const environmentOf = ({ metadata: { labels = {} } }: LiveObject) => labels[`${catalog.labelDomain}/environment`];
  const ours = ofSystem.filter(object => environmentOf(object) === environment);
  if (ours.length === 0 && ofSystem.length > 0) {
    fail(file, `the objects must be of ${environment}`, environmentOf(ofSystem[0]), 'name that environment, or ask the other cluster');
  }
  const stale = [
    ...[...declared].filter(([what, { kind }]) => asked.has(kind) && !there.has(what)).map(([what, { entity }]): Stale => ({ state: 'missing', what, entity })),
    ...ours.map(({ kind, metadata }) => key(kind, metadata.namespace, metadata.name)).filter(what => !declared.has(what))
      .map((what): Stale => ({ state: 'undeclared', what })),
  ].sort((a, b) => a.what < b.what ? -1 : 1);
  return { stale, notAsked: [...new Set([...declared.values()].map(({ kind }) => kind).filter(kind => !asked.has(kind)))].sort() };
}

interface StateModule {
  readonly resources?: { readonly address: string; readonly mode: string; readonly type: string; readonly name: string }[];
  readonly child_modules?: StateModule[];
}

/**
 * Compares the resources of an environment with a state as `terraform show -json` writes it. Throws when it is none.
 *
 * @param file - what the state is called in messages
 */
export function staleTerraform(catalog: Catalog, environment: string, state: unknown, file: string): Stale[] {
  const { format_version: version, values, planned_values: plan } = (state ?? {}) as Record<string, unknown>;
  if (plan !== undefined || (version === undefined && values === undefined)) {
    fail(file, 'the file must be a state', plan === undefined ? 'something else' : 'a plan', 'write it with terraform show -json, without the name of a plan');
  }
  const root = (values as { root_module?: StateModule } | undefined)?.root_module ?? {};
  const there = new Set(resourcesOf(root));
  const declared = new Map(inEnvironment(catalog, environment).flatMap(({ entity, facts }) => facts.addresses.map(address => [address, entity])));
  return [
    ...[...declared].filter(([address]) => !there.has(address)).map(([what, entity]): Stale => ({ state: 'missing', what, entity })),
    ...[...there].filter(address => !declared.has(address)).map((what): Stale => ({ state: 'undeclared', what })),
  ].sort((a, b) => a.what < b.what ? -1 : 1);
}

function resourcesOf({ resources = [], child_modules: children = [] }: StateModule): string[] {
  return [...resources.filter(({ mode }) => mode === 'managed').map(({ type, name }) => `${type}.${name}`), ...children.flatMap(resourcesOf)];
}

/** Throws when a catalog cannot be compared with what is in an environment: it knows no such environment, or nothing of what is there. */
export function mustKnow({ entities }: Catalog, environment: string, from: string): void {
  const all = entities.flatMap(({ environments }) => environments);
  const names = [...new Set(all.map(({ name }) => name))];
  if (!names.includes(environment)) {
    fail('--environment', 'the environment must be one of the catalog', environment, names.length > 0 ? `use one of ${names.join(', ')}` : 'name a catalog that synth wrote');
  }
  if (all.every(({ objects, addresses }) => objects.length + addresses.length === 0)) {
    fail(from, 'the catalog must know objects and addresses', 'none', 'name the folder that was synthesised, or its governance/catalog.json');
  }
}

function inEnvironment({ entities }: Catalog, environment: string): { entity: string; facts: EntityEnvironment }[] {
  return entities.flatMap(item => item.environments.filter(({ name }) => name === environment).map(facts => ({ entity: refOf(item), facts })));
}
