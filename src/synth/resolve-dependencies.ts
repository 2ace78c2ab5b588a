import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail } from '../core/problems';

/**
 * Turns dependencies between constructs into dependencies between charts and between API objects, as cdk8s does before it writes.
 *
 * @param constructs - the whole tree, in order of creation
 * @returns the charts that depend on another chart
 */
export function resolveDependencies(constructs: readonly IConstruct[]): Set<Chart> {
  const dependent = new Set<Chart>();
  const inChart = new Set<IConstruct>();
  for (const construct of constructs) {
    if (Chart.isChart(construct) || (construct.node.scope && inChart.has(construct.node.scope))) {
      inChart.add(construct);
    }
  }
  for (const parent of constructs.filter(construct => Chart.isChart(construct))) {
    for (const child of parent.node.children.filter(construct => Chart.isChart(construct))) {
      parent.node.addDependency(child);
      dependent.add(parent as Chart);
    }
  }
  for (const [source, target] of edges(constructs, inChart)) {
    const [sourceChart, targetChart] = [Chart.of(source), Chart.of(target)];
    if (sourceChart !== targetChart) {
      sourceChart.node.addDependency(targetChart);
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
  for (const [source, target] of edges(constructs, inChart)) {
    for (const targetObject of apiObjectsOf(target)) {
      for (const sourceObject of apiObjectsOf(source)) {
        if (targetObject !== sourceObject) {
          sourceObject.node.addDependency(targetObject);
        }
      }
    }
  }
  return dependent;
}

function edges(constructs: readonly IConstruct[], inChart: ReadonlySet<IConstruct>): [IConstruct, IConstruct][] {
  return constructs.flatMap(source => source.node.dependencies.map((target): [IConstruct, IConstruct] => {
    const outside = [source, target].find(end => !inChart.has(end));
    return outside === undefined ? [source, target] : fail(
      source.node.path, 'node.addDependency() must be between constructs of Kubernetes charts', outside.node.path,
      'bind() a service to what it needs; the planes wait for each other by themselves',
    );
  }));
}
