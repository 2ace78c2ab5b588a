import { IConstruct } from 'constructs';
import { Dependencies } from './resolve-dependencies';
import { fail } from '../core/problems';

/**
 * The constructs in the order in which cdk8s writes them: what something depends on comes before it, everything else as it was created.
 *
 * The same order as cdk8s's own dependency graph; unlike it, each construct is visited once, so that it stays linear in the number of
 * constructs and dependencies.
 *
 * @param constructs - all vertices, in order of creation
 * @param all - what each construct depends on
 * @throws when constructs depend on each other in a circle
 */
export function dependencyOrder<T extends IConstruct>(constructs: readonly T[], all: Dependencies): T[] {
  const dependencies = new Map<IConstruct, T[]>();
  const depended = new Set<IConstruct>();
  const sources = constructs.filter(construct => all.has(construct));
  if (sources.length > 0) {
    const vertices = new Set<IConstruct>(constructs);
    for (const construct of sources) {
      // dependencies on what is not a vertex are the business of whoever orders that
      const targets = [...all.get(construct) ?? []].filter((target): target is T => vertices.has(target));
      dependencies.set(construct, targets);
      targets.forEach(target => depended.add(target));
    }
  }

  const ordered = new Set<T>();
  const open = new Set<T>();
  const visit = (construct: T): void => {
    if (ordered.has(construct)) {
      return;
    }
    if (open.has(construct)) {
      const circle = [...open].slice([...open].indexOf(construct));
      fail(
        construct.node.path, 'constructs must not depend on each other in a circle', [...circle, construct].map(({ node }) => node.path).join(' => '),
        'remove one of the dependencies',
      );
    }
    open.add(construct);
    dependencies.get(construct)?.forEach(visit);
    open.delete(construct);
    ordered.add(construct);
  };
  // cdk8s starts from what nothing depends on; in a circle there may be no such construct, so the rest follows
  inOrderOfKeys(constructs.filter(construct => !depended.has(construct))).forEach(visit);
  constructs.forEach(visit);
  return [...ordered];
}

/** cdk8s keeps them in an object by path: paths that are numbers come first. */
function inOrderOfKeys<T extends IConstruct>(constructs: readonly T[]): T[] {
  return constructs.some(({ node }) => /^\d+$/.test(node.id))
    ? Object.values(Object.fromEntries(constructs.map(construct => [construct.node.path, construct])))
    : [...constructs];
}
