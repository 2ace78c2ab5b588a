import { Catalog, Entity, entity } from './model';

/** Where the whole catalog is kept, below the governance folder: what no portal has a place for as well. */
export const CATALOG_JSON = 'catalog.json';

const SCHEMA = 'https://github.com/pavement-dev/pavement/catalog/v1';

/** A catalog as JSON. What an entity has nothing of is left out. */
export function catalogJson({ labelDomain, library, entities }: Catalog): string {
  return `${JSON.stringify({ schema: SCHEMA, labelDomain, library, entities: entities.map(({ origin: _, generated: __, ...said }) => withoutEmpty(said)) }, undefined, 2)}\n`;
}

/** Whether a text is a catalog as `catalogJson` writes it. */
export function isCatalogJson(document: unknown): document is Catalog {
  return typeof document === 'object' && document !== null && (document as { schema?: unknown }).schema === SCHEMA;
}

/** The catalog of a document. */
export function catalogFromJson({ labelDomain, library, entities }: Catalog): Catalog {
  return { labelDomain, library, entities: entities.map(({ kind, namespace, name, ...rest }) => entity(kind, namespace, name, rest)) };
}

function withoutEmpty(said: Omit<Entity, 'origin' | 'generated'>): object {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}
