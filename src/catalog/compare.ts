import { refOf } from './entity-ref';
import { edgesOf } from './graph';
import { Entity } from './model';

/** How two catalogs differ. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly Change[];
  /** `from kind to` of edges. */
  readonly addedEdges: readonly string[];
  readonly removedEdges: readonly string[];
}

/** A field that two catalogs say different things about, such as `tier` or `environments.prod.objects`. */
export interface Change {
  readonly entity: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

const EDGE_FIELDS = new Set(['dependsOn', 'provides', 'consumes', 'system', 'domain', 'parent', 'owner', 'origin', 'generated']);

/** What came, went and changed from one catalog to another. */
export function compareCatalogs(before: readonly Entity[], after: readonly Entity[]): Difference {
  const [old, now] = [before, after].map(entities => new Map(entities.map(item => [refOf(item), item])));
  const [oldEdges, nowEdges] = [before, after].map(entities => new Set(edgesOf(entities).map(({ from, kind, to }) => `${from} ${kind} ${to}`)));
  return {
    added: [...now.keys()].filter(reference => !old.has(reference)),
    removed: [...old.keys()].filter(reference => !now.has(reference)),
    changed: [...now].flatMap(([reference, item]) => {
      const previous = old.get(reference);
      return previous ? changesOf(reference, previous, item) : [];
    }),
    addedEdges: [...nowEdges].filter(edge => !oldEdges.has(edge)),
    removedEdges: [...oldEdges].filter(edge => !nowEdges.has(edge)),
  };
}

/** Whether there is no difference. */
export function isSame({ added, removed, changed, addedEdges, removedEdges }: Difference): boolean {
  return [added, removed, changed, addedEdges, removedEdges].every(list => list.length === 0);
}

/** Every entity that a difference is about. */
export function entitiesIn({ added, removed, changed, addedEdges, removedEdges }: Difference): string[] {
  const ends = [...addedEdges, ...removedEdges].map(edge => edge.split(' ')[0]);
  return [...new Set([...added, ...removed, ...changed.map(({ entity }) => entity), ...ends])].sort();
}

function changesOf(entity: string, before: Entity, after: Entity): Change[] {
  const [{ environments: old, ...was }, { environments: now, ...is }] = [before, after];
  const names = [...new Set([...old, ...now].map(({ name }) => name))];
  return [
    ...names.flatMap(name => {
      const [first, second] = [old, now].map(all => all.find(environment => environment.name === name));
      const field = `environments.${name}`;
      return first && second ? fieldsOf(entity, `${field}.`, first, second) : [{ entity, field, before: first, after: second }];
    }),
    ...fieldsOf(entity, '', was, is),
  ];
}

function fieldsOf(entity: string, place: string, before: object, after: object): Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(field => place !== '' || !EDGE_FIELDS.has(field)).sort();
  return fields.flatMap(field => {
    const [was, is] = [before, after].map(item => (item as Record<string, unknown>)[field]);
    return JSON.stringify(canonical(was)) === JSON.stringify(canonical(is)) ? [] : [{ entity, field: `${place}${field}`, before: was, after: is }];
  });
}

/** The same for what means the same: fields in order, without those that are nothing. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== '').sort(([a], [b]) => a < b ? -1 : 1).map(([key, entry]) => [key, canonical(entry)]))
    : value;
}
