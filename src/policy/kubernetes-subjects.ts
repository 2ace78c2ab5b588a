import { Companions } from './companions';
import { EnvironmentFacts } from './environment-facts';
import { CONTAINER_LISTS, podSpecs } from './pod-specs';
import { Subject, Target } from './subject';
import { isRecord } from '../core/checks';

/** An object for Kubernetes and where it came from. */
export interface Manifest {
  readonly body: Record<string, unknown>;
  readonly file: string;
  readonly constructPath?: string;
}

/** Everything that rules look at in the manifests of one environment: each object, and each Pod specification in it. */
export function kubernetesSubjects(manifests: readonly Manifest[], environment: EnvironmentFacts): Subject[] {
  const objects = manifests.flatMap(manifest => unwrapped(manifest));
  const companions = new Companions(objects.map(({ body }) => body));
  return objects.flatMap(({ body, file, constructPath }): Subject[] => {
    const metadata = isRecord(body.metadata) ? body.metadata : {};
    const target: Target = {
      plane: 'kubernetes',
      environment: environment.name,
      file,
      kind: kindOf(body),
      name: textOf(metadata.name) ?? textOf(metadata.generateName) ?? '',
      ...typeof metadata.namespace === 'string' && { namespace: metadata.namespace },
      ...constructPath !== undefined && { constructPath },
    };
    const pods = podSpecs(body, target.kind).map(({ spec, metadata: podMetadata, pointer }): Subject => ({
      scope: 'pod',
      environment,
      object: body,
      target: pointer === '' ? target : { ...target, pointer },
      variables: {
        environment,
        pod: spec,
        podMetadata,
        containers: CONTAINER_LISTS.flatMap(list => Array.isArray(spec[list]) ? spec[list] as unknown[] : []),
        ...companions.of(target, podMetadata, spec),
      },
    }));
    return [{ scope: 'object', environment, target, object: body, variables: { environment } }, ...pods];
  });
}

/** Kind of a document with its API group, such as `apps/Deployment`; the core group has none. */
export function kindOf({ apiVersion, kind }: Record<string, unknown>): string {
  const version = String(apiVersion);
  return version.includes('/') ? `${version.slice(0, version.indexOf('/'))}/${String(kind)}` : String(kind);
}

/** The objects in a document: a list stands for what is in it, however deep. */
function unwrapped(manifest: Manifest): Manifest[] {
  const { kind, items } = manifest.body;
  if (!String(kind).endsWith('List') || !Array.isArray(items)) {
    return [{ ...manifest, body: withoutNulls(manifest.body) }];
  }
  return items.filter(isRecord).flatMap(body => unwrapped({ ...manifest, body }));
}

/** A document without fields that say nothing: to the API server null is as good as absent. The same one when there are none. */
function withoutNulls<T>(value: T): T {
  return hasNulls(value) ? pruned(value) as T : value;
}

function hasNulls(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value === null || value === undefined;
  }
  for (const key in value) {
    if (hasNulls((value as Record<string, unknown>)[key])) {
      return true;
    }
  }
  return false;
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(entry => entry !== undefined && entry !== null).map(pruned);
  }
  return typeof value !== 'object' || value === null ? value : Object.fromEntries(Object.entries(value)
    .filter(([, entry]) => entry !== undefined && entry !== null)
    .map(([key, entry]) => [key, pruned(entry)]));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
