import { EntityOrigin } from './model';

/** Something in a catalog that does not hold. */
export interface CatalogFinding {
  readonly rule: 'kind-less reference' | 'duplicate' | 'dangling reference' | 'orphan owner' | 'cycle';
  /** Whether it keeps the catalog from being used, or is only worth knowing. */
  readonly severity: 'error' | 'warning';
  /** The entity that it is about. */
  readonly entity: string;
  /** `must ..., got ...; what to do`. */
  readonly text: string;
  /** Path of the construct that declares the entity. */
  readonly construct?: string;
  /** Where the entity was written or declared. */
  readonly origin?: EntityOrigin;
}

/** A finding in one line: where, what must hold, what was found, what to do. */
export function catalogFindingText({ entity, text, construct, origin }: CatalogFinding): string {
  const at = [construct, origin && `${origin.file}:${origin.line}`].filter(part => part !== undefined).join(', ');
  return `[${at === '' ? entity : at}] ${text}`;
}
