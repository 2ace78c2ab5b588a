import { ControlPlane } from '../harness/control-plane';

/** Where the API server takes objects of a kind. */
export interface Endpoint {
  readonly path: string;
  readonly namespaced: boolean;
}

interface ResourceList {
  readonly resources: { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Every kind that the server knows, as `apps/v1/Deployment`, with where it takes them. */
export async function endpoints(controlPlane: ControlPlane): Promise<Map<string, Endpoint>> {
  const found = new Map<string, Endpoint>();
  const { groups } = (await controlPlane.request('GET', '/apis')).body as unknown as { groups: { versions: { groupVersion: string }[] }[] };
  const versions = ['v1', ...groups.flatMap((group) => group.versions.map(({ groupVersion }) => groupVersion))];
  for (const version of versions) {
    const root = version === 'v1' ? '/api/v1' : `/apis/${version}`;
    const { resources } = (await controlPlane.request('GET', root)).body as unknown as ResourceList;
    for (const { name, kind, namespaced } of resources.filter((resource) => !resource.name.includes('/'))) {
      found.set(`${version}/${kind}`, { path: `${root}/{namespace}${name}`, namespaced });
    }
  }
  return found;
}

/** The address to which an object is sent. */
export function addressOf({ path, namespaced }: Endpoint, namespace: string): string {
  return path.replace('{namespace}', namespaced ? `namespaces/${namespace}/` : '');
}
