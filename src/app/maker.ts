import { IConstruct } from 'constructs';
import { Environment } from '../environment/environment';

/**
 * What the developer declared that a document comes from, such as `PostgresInstance prod/orders-db`; the path itself when nothing of
 * the library made it.
 *
 * @param path - path of the construct that made the document
 */
export function makerOf(app: IConstruct, path: string | undefined): string | undefined {
  if (path === undefined) {
    return undefined;
  }
  let [at, component]: [IConstruct | undefined, IConstruct | undefined] = [app, undefined];
  for (const id of path.split('/')) {
    at = at?.node.tryFindChild(id);
    component = at && 'componentType' in at ? at : component;
  }
  const made = component ?? (at && byResource(app, at));
  return made ? `${made.constructor.name} ${made.node.path}` : path;
}

/** The resources of all components of an environment are in one stack, each named after its component. */
function byResource(app: IConstruct, resource: IConstruct): IConstruct | undefined {
  const path = Environment.tryOf(resource)?._context.components.get(resource.node.id.split('_')[0]);
  return path?.split('/').reduce((at: IConstruct | undefined, id) => at?.node.tryFindChild(id), app);
}
