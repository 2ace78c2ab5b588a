import { Losses } from './portal';
import { parseRef, refOf } from '../entity-ref';
import { DEFAULT_NAMESPACE, Entity, EntityEnvironment, entity } from '../model';

export type Field = Exclude<keyof Entity, 'kind' | 'namespace' | 'name' | 'origin' | 'generated'>;

const GROUP = `group:${DEFAULT_NAMESPACE}/`;

/** What only the catalog's own file has: too much of it for a portal, and of no use to its readers. */
const HEAVY = ['files', 'objects', 'addresses'] as const;

const FIELDS: readonly Field[] = [
  'title', 'description', 'type', 'owner', 'lifecycle', 'tier', 'system', 'domain', 'parent', 'contact', 'tags', 'links', 'dependsOn', 'provides', 'consumes',
  'definition', 'repository', 'docs', 'podSelector', 'environments',
];

/** Where a portal has names for owners and nothing more, only groups that need nothing more are native. */
export function ownerField({ owner }: Entity): Field[] {
  return owner === undefined || owner.startsWith(GROUP) ? ['owner'] : [];
}

/** The owner that a portal's name means. */
export function ownerNamed(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${GROUP}${name}`;
}

/** A reference as a name for all of a portal. Names have single hyphens, so that two of them part what makes one. */
export function flatName(reference: string): string {
  return reference.replace(/[:/]/g, '--');
}

/** The reference that such a name was made from. */
export function unflatName(name: string): string {
  return name.replace('--', ':').replace('--', '/');
}

/**
 * Everything of an entity that a portal has no field for, to be kept as data of our own there.
 *
 * @param native - the fields that the portal has
 * @param as - what it is kept as, for the loss report
 */
export function carry(item: Entity, native: readonly Field[], losses: Losses, as: string): Record<string, unknown> {
  const reference = refOf(item);
  const kept: Record<string, unknown> = { ref: reference };
  for (const field of FIELDS) {
    const value = item[field];
    const isThere = value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
    if (isThere && !native.includes(field)) {
      kept[field] = field === 'environments' ? item.environments.map(light) : value;
      losses.note(value, field, reference, as);
    }
  }
  noteHeavy(item, losses);
  return kept;
}

/** Notes what only the catalog's own file has. */
export function noteHeavy(item: Entity, losses: Losses): void {
  HEAVY.forEach(field => losses.note(item.environments.flatMap<unknown>(environment => environment[field]), `environments.${field}`, refOf(item)));
}

/** The entity that was carried, with what the portal's own fields say. */
export function carried(from: Readonly<Record<string, unknown>>, native: Partial<Entity>): Entity {
  const { ref, environments, ...rest } = from as { ref?: string; environments?: Partial<EntityEnvironment>[] };
  const { kind = 'component', namespace = 'default', name = '' } = parseRef(String(ref)) ?? { name: String(ref) };
  const said = Object.fromEntries(Object.entries(native).filter(([, value]) => value !== undefined));
  return entity(kind, namespace, name, { ...rest, ...said, environments: (environments ?? []).map(heavy) });
}

/** An environment without what only the catalog's own file has. */
export function light({ files: _, objects: __, addresses: ___, ...facts }: EntityEnvironment): Partial<EntityEnvironment> {
  return facts;
}

/** An environment as it is read back. */
export function heavy(facts: Partial<EntityEnvironment>): EntityEnvironment {
  return { name: '', tier: '', construct: '', cluster: '', account: '', region: '', namespaces: [], ...facts, files: [], objects: [], addresses: [] };
}
