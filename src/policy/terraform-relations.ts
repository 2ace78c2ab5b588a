import { PolicyStatement } from './policy-statements';
import { mentioned, wholeReference } from './terraform-references';
import { unknown } from './unknown';

type Body = Record<string, unknown>;

/** One resource that another speaks of. */
export interface Mention {
  /** The attribute in which it does. */
  readonly attribute: string;
  readonly address: string;
  /** Whether the attribute is that resource and nothing else: no choice between two, no part of a longer text. */
  readonly exact: boolean;
}

/** What is put together. */
export interface Related {
  readonly type: string;
  readonly address: string;
  readonly body: Body;
  readonly mentions: readonly Mention[];
  /** The statements of its policies. */
  readonly statements: readonly PolicyStatement[];
}

/** A resource as another one's rules see it; an unknown value when it may not exist. */
type Neighbour = string | Pick<Related, 'type' | 'body' | 'statements'> & Pick<Mention, 'attribute' | 'exact'>;

/** What of the other resources concerns one of them. */
export interface Neighbours {
  /** What it mentions, such as the key of a database, by the attribute. */
  readonly mentions: Readonly<Record<string, readonly Neighbour[]>>;
  /** What mentions it, such as the public access block of a bucket, by its type. */
  readonly mentionedBy: Readonly<Record<string, readonly Neighbour[]>>;
}

/** Who mentions whom in a configuration or a plan. */
export class Relations {
  private readonly byAddress = new Map<string, Related[]>();
  private readonly mentionedBy = new Map<string, { readonly by: Related; readonly mention: Mention }[]>();

  constructor(resources: readonly Related[]) {
    resources.forEach(resource => add(this.byAddress, resource.address, resource));
    resources.forEach(by => by.mentions.forEach(mention => add(this.mentionedBy, mention.address, { by, mention })));
  }

  public of(resource: Related): Neighbours {
    return {
      mentions: grouped(resource.mentions.flatMap(mention => (this.byAddress.get(mention.address) ?? [])
        .map((other): [string, Neighbour] => [mention.attribute, neighbour(other, resource, mention)]))),
      mentionedBy: grouped((this.mentionedBy.get(resource.address) ?? [])
        .map(({ by, mention }): [string, Neighbour] => [by.type, neighbour(by, resource, mention)])),
    };
  }
}

/** What a body of Terraform JSON mentions. */
export function mentionsOf(body: Body): Mention[] {
  return Object.entries(body).filter(([attribute]) => attribute !== '//').flatMap(([attribute, value]) => {
    const text = JSON.stringify(value) ?? '';
    if (attribute !== 'depends_on' && !text.includes('${')) {
      return [];
    }
    const exact = new Set(leaves(value).map(leaf => attribute === 'depends_on' ? leaf : wholeReference(leaf)));
    return mentioned(text).map((address): Mention => ({ attribute, address, exact: exact.has(address) }));
  });
}

/** A resource that Terraform may make none of is unknown to the rules of another, unless that one exists in the same number. */
function neighbour(other: Related, one: Related, { attribute, exact }: Mention): Neighbour {
  const { type, body, statements } = other;
  return existsWith(body, one.body) ? { type, attribute, exact, body, statements } : unknown(other.address);
}

/** Whether Terraform makes at least one of a resource, or as many as of another one. */
export function existsWith(body: Body, other: Body): boolean {
  return isCertain(body) || sameNumber(body, other);
}

function isCertain({ count, for_each: forEach }: Body): boolean {
  return (count === undefined || (typeof count === 'number' && count >= 1)) && forEach === undefined;
}

function sameNumber(one: Body, other: Body): boolean {
  return JSON.stringify([one.count, one.for_each]) === JSON.stringify([other.count, other.for_each]);
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

function grouped(entries: readonly [string, Neighbour][]): Record<string, Neighbour[]> {
  const groups: Record<string, Neighbour[]> = {};
  entries.forEach(([key, entry]) => (groups[key] ??= []).push(entry));
  return groups;
}

function add<T>(map: Map<string, T[]>, key: string, entry: T): void {
  const entries = map.get(key);
  if (entries) {
    entries.push(entry);
  } else {
    map.set(key, [entry]);
  }
}
