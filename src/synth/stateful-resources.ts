import { isRecord } from '../core/checks';
import { STATEFUL_TYPES } from '../core/stateful-types';

/** A resource of a Terraform stack that holds data. */
export interface StatefulResource {
  /** The component it belongs to, such as `orders-db`; its own name, where it belongs to none. */
  readonly component: string;
  /** Such as `aws_db_instance.orders-db`. */
  readonly address: string;
  /** Its name outside of Terraform. */
  readonly identifier?: string;
  /** What cannot be changed without losing it, by attribute; references are the text that Terraform reads. */
  readonly immutable: Readonly<Record<string, unknown>>;
  /** How much it can hold, where AWS can only make that more. */
  readonly storageGiB?: number;
  /** Addresses of what it cannot be without, such as its key. */
  readonly needs: readonly string[];
  /** The provider that it is managed by, where that is not the stack's own: Terraform needs it to forget it, too. */
  readonly provider?: Readonly<Record<string, unknown>>;
}

type Body = Record<string, unknown>;

/** Addresses of all resources of a stack, with what each of them says. */
export function resourcesByAddress({ resource }: Body): Map<string, Body> {
  return new Map(entries(resource).flatMap(([type, byName]) => entries(byName).map(([name, body]): [string, Body] => [`${type}.${name}`, isRecord(body) ? body : {}])));
}

/** The resources of a stack that hold data, sorted by address. */
export function statefulResources(stack: Body): StatefulResource[] {
  const resources = resourcesByAddress(stack);
  return [...resources].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([address, body]): StatefulResource[] => {
    const [type, name] = address.split('.');
    const stateful = Object.hasOwn(STATEFUL_TYPES, type) ? STATEFUL_TYPES[type] : undefined;
    if (!stateful || (stateful.copyOf !== undefined && body[stateful.copyOf] !== undefined)) {
      return [];
    }
    const { identifier, immutable, storage } = stateful;
    return [{
      component: componentOf(body) ?? name,
      address,
      ...identifier !== undefined && typeof body[identifier] === 'string' && { identifier: body[identifier] },
      immutable: Object.fromEntries(immutable.filter(attribute => body[attribute] !== undefined).map(attribute => [attribute, body[attribute]])),
      ...storage !== undefined && typeof body[storage] === 'number' && { storageGiB: body[storage] },
      needs: neededBy(address, resources),
      ...providerOf(body, stack),
    }];
  });
}

/** What a resource refers to, and what that refers to, without itself. */
function neededBy(address: string, resources: ReadonlyMap<string, Body>): string[] {
  const seen = new Set([address]);
  const open = [address];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = JSON.stringify({ ...resources.get(next), '//': undefined });
    const mentioned = [...text.matchAll(REFERENCE)].map(([reference]) => reference)
      .filter(reference => resources.has(reference) && !seen.has(reference));
    mentioned.forEach(reference => seen.add(reference));
    open.push(...mentioned);
  }
  seen.delete(address);
  return [...seen].sort();
}

/** A resource of another provider than the first says so as `aws.<alias>`. */
function providerOf(body: Body, { provider }: Body): { provider?: Body } {
  const [type, alias] = String(body.provider ?? '').split('.');
  const configurations = isRecord(provider) && Array.isArray(provider[type]) ? provider[type] as Body[] : [];
  const configuration = alias === undefined ? undefined : configurations.find(each => each.alias === alias);
  return configuration ? { provider: configuration } : {};
}

const REFERENCE = /\b[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][A-Za-z0-9_-]*/g;

/** The component that the tags name. */
function componentOf({ tags }: Body): string | undefined {
  const [, component] = entries(tags).find(([key]) => key.endsWith('/component')) ?? [];
  return typeof component === 'string' ? component : undefined;
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value).filter(([key]) => key !== '//') : [];
}
