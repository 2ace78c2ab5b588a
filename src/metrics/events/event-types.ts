import * as cdevents from './cdevents-schemas.json';
import { shortType } from './event';
import * as own from './pavement-schemas.json';

/** Every type that a log accepts, with its version, by its short name. */
export const EVENT_TYPES: ReadonlyMap<string, string> = new Map(
  [...Object.keys(cdevents.types), ...Object.keys(own.types)].map((type): [string, string] => [shortType(type), type]),
);

/** Where the schema of a type of our own is named; nothing for a type of the standard. */
export function schemaUri(type: string): string | undefined {
  return (own.types as Record<string, { readonly $id: string } | undefined>)[type]?.$id;
}
