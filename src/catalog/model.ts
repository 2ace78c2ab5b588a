/** The kinds of entities, in the order in which they are written. What a portal knows beside them, such as `user`, comes after. */
export const ENTITY_KINDS = ['group', 'domain', 'system', 'component', 'resource', 'api'] as const;

/** The namespace of what is not part of a system: systems, domains and groups. */
export const DEFAULT_NAMESPACE = 'default';

/** A page for people. */
export interface EntityLink {
  readonly url: string;
  readonly title: string;
  readonly type?: string;
}

/** Where the source of something is. */
export interface Repository {
  /** Its address, such as `https://github.com/acme/checkout`. */
  readonly url: string;
  /** Branch that is the current state. */
  readonly branch: string;
  /** File of the repository that declares the entity. */
  readonly source?: string;
}

/** The definition of an API: a file of the repository, or the text itself. */
export interface EntityDefinition {
  readonly form: 'file' | 'text';
  readonly value: string;
}

/** A Kubernetes object that belongs to an entity. */
export interface EntityObject {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** An entity as it is in one environment. */
export interface EntityEnvironment {
  readonly name: string;
  readonly tier: string;
  /** Path of the construct that declares it. */
  readonly construct: string;
  readonly cluster: string;
  readonly account: string;
  readonly region: string;
  /** Namespaces of its objects. */
  readonly namespaces: readonly string[];
  /** Name of the Argo CD application that applies it. */
  readonly argoCdApp?: string;
  /** The files of manifests that it is written to. */
  readonly files: readonly string[];
  readonly objects: readonly EntityObject[];
  /** Addresses of its Terraform resources. */
  readonly addresses: readonly string[];
}

/** Where an entity was read from: for findings, never written. */
export interface EntityOrigin {
  readonly file: string;
  readonly line: number;
}

/** Something in the catalog. References are full: `component:shop/cart`. Lists are sorted. */
export interface Entity {
  /** One of `ENTITY_KINDS`, or another one that was read from the file of a portal. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** What sort of its kind: `service`, `job`, `database`, `openapi`, `team`; empty where the kind says everything. */
  readonly type: string;
  /** The group that owns it. */
  readonly owner?: string;
  readonly lifecycle?: string;
  readonly tier?: string;
  /** The system that it is part of. */
  readonly system?: string;
  /** The domain that a system is part of. */
  readonly domain?: string;
  /** The group that a group is part of, or the domain that a domain is part of. */
  readonly parent?: string;
  /** Where people reach a group. */
  readonly contact?: string;
  readonly tags: readonly string[];
  readonly links: readonly EntityLink[];
  readonly dependsOn: readonly string[];
  readonly provides: readonly string[];
  readonly consumes: readonly string[];
  /** Of an API. */
  readonly definition?: EntityDefinition;
  readonly repository?: Repository;
  /** Folder with `mkdocs.yml`, relative to the file of the catalog. */
  readonly docs?: string;
  /** Labels that select its Pods. */
  readonly podSelector?: Readonly<Record<string, string>>;
  /** Where it is, in the order in which changes travel. */
  readonly environments: readonly EntityEnvironment[];
  readonly origin?: EntityOrigin;
  /** Whether a synth wrote it, for an entity that was read from a portal's file; never written. */
  readonly generated?: boolean;
}

/** What exists, whose it is and what it needs. */
export interface Catalog {
  /** Domain that prefixes the organisation's own annotations. */
  readonly labelDomain: string;
  /** What made it, such as `pavement 1.2.0`; empty where it was read from a portal's file. */
  readonly library: string;
  /** Sorted by kind, namespace and name. */
  readonly entities: readonly Entity[];
}

/** An entity with nothing said but what it is. */
export function entity(kind: string, namespace: string, name: string, rest: Partial<Entity> = {}): Entity {
  return { kind, namespace, name, type: '', tags: [], links: [], dependsOn: [], provides: [], consumes: [], environments: [], ...rest };
}

/** Entities in the order in which they are written. */
export function sortEntities(entities: readonly Entity[]): Entity[] {
  const rank = (kind: string) => (ENTITY_KINDS as readonly string[]).indexOf(kind) < 0 ? `~${kind}` : String((ENTITY_KINDS as readonly string[]).indexOf(kind));
  return entities
    .map(item => ({ item, key: `${rank(item.kind)} ${item.namespace} ${item.name}` }))
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
    .map(({ item }) => item);
}
