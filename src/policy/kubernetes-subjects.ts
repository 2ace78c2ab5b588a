import { Companions } from './companions';
import { EnvironmentFacts } from './environment-facts';
import { Identities } from './identities';
import { PodIndex } from './pod-index';
import { CONTAINER_LISTS, Scan, scan } from './pod-specs';
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
  const objects = manifests.flatMap(unwrapped).map(({ body: written, file, constructPath }) => {
    const { body, pods } = looked(written);
    const { name, generateName, namespace } = isRecord(body.metadata) ? body.metadata : {};
    const target: Target = {
      plane: 'kubernetes',
      environment: environment.name,
      file,
      kind: kindOf(body),
      namespace: textOf(namespace),
      name: textOf(name) ?? textOf(generateName) ?? '',
      constructPath,
    };
    return { body, target, pods };
  });
  const index = new PodIndex(objects.flatMap(({ target: { kind, name, namespace = '' }, pods }) => pods.map(({ spec, metadata }) => ({
    kind: kind.split('/').pop() ?? '', name, namespace, labels: isRecord(metadata.labels) ? metadata.labels : {}, account: String(spec.serviceAccountName),
  }))));
  const companions = new Companions(objects.map(({ body }) => body), index);
  const identities = new Identities(environment);
  const subjects: Subject[] = [];
  for (const { body, target, pods } of objects) {
    const variables = { environment, identity: identities.of(body), ...companions.ofObject(target, body) };
    subjects.push({ scope: 'object', environment, target, object: body, variables });
    for (const { spec, metadata, pointer } of pods) {
      subjects.push({
        scope: 'pod',
        environment,
        object: body,
        target: pointer === '' ? target : { ...target, pointer },
        variables: {
          environment,
          pod: spec,
          podMetadata: metadata,
          containers: CONTAINER_LISTS.flatMap(list => Array.isArray(spec[list]) ? spec[list] as unknown[] : []),
          ...companions.ofPods(target, metadata, spec),
        },
      });
    }
  }
  return subjects;
}

/** The ServiceAccounts among objects, as `namespace/name`. */
export function serviceAccounts(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap(manifest => unwrapped(manifest))
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
function unwrapped(manifest: Manifest): Manifest[] {
  const { kind, items } = manifest.body;
  const inside = Array.isArray(items) ? items.filter(isRecord).flatMap(body => unwrapped({ ...manifest, body })) : [];
  if (Array.isArray(items) && String(kind).endsWith('List')) {
    return inside;
  }
  return [manifest, ...inside];
}

/** A document as the API server understands it, and the Pods in it. */
function looked(written: Record<string, unknown>): { readonly body: Record<string, unknown>; readonly pods: Scan['pods'] } {
  const { pods, hasNulls } = scan(written, kindOf(written));
  if (!hasNulls) {
    return { body: written, pods };
  }
  const body = pruned(written) as Record<string, unknown>;
  return { body, pods: scan(body, kindOf(body)).pods };
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
