import { Companions } from './companions';
import { containerTexts } from './container-texts';
import { EnvironmentFacts } from './environment-facts';
import { identityOf } from './identity';
import { IndexedPod, PodIndex } from './pod-index';
import { CONTAINER_LISTS, PodSpec, scan } from './pod-specs';
import { Subject, Target } from './subject';
import { isRecord } from '../core/checks';

/** An object for Kubernetes and where it came from. */
export interface Manifest {
  readonly body: Record<string, unknown>;
  readonly file: string;
  readonly constructPath?: string;
}

/** Everything that rules look at in the manifests of one environment, one after the other: each object, and each Pod specification in it. */
export function* kubernetesSubjects(manifests: readonly Manifest[], environment: EnvironmentFacts): Generator<Subject> {
  const objects = manifests.flatMap(unwrapped).map(looked);
  const index = new PodIndex(objects.flatMap(object => object.pods.map(pod => indexed(object, pod))));
  const companions = new Companions(objects.map(({ body }) => body), index);
  for (const { body, kind, file, constructPath, pods } of objects) {
    const { namespace, name } = placeOf(body);
    const target: Target = { plane: 'kubernetes', environment: environment.name, file, kind, namespace, name, constructPath };
    const variables = { environment, identity: identityOf(body, environment), ...companions.ofObject(target, body) };
    yield { scope: 'object', environment, target, object: body, variables };
    for (const { spec, metadata, pointer } of pods) {
      const containers = CONTAINER_LISTS.flatMap(list => Array.isArray(spec[list]) ? spec[list] as unknown[] : []);
      yield {
        scope: 'pod',
        environment,
        object: body,
        target: pointer === '' ? target : { ...target, pointer },
        variables: {
          environment,
          pod: spec,
          podMetadata: metadata,
          containers,
          texts: containerTexts(containers),
          ...companions.ofPods(target, metadata, spec),
        },
      };
    }
  }
}

/** The ServiceAccounts among objects, as `namespace/name`. */
export function serviceAccounts(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap(unwrapped)
    .filter(({ body }) => kindOf(body) === 'ServiceAccount')
    .map(({ body: { metadata } }) => isRecord(metadata) ? `${String(metadata.namespace)}/${String(metadata.name)}` : '');
}

/** Kind of a document with its API group, such as `apps/Deployment`; the core group has none. */
export function kindOf({ apiVersion, kind }: Record<string, unknown>): string {
  const version = String(apiVersion);
  return version.includes('/') ? `${version.slice(0, version.indexOf('/'))}/${String(kind)}` : String(kind);
}

/**
 * The objects in a document, however deep.
 *
 * Whatever has `items` is a list to kubectl, which applies each of them, so a kind that is none is looked at itself as well.
 */
function unwrapped(manifest: Manifest): Manifest | Manifest[] {
  const { kind, items } = manifest.body;
  if (!Array.isArray(items)) {
    return manifest;
  }
  const inside = items.filter(isRecord).flatMap(body => unwrapped({ ...manifest, body }));
  return String(kind).endsWith('List') ? inside : [manifest, ...inside];
}

/** An object as the API server understands it, and the Pods in it. */
interface Looked extends Manifest {
  readonly kind: string;
  readonly pods: readonly PodSpec[];
}

function looked({ body, file, constructPath }: Manifest): Looked {
  const kind = kindOf(body);
  const { pods, hasNulls } = scan(body, kind);
  return hasNulls ? looked({ body: pruned(body) as Manifest['body'], file, constructPath }) : { body, kind, file, constructPath, pods };
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(entry => entry !== undefined && entry !== null).map(pruned);
  }
  return typeof value !== 'object' || value === null ? value : Object.fromEntries(Object.entries(value)
    .filter(([, entry]) => entry !== undefined && entry !== null)
    .map(([key, entry]) => [key, pruned(entry)]));
}

function indexed({ body, kind }: Looked, { spec, metadata }: PodSpec): IndexedPod {
  const { name, namespace = '' } = placeOf(body);
  const labels = isRecord(metadata.labels) ? metadata.labels : {};
  return { kind: kind.split('/').pop() ?? '', name, namespace, labels, account: String(spec.serviceAccountName) };
}

function placeOf({ metadata }: Record<string, unknown>): Pick<Target, 'namespace' | 'name'> {
  const { name, generateName, namespace } = isRecord(metadata) ? metadata : {};
  return { namespace: textOf(namespace), name: textOf(name) ?? textOf(generateName) ?? '' };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
