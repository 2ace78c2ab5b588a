import { DEFAULT_NAMESPACE, Entity } from './model';

/** The parts of a reference; what its author left out is undefined. */
export interface RefParts {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The full reference of an entity: `component:shop/cart`. */
export function refOf({ kind, namespace, name }: Pick<Entity, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}:${namespace}/${name}`;
}

/** A full reference from its parts. */
export function ref(kind: string, namespace: string, name: string): string {
  return `${kind}:${namespace}/${name}`;
}

/** Takes a reference apart: `[kind:][namespace/]name`, whatever the case of its letters. Undefined when it is none. */
export function parseRef(text: string): RefParts | undefined {
  const match = /^(?:([a-z][a-z0-9]*):)?(?:([a-z0-9]+(?:[-.][a-z0-9]+)*)\/)?([a-z0-9]+(?:[-_.][a-z0-9]+)*)$/.exec(text.trim().toLowerCase());
  return match ? { kind: match[1], namespace: match[2], name: match[3] } : undefined;
}

/** A reference as other entities would write it: the kind and the namespace filled in where they were left out. */
export function fullRef(text: string, kind: string, namespace = DEFAULT_NAMESPACE): string {
  const parts = parseRef(text);
  return parts ? `${parts.kind ?? kind}:${parts.namespace ?? namespace}/${parts.name}` : text;
}

/** The kind of a full reference. */
export function kindOf(reference: string): string {
  return reference.slice(0, reference.indexOf(':'));
}

/** The name of a full reference. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** The namespace of a full reference. */
export function namespaceOf(reference: string): string {
  return reference.slice(reference.indexOf(':') + 1, reference.lastIndexOf('/'));
}
