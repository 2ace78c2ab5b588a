import { Companions } from './companions';
import { annotationsWithCredentials, containersWithCredentials, entriesWithCredentials } from './credentials';
import { EnvironmentFacts } from './environment-facts';
import { identityOf } from './identity';
import { kindOf } from './kind-of';
import { IndexedPod, PodIndex } from './pod-index';
import { CONTAINER_LISTS, PodSpec, podsIn } from './pod-specs';
import { Subject, Target } from './subject';
import { isRecord } from '../core/checks';

/** An object for Kubernetes and where it came from. */
export interface Manifest {
  readonly body: Record<string, unknown>;
  /** Whether there are nulls in it; looked for when left out. */
  readonly hasNulls?: boolean;
  readonly file: string;
  readonly constructPath?: string;
}

/** Names of the ServiceAccount that every Pod of a namespace gets. */
const DEFAULT_ACCOUNT: ReadonlySet<unknown> = new Set(['', 'default']);

/** Everything that rules look at in the manifests of one environment, one after the other: each object, and each Pod specification in it. */
export function* kubernetesSubjects(manifests: readonly Manifest[], environment: EnvironmentFacts): Generator<Subject> {
  const objects = unwrapped(manifests).map(looked);
  const index = new PodIndex(indexed(objects));
  const companions = new Companions(objects, index);
  for (const object of objects) {
    const subject = ofObject(object, environment, companions);
    yield subject;
    for (const pod of object.pods) {
      yield ofPod(pod, subject, companions);
    }
  }
}

function ofObject({ body, kind, file, constructPath }: Looked, environment: EnvironmentFacts, companions: Companions): Subject {
  const { namespace, name } = placeOf(body);
  const target: Target = { plane: 'kubernetes', environment: environment.name, file, kind, namespace, name, constructPath };
  return {
    scope: 'object',
    environment,
    target,
    object: body,
    variables: {
      environment,
      identity: identityOf(body, environment),
      secretAnnotations: isRecord(body.metadata) ? annotationsWithCredentials(body.metadata) : [],
      ...kind === 'ConfigMap' ? { credentials: entriesWithCredentials(body) } : companions.ofObject(target, body),
    },
  };
}

function ofPod({ spec, metadata, pointer }: PodSpec, { environment, target, object }: Subject, companions: Companions): Subject {
  const containers = CONTAINER_LISTS.flatMap(list => Array.isArray(spec[list]) ? spec[list] as unknown[] : []);
  return {
    scope: 'pod',
    environment,
    target: pointer === '' ? target : { ...target, pointer },
    object,
    variables: {
      environment,
      pod: spec,
      podMetadata: metadata,
      containers,
      credentials: containersWithCredentials(containers),
      secretAnnotations: annotationsWithCredentials(metadata),
      defaultAccount: DEFAULT_ACCOUNT.has(spec.serviceAccountName ?? ''),
      ...companions.ofPods(target, metadata, spec),
    },
  };
}

/** The ServiceAccounts among objects, as `namespace/name`. */
export function serviceAccounts(manifests: readonly Manifest[]): string[] {
  return unwrapped(manifests)
    .filter(({ body }) => kindOf(body) === 'ServiceAccount')
    .map(({ body: { metadata } }) => isRecord(metadata) ? `${String(metadata.namespace)}/${String(metadata.name)}` : '');
}

/**
 * The objects in documents, however deep.
 *
 * Whatever has `items` is a list to kubectl, which applies each of them, so a kind that is none is looked at itself as well.
 */
function unwrapped(manifests: readonly Manifest[]): Manifest[] {
  const objects: Manifest[] = [];
  for (const manifest of manifests) {
    const { kind, items } = manifest.body;
    const isList = Array.isArray(items);
    if (!isList || !String(kind).endsWith('List')) {
      objects.push(manifest);
    }
    if (isList) {
      unwrapped(items.filter(isRecord).map(body => ({ ...manifest, body }))).forEach(object => objects.push(object));
    }
  }
  return objects;
}

/** An object as the API server understands it, and the Pods in it. */
interface Looked extends Manifest {
  readonly kind: string;
  readonly pods: readonly PodSpec[];
}

function looked({ body: given, hasNulls = holdsNull(given), file, constructPath }: Manifest): Looked {
  const body = hasNulls ? pruned(given) as Manifest['body'] : given;
  const kind = kindOf(body);
  return { body, kind, file, constructPath, pods: podsIn(body, kind) };
}

/** Fields that are undefined are not looked for: CEL takes them for absent, and hardly any document of ours is without one. */
function holdsNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(holdsNull));
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(entry => entry !== undefined && entry !== null).map(pruned);
  }
  return typeof value !== 'object' || value === null ? value : Object.fromEntries(Object.entries(value)
    .filter(([, entry]) => entry !== undefined && entry !== null)
    .map(([key, entry]) => [key, pruned(entry)]));
}

function indexed(objects: readonly Looked[]): IndexedPod[] {
  const found: IndexedPod[] = [];
  for (const { body, kind, pods } of objects) {
    for (const { spec, metadata } of pods) {
      const { name, namespace = '' } = placeOf(body);
      const labels = isRecord(metadata.labels) ? metadata.labels : {};
      found.push({ kind: kind.split('/').pop() ?? '', name, namespace, labels, account: String(spec.serviceAccountName) });
    }
  }
  return found;
}

function placeOf({ metadata }: Record<string, unknown>): Pick<Target, 'namespace' | 'name'> {
  const { name, generateName, namespace } = isRecord(metadata) ? metadata : {};
  return { namespace: textOf(namespace), name: textOf(name) ?? textOf(generateName) ?? '' };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
