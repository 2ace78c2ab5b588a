import { GovernanceLine, SiteSource } from './site-input';
import { refOf } from '../entity-ref';
import { Entity, sortEntities } from '../model';

/** Everything that the pages are made from, with the ways to look it up. */
export class SiteModel {
  public readonly entities: readonly Entity[];
  private readonly byRef = new Map<string, { readonly entity: Entity; readonly source: SiteSource }>();
  private readonly users = new Map<string, Set<string>>();
  private readonly owned = new Map<string, Entity[]>();
  private readonly parts = new Map<string, Entity[]>();
  private readonly members = new Map<string, Entity[]>();
  private readonly lines = new Map<string, GovernanceLine[]>();

  constructor(public readonly sources: readonly SiteSource[]) {
    for (const source of sources) {
      for (const entity of source.catalog.entities) {
        // systems name their team and their domain each for themselves: the first one stands
        if (!this.byRef.has(refOf(entity))) {
          this.byRef.set(refOf(entity), { entity, source });
        }
      }
    }
    this.entities = sortEntities([...this.byRef.values()].map(({ entity }) => entity));
    for (const entity of this.entities) {
      this.usesOf(entity).forEach(target => this.usersAt(target).add(refOf(entity)));
      push(this.owned, entity.owner, entity);
      push(this.parts, entity.system ?? entity.domain, entity);
      push(this.members, entity.parent, entity);
    }
    this.placeGovernance();
  }

  /** The entity of a full reference; undefined where the catalog has none. */
  public find(ref: string): Entity | undefined {
    return this.byRef.get(ref)?.entity;
  }

  /** The repository that an entity comes from. */
  public sourceOf(entity: Entity): SiteSource | undefined {
    return this.byRef.get(refOf(entity))?.source;
  }

  /** What an entity needs to work, by full reference, sorted. */
  public usesOf(entity: Entity): string[] {
    return [...new Set([...entity.dependsOn, ...entity.consumes])].sort();
  }

  /** What needs an entity, or an API that it provides, by full reference, sorted. */
  public usedBy(entity: Entity): string[] {
    const through = entity.provides.flatMap(api => [...this.users.get(api) ?? []]);
    return [...new Set([...this.users.get(refOf(entity)) ?? [], ...through])].filter(ref => ref !== refOf(entity)).sort();
  }

  /** What a group owns. */
  public ownedBy(group: string): readonly Entity[] {
    return this.owned.get(group) ?? [];
  }

  /** What is part of a system, or the systems of a domain. */
  public partsOf(ref: string): readonly Entity[] {
    return this.parts.get(ref) ?? [];
  }

  /** The groups of a group. */
  public membersOf(ref: string): readonly Entity[] {
    return this.members.get(ref) ?? [];
  }

  /** What the governance report says of an entity. */
  public governanceOf(entity: Entity): readonly GovernanceLine[] {
    return this.lines.get(refOf(entity)) ?? [];
  }

  private usersAt(ref: string): Set<string> {
    const users = this.users.get(ref) ?? new Set<string>();
    this.users.set(ref, users);
    return users;
  }

  /** A finding names a construct, and the entity is that construct or what is above it; or a Terraform resource, which lies in a stack of its own. */
  private placeGovernance(): void {
    for (const source of this.sources.filter(({ governance }) => governance !== undefined)) {
      const constructs = new Map<string, string>();
      const addresses = new Map<string, string>();
      source.catalog.entities.forEach(entity => entity.environments.forEach(({ name, construct, addresses: own = [] }) => {
        constructs.set(construct, refOf(entity));
        own.forEach(address => addresses.set(`${name} ${address}`, refOf(entity)));
      }));
      for (const line of source.governance?.lines ?? []) {
        const segments = line.construct.split('/');
        const path = segments.map((_, i) => segments.slice(0, segments.length - i).join('/')).find(prefix => constructs.has(prefix));
        const ref = path === undefined ? addresses.get(`${line.environment} ${line.address}`) : constructs.get(path);
        if (ref !== undefined) {
          this.lines.set(ref, [...this.lines.get(ref) ?? [], line]);
        }
      }
    }
  }
}

function push(map: Map<string, Entity[]>, key: string | undefined, entity: Entity): void {
  if (key === undefined) {
    return;
  }
  const list = map.get(key);
  if (list) {
    list.push(entity);
  } else {
    map.set(key, [entity]);
  }
}
