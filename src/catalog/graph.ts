import { refOf } from './entity-ref';
import { Entity } from './model';

/** How one entity leads to another. */
export type EdgeKind = 'dependsOn' | 'provides' | 'consumes' | 'partOf' | 'ownedBy';

/** A line of the graph. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

/** Every edge of a catalog, sorted. */
export function edgesOf(entities: readonly Entity[]): Edge[] {
  return entities
    .flatMap(item => {
      const from = refOf(item);
      const to = (kind: EdgeKind, targets: readonly (string | undefined)[]) =>
        targets.flatMap((target): Edge[] => target === undefined ? [] : [{ from, to: target, kind }]);
      return [
        ...to('dependsOn', item.dependsOn), ...to('provides', item.provides), ...to('consumes', item.consumes),
        ...to('partOf', [item.system, item.domain, item.parent]), ...to('ownedBy', [item.owner]),
      ];
    })
    .map(edge => ({ edge, key: `${edge.from} ${edge.kind} ${edge.to}` }))
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
    .map(({ edge }) => edge);
}

/** Which way a change travels: to those that need something, or to what something needs. */
export type Direction = 'dependents' | 'dependencies';

/** An entity that a change reaches. */
export interface Reached {
  readonly reference: string;
  /** Steps from the nearest of the changed entities; 0 for those themselves. */
  readonly distance: number;
  /** The entity that it was reached from. */
  readonly via?: string;
}

/** Everything that a change reaches, nearest first. Takes time proportional to entities and references. */
export function reach(entities: readonly Entity[], changed: readonly string[], direction: Direction, depth = Infinity): Reached[] {
  const next = new Map<string, string[]>();
  const link = (from: string, to: string) => {
    const targets = next.get(from);
    if (targets) {
      targets.push(to);
    } else {
      next.set(from, [to]);
    }
  };
  const needs = (whoever: string, what: string) => direction === 'dependents' ? link(what, whoever) : link(whoever, what);
  for (const item of entities) {
    const reference = refOf(item);
    [...item.dependsOn, ...item.consumes].forEach(target => needs(reference, target));
    // an API is what its component makes of it
    item.provides.forEach(api => needs(api, reference));
  }
  const found = new Map<string, Reached>(changed.map(reference => [reference, { reference, distance: 0 }]));
  // a map goes on to what is added to it meanwhile
  for (const { reference, distance } of found.values()) {
    if (distance < depth) {
      (next.get(reference) ?? []).sort().forEach(target => {
        if (!found.has(target)) {
          found.set(target, { reference: target, distance: distance + 1, via: reference });
        }
      });
    }
  }
  return [...found.values()];
}
