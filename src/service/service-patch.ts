import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ServiceSpec } from './resolve-service';
import { KeysOf, isAbsent, struct } from '../core/checks';
import { Problems } from '../core/problems';
import { recordException } from '../synth/exceptions';

/** A change of a rendered object. */
export interface ManifestPatch {
  /** Kind of the object, such as `Deployment`. */
  readonly kind: string;

  /** JSON pointer to the field, such as `/spec/template/spec/dnsPolicy`; it is added, or replaced where it is there. */
  readonly path: string;

  /**
   * What the field shall hold.
   *
   * @default - the field is removed
   */
  readonly value?: any; // eslint-disable-line @typescript-eslint/no-explicit-any

  /** Why no prop will do; at least ten characters, for whoever reviews it. */
  readonly reason: string;
}

const PATCH: KeysOf<ManifestPatch> = { kind: true, path: true, value: true, reason: true };
const SHORTEST_REASON = 10;

/** Fields that keep a workload from doing harm. */
const GUARDED = [
  'securityContext', 'serviceAccountName', 'serviceAccount', 'automountServiceAccountToken', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers',
  'hostPort', 'hostPath', 'shareProcessNamespace', 'privileged', 'capabilities', 'image', 'selector', 'matchLabels',
];

/** Fields that say what an object is and whose. */
const IDENTITY = ['apiVersion', 'kind', 'name', 'namespace', 'labels'];

/** Objects that are nothing but a guard. */
const GUARDS = ['NetworkPolicy', 'CiliumNetworkPolicy', 'Role', 'RoleBinding', 'ServiceAccount', 'SecretStore', 'ExternalSecret'];

/** Patches an object of a service, unless that would make it less safe. */
export function applyPatch(chart: Chart, { placed: { ownership: { labelDomain } } }: ServiceSpec, patch: ManifestPatch, problems: Problems): void {
  const { kind, path, value, reason } = struct(patch, 'patch()', PATCH, problems);
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const kinds = [...new Set(objects.map(object => object.kind))].filter(other => !GUARDS.includes(other)).sort();
  problems.must(kinds.includes(String(kind)), `the kind of patch() must be one of ${kinds.join(', ')}`, kind, 'name one of the service\'s objects; what guards it cannot be patched');
  problems.must(
    typeof reason === 'string' && reason.trim().length >= SHORTEST_REASON, `the reason of patch() must say in at least ${SHORTEST_REASON} characters why no prop will do`, reason,
    'it is written into the object and into the attestation',
  );
  const isPath = problems.must(
    typeof path === 'string' && /^(\/[^/]+)+$/.test(path), 'the path of patch() must be a JSON pointer', path, 'write it as "/spec/template/spec/dnsPolicy"',
  );
  const segments = isPath ? String(path).split('/').slice(1) : [];
  const guarded = [...segments, ...keysIn(value)].find(key => GUARDED.includes(key));
  problems.must(guarded === undefined, 'patch() must leave alone what keeps the service safe', guarded, 'ask the platform team for an exception');
  const identity = segments.find(key => IDENTITY.includes(key));
  problems.must(identity === undefined, 'patch() must leave alone what says whose an object is', identity, 'it follows from the service\'s place in the program');
  // replacing a whole part would drop what it holds
  problems.must(
    !isPath || !/^\/(apiVersion|kind|metadata|spec|spec\/template|spec\/template\/spec|spec\/template\/spec\/(containers|initContainers)(\/(\d+|-))?)$/.test(String(path)),
    'the path of patch() must be a field, not a whole part', path, 'name the field in it',
  );
  if (!problems.none) {
    return;
  }
  for (const object of objects.filter(other => other.kind === kind)) {
    object.addJsonPatch(isAbsent(value) ? JsonPatch.remove(String(path)) : JsonPatch.add(String(path), value));
    object.metadata.addAnnotation(`${labelDomain}/patched`, String(reason));
    recordException(chart, { object: `${object.kind}/${object.name}`, path: String(path), reason: String(reason) });
  }
}

function keysIn(value: unknown): string[] {
  return typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, entry]) => [key, ...keysIn(entry)]);
}
