import { parseRef, refOf } from './entity-ref';
import { Entity, EntityObject } from './model';

/** How a name was understood, and what it means. */
export interface Found {
  readonly as: 'reference' | 'file' | 'Kubernetes object' | 'Terraform address';
  readonly entities: readonly Entity[];
}

/** Short names that kubectl takes for kinds. */
const SHORT_KINDS: Record<string, string> = {
  deploy: 'deployment', svc: 'service', cm: 'configmap', sa: 'serviceaccount', netpol: 'networkpolicy', hpa: 'horizontalpodautoscaler', pdb: 'poddisruptionbudget', ns: 'namespace', ing: 'ingress', po: 'pod',
};

/**
 * What a name means, in any of the forms in which people have it at hand:
 *
 * - a reference: `component:shop/cart`, `shop/cart`, `cart`, in any case of letters
 * - a file that synth wrote: `dist/prod/cart.k8s.yaml`, or the definition of an API
 * - a Kubernetes object: `deployment/cart`, `deployments.apps/cart`, `deployment shop/cart`, `shop/deployment/cart`
 * - a Terraform address: `aws_kms_key.orders-db_key`, with module and index if need be
 */
export function findEntities(entities: readonly Entity[], name: string): Found {
  const text = name.trim();
  const forms: [Found['as'], (item: Entity) => boolean][] = [
    ['Terraform address', byAddress(text)],
    ['file', byFile(text)],
    ['reference', byReference(text)],
    ['Kubernetes object', byObject(text)],
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
  return text.split(/[\s/\\:]+/).pop() ?? '';
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
  return ({ environments, definition }) => /\.[a-z]+$/i.test(path)
    && (environments.some(({ files }) => files.some(isPath)) || (definition?.form === 'file' && isPath(definition.value)));
}

function byAddress(text: string): (item: Entity) => boolean {
  const address = text.replace(/^(module\.[^.]+\.)*/, '').replace(/\[[^\]]*\]$/, '');
  return ({ environments }) => address.includes('.') && environments.some(({ addresses }) => addresses.includes(address));
}

function byObject(text: string): (item: Entity) => boolean {
  const [name, second, third] = text.split(/[\s/]+/).filter(part => part !== '').reverse();
  const inNamespace = (namespace: string, kind: string): EntityObject => ({ namespace, kind, name });
  const wanted = third === undefined ? [{ kind: second, name }] : [inNamespace(second, third), inNamespace(third, second)];
  const isWanted = (object: EntityObject) => wanted.some(wish => isObject(object, wish));
  return ({ environments }) => second !== undefined && environments.some(({ objects }) => objects.some(isWanted));
}

function isObject(object: EntityObject, wanted: EntityObject): boolean {
  const given = wanted.kind.toLowerCase().split('.')[0];
  const kind = object.kind.toLowerCase();
  const names = [kind, `${kind}s`, `${kind}es`, kind.replace(/y$/, 'ies')];
  const isThere = wanted.namespace === undefined || object.namespace === wanted.namespace;
  return object.name === wanted.name && names.includes(SHORT_KINDS[given] ?? given) && isThere;
}
