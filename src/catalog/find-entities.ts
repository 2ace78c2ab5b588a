import { parseRef, refOf } from './entity-ref';
import { Entity, EntityObject } from './model';
import { WORKLOADS, workloadNames } from './workload-names';

/** How a name was understood, and what it means. */
export interface Found {
  readonly as: 'reference' | 'construct' | 'file' | 'Kubernetes object' | 'Terraform address';
  readonly entities: readonly Entity[];
}

/** Short names that kubectl takes for kinds. */
const SHORT_KINDS: Record<string, string> = {
  deploy: 'deployment', svc: 'service', cm: 'configmap', sa: 'serviceaccount', netpol: 'networkpolicy', hpa: 'horizontalpodautoscaler', pdb: 'poddisruptionbudget', ns: 'namespace', ing: 'ingress', po: 'pod', rs: 'replicaset', sts: 'statefulset', ds: 'daemonset', cj: 'cronjob',
};

/**
 * What a name means, in any of the forms in which people have it at hand:
 *
 * - a reference: `component:shop/cart`, `shop/cart`, `cart`, in any case of letters
 * - a construct as messages name it: `prod/cart`, and what is below it
 * - a file that synth wrote: `dist/prod/cart.k8s.yaml`, the stack of an environment, or the definition of an API
 * - a Kubernetes object: `deployment/cart`, `deployments.apps/cart`, `deployment shop/cart`, `shop/deployment/cart`; what its controllers made, such as
 *   `pod/cart-7c9f8b6d5-x2x9z`; a namespace for everything in it
 * - a Terraform address: `aws_kms_key.orders-db_key`, with module and index if need be
 */
export function findEntities(entities: readonly Entity[], name: string): Found {
  const text = name.trim();
  const forms: [Found['as'], (item: Entity) => boolean][] = [
    ['Terraform address', byAddress(text)],
    ['file', byFile(text)],
    ['reference', byReference(text)],
    ['construct', byConstruct(text)],
    ['Kubernetes object', byObject(text)],
    ['Kubernetes object', byMaker(text)],
    ['Kubernetes object', byNamespace(text)],
  ];
  for (const [as, matches] of forms) {
    const found = entities.filter(matches);
    if (found.length > 0) {
      return { as, entities: found };
    }
  }
  return { as: 'reference', entities: [] };
}

/** Text that is in everything a name can mean, so that what does not have it need not be looked at. */
export function essenceOf(name: string): string {
  const text = name.trim().replace(/\[[^\]]*\]$/, '').replace(/^(module\.[^.]+\.)*/, '');
  const last = text.split(/[\s/\\:]+/).pop() ?? '';
  const [kind] = objectsNamed(text).map(object => kindNamed(object.kind));
  return workloadNames(kind ?? '', last).reduce((shortest, maker) => maker.length < shortest.length ? maker : shortest, last);
}

/** References that are nearly what somebody wrote, for a message. */
export function similar(entities: readonly Entity[], name: string): string[] {
  const wanted = name.toLowerCase().replace(/^.*[:/]/, '');
  return entities.filter(item => item.name.includes(wanted) || (item.name.length > 3 && wanted.includes(item.name))).map(refOf).slice(0, 5);
}

function byReference(text: string): (item: Entity) => boolean {
  const parts = parseRef(text);
  return ({ kind, namespace, name }) => parts !== undefined && name === parts.name
    && (parts.kind === undefined || kind === parts.kind) && (parts.namespace === undefined || namespace === parts.namespace);
}

function byFile(text: string): (item: Entity) => boolean {
  const path = text.replace(/\\/g, '/').replace(/^\.\//, '');
  const isPath = (file: string) => path === file || path.endsWith(`/${file}`);
  const [, stack] = /(?:^|\/)stacks\/([^/]+)\/cdk\.tf\.json$/.exec(path) ?? [];
  return ({ environments, definition }) => /\.[a-z]+$/i.test(path)
    && (environments.some(({ name, files, addresses }) => files.some(isPath) || (name === stack && addresses.length > 0)) || (definition?.form === 'file' && isPath(definition.value)));
}

function byAddress(text: string): (item: Entity) => boolean {
  const address = text.replace(/^(module\.[^.]+\.)*/, '').replace(/\[[^\]]*\]$/, '');
  return ({ environments }) => address.includes('.') && environments.some(({ addresses }) => addresses.includes(address));
}

function byConstruct(text: string): (item: Entity) => boolean {
  return ({ environments }) => text.includes('/') && environments.some(({ construct }) => text === construct || text.startsWith(`${construct}/`));
}

function byObject(text: string): (item: Entity) => boolean {
  const wanted = objectsNamed(text);
  const isWanted = (object: EntityObject) => wanted.some(wish => isObject(object, wish));
  return ({ environments }) => wanted.length > 0 && environments.some(({ objects }) => objects.some(isWanted));
}

/** By what controllers made of it. */
function byMaker(text: string): (item: Entity) => boolean {
  const makers = objectsNamed(text).flatMap(({ kind, namespace, name }) =>
    workloadNames(kindNamed(kind), name).map(maker => ({ namespace, name: maker })));
  const isMaker = (object: EntityObject) => WORKLOADS.has(object.kind.toLowerCase())
    && makers.some(({ namespace, name }) => name === object.name && isIn(object, namespace));
  return ({ environments }) => makers.length > 0 && environments.some(({ objects }) => objects.some(isMaker));
}

function byNamespace(text: string): (item: Entity) => boolean {
  const [wanted] = objectsNamed(text).filter(({ kind, namespace }) => namespace === undefined && kindNamed(kind) === 'namespace');
  return ({ environments }) => wanted !== undefined && environments.some(({ namespaces }) => namespaces.includes(wanted.name));
}

/** The objects that a text can name: with a namespace, before or behind the kind, or with none. */
function objectsNamed(text: string): EntityObject[] {
  const [name, second, third] = text.split(/[\s/]+/).filter(part => part !== '').reverse();
  const inNamespace = (namespace: string, kind: string): EntityObject => ({ namespace, kind, name });
  return second === undefined ? [] : third === undefined ? [{ kind: second, name }] : [inNamespace(second, third), inNamespace(third, second)];
}

/** A kind as somebody wrote it, in one form. */
function kindNamed(text: string): string {
  const given = text.toLowerCase().split('.')[0];
  return SHORT_KINDS[given] ?? given.replace(/^(pod|replicaset|job|namespace)s$/, '$1');
}

function isObject(object: EntityObject, wanted: EntityObject): boolean {
  const kind = object.kind.toLowerCase();
  const names = [kind, `${kind}s`, `${kind}es`, kind.replace(/y$/, 'ies')];
  return object.name === wanted.name && names.includes(kindNamed(wanted.kind)) && isIn(object, wanted.namespace);
}

function isIn(object: EntityObject, namespace: string | undefined): boolean {
  return namespace === undefined || object.namespace === namespace;
}
