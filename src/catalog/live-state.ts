import { refOf } from './entity-ref';
import { Catalog, EntityEnvironment } from './model';

/** Something that is declared and not there, or there and not declared. */
export interface Stale {
  readonly state: 'missing' | 'undeclared';
  readonly what: string;
  /** Whose it is. */
  readonly entity?: string;
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
 * and is not in the catalog is undeclared; what a controller made is not.
 */
export function staleKubernetes(catalog: Catalog, environment: string, list: unknown): Stale[] {
  const live = ((list as { items?: LiveObject[] } | null)?.items ?? []).filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0);
  const key = (kind: string, namespace: string | undefined, name: string) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  const there = new Set(live.map(({ kind, metadata }) => key(kind, metadata.namespace, metadata.name)));
  const asked = new Set(live.map(({ kind }) => kind));
  const declared = new Map(inEnvironment(catalog, environment).flatMap(({ entity, facts }) =>
    facts.objects.map(({ kind, namespace, name }) => [key(kind, namespace, name), { kind, entity }])));
  const systems = new Set(catalog.entities.filter(({ kind }) => kind === 'system').map(({ name }) => name));
  const isOurs = ({ metadata: { labels = {} } }: LiveObject) => labels['app.kubernetes.io/managed-by'] === 'pavement'
    && systems.has(labels[`${catalog.labelDomain}/system`]) && labels[`${catalog.labelDomain}/environment`] === environment;
  return [
    ...[...declared].filter(([what, { kind }]) => asked.has(kind) && !there.has(what)).map(([what, { entity }]): Stale => ({ state: 'missing', what, entity })),
    ...live.filter(isOurs).map(({ kind, metadata }) => key(kind, metadata.namespace, metadata.name)).filter(what => !declared.has(what))
      .map((what): Stale => ({ state: 'undeclared', what })),
  ].sort((a, b) => a.what < b.what ? -1 : 1);
}

interface StateModule {
  readonly resources?: { readonly address: string; readonly mode: string; readonly type: string; readonly name: string }[];
  readonly child_modules?: StateModule[];
}

/** Compares the resources of an environment with a state as `terraform show -json` writes it. */
export function staleTerraform(catalog: Catalog, environment: string, state: unknown): Stale[] {
  const root = (state as { values?: { root_module?: StateModule } } | null)?.values?.root_module ?? {};
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

function inEnvironment({ entities }: Catalog, environment: string): { entity: string; facts: EntityEnvironment }[] {
  return entities.flatMap(item => item.environments.filter(({ name }) => name === environment).map(facts => ({ entity: refOf(item), facts })));
}
