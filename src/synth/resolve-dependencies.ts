import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail } from '../core/problems';

/** What each construct depends on; constructs that depend on nothing are not in it. */
export type Dependencies = ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;

/**
 * Turns dependencies between constructs into dependencies between charts and between API objects, as cdk8s does before it writes.
 *
 * @param constructs - the whole tree, in order of creation
 * @returns all dependencies, and the charts that depend on another chart
 */
export function resolveDependencies(constructs: readonly IConstruct[]): { dependencies: Dependencies; dependent: Set<Chart> } {
  const dependencies = new Map<IConstruct, Set<IConstruct>>();
  const add = (source: IConstruct, target: IConstruct): void => {
    const targets = dependencies.get(source);
    if (targets) {
      targets.add(target);
    } else {
      dependencies.set(source, new Set([target]));
    }
  };
  for (const source of constructs) {
    // asked once: the answer is put together anew each time
    source.node.dependencies.forEach(target => add(source, target));
  }
  const depend = (source: IConstruct, target: IConstruct): void => {
    source.node.addDependency(target);
    add(source, target);
  };

  const dependent = new Set<Chart>();
  const inChart = new Set<IConstruct>();
  for (const construct of constructs) {
    if (Chart.isChart(construct) || (construct.node.scope && inChart.has(construct.node.scope))) {
      inChart.add(construct);
    }
  }
  for (const parent of constructs.filter(construct => Chart.isChart(construct))) {
    for (const child of parent.node.children.filter(construct => Chart.isChart(construct))) {
      depend(parent, child);
      dependent.add(parent as Chart);
    }
  }
  for (const [source, target] of edges(dependencies, inChart)) {
    const [sourceChart, targetChart] = [Chart.of(source), Chart.of(target)];
    if (sourceChart !== targetChart) {
      depend(sourceChart, targetChart);
      dependent.add(sourceChart);
    }
  }

  const apiObjects = new Map<IConstruct, ApiObject[]>();
  const apiObjectsOf = (construct: IConstruct): ApiObject[] => {
    let found = apiObjects.get(construct);
    if (!found) {
      const chart = Chart.of(construct);
      found = construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child) && Chart.of(child) === chart);
      apiObjects.set(construct, found);
    }
    return found;
  };
  for (const [source, target] of edges(dependencies, inChart)) {
    for (const targetObject of apiObjectsOf(target)) {
      for (const sourceObject of apiObjectsOf(source)) {
        if (targetObject !== sourceObject) {
          depend(sourceObject, targetObject);
        }
      }
    }
  }
  return { dependencies, dependent };
}

function edges(dependencies: Dependencies, inChart: ReadonlySet<IConstruct>): [IConstruct, IConstruct][] {
  return [...dependencies].flatMap(([source, targets]) => [...targets].map((target): [IConstruct, IConstruct] => {
    const outside = [source, target].find(end => !inChart.has(end));
    return outside === undefined ? [source, target] : fail(
      source.node.path, 'node.addDependency() must be between constructs of Kubernetes charts', outside.node.path,
      'bind() a service to what it needs; the planes wait for each other by themselves',
    );
  }));
}
