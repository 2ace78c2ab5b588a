import { kindOf } from './entity-ref';
import { Entity } from './model';

/** References that lead back to where they began. */
export interface Cycle {
  /** Components that call each other in a circle work, and are hard to start and to reason about; everything else cannot be meant. */
  readonly severity: 'error' | 'warning';
  readonly through: 'parent' | 'dependsOn';
  /** In order, beginning with the first in the alphabet. */
  readonly path: readonly string[];
}

/** One cycle for each knot of references, found in one pass. */
export function cycles(entities: ReadonlyMap<string, Entity>): Cycle[] {
  const parent = (reference: string) => [entities.get(reference)?.parent].filter((next): next is string => next !== undefined && next !== reference);
  const dependsOn = (reference: string) => (entities.get(reference)?.dependsOn ?? []).filter(next => next !== reference);
  return [
    ...knots(entities, parent).map((path): Cycle => ({ severity: 'error', through: 'parent', path })),
    ...knots(entities, dependsOn).map((path): Cycle => ({
      severity: path.every(reference => kindOf(reference) === 'component') ? 'warning' : 'error', through: 'dependsOn', path,
    })),
  ];
}

/** Depth first without recursion: catalogs are deeper than the stack of calls. */
function knots(entities: ReadonlyMap<string, Entity>, next: (reference: string) => readonly string[]): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  for (const start of entities.keys()) {
    const path: string[] = [];
    const on = new Map<string, number>();
    const open: { reference: string; targets: readonly string[]; at: number }[] = [];
    const enter = (reference: string): void => {
      on.set(reference, path.length);
      path.push(reference);
      open.push({ reference, targets: next(reference).filter(target => entities.has(target)), at: 0 });
    };
    if (!done.has(start)) {
      enter(start);
    }
    while (open.length > 0) {
      const top = open[open.length - 1];
      const target = top.targets[top.at++];
      const at = target === undefined ? undefined : on.get(target);
      if (target === undefined) {
        open.pop();
        path.pop();
        on.delete(top.reference);
        done.add(top.reference);
      } else if (at !== undefined) {
        found.push(fromFirst(path.slice(at)));
      } else if (!done.has(target)) {
        enter(target);
      }
    }
  }
  return found;
}

function fromFirst(path: string[]): string[] {
  const at = path.indexOf([...path].sort()[0]);
  return [...path.slice(at), ...path.slice(0, at)];
}
