import { readAnnotations } from './backstage-annotations';
import { fullRef } from '../entity-ref';
import { Catalog, DEFAULT_NAMESPACE, Entity, EntityDefinition, EntityLink, entity, sortEntities } from '../model';

type Fields = Readonly<Record<string, unknown>>;

/** The entities of a `catalog-info.yaml`, whoever wrote it; what is no entity is left out. */
export function parseBackstage(documents: readonly unknown[]): Catalog {
  const managed = documents.map(document => readAnnotations(texts(fields(fields(document).metadata).annotations)));
  return {
    labelDomain: managed.find(({ labelDomain }) => labelDomain !== undefined)?.labelDomain ?? '',
    library: managed.find(({ library }) => library !== undefined)?.library ?? '',
    entities: sortEntities(documents.flatMap(document => parseBackstageEntity(document) ?? [])),
  };
}

/** One entity; undefined where a document is none. */
export function parseBackstageEntity(document: unknown): Entity | undefined {
  const { kind: given, metadata: about, spec: what } = fields(document);
  const metadata = fields(about);
  const spec = fields(what);
  const name = text(metadata.name);
  if (typeof given !== 'string' || name === undefined) {
    return undefined;
  }
  const kind = given.toLowerCase();
  const namespace = (text(metadata.namespace) ?? DEFAULT_NAMESPACE).toLowerCase();
  const { labelDomain: _, library: __, ...noted } = readAnnotations(texts(metadata.annotations));
  // what a reference leaves out is looked for in the namespace of the entity that holds it
  const reference = (value: unknown, fallback: string) => typeof value === 'string' && value !== '' ? fullRef(value, fallback, namespace) : undefined;
  const references = (value: unknown, fallback: string) => list(value).flatMap(item => reference(item, fallback) ?? []).sort();
  const profile = fields(spec.profile);
  return entity(kind, namespace, name.toLowerCase(), {
    ...noted,
    title: text(metadata.title) ?? (kind === 'group' || kind === 'user' ? text(profile.displayName) : undefined),
    description: text(metadata.description),
    type: text(spec.type) ?? '',
    owner: reference(spec.owner, 'group'),
    lifecycle: text(spec.lifecycle) ?? noted.lifecycle,
    system: reference(spec.system, 'system'),
    domain: reference(spec.domain, 'domain'),
    parent: reference(spec.parent, 'group') ?? reference(spec.subdomainOf, 'domain') ?? reference(spec.subcomponentOf, 'component'),
    contact: text(profile.email) ?? noted.contact,
    tags: list(metadata.tags).filter((tag): tag is string => typeof tag === 'string').sort(),
    links: list(metadata.links).flatMap(linkOf),
    dependsOn: references(spec.dependsOn, ''),
    provides: references(spec.providesApis, 'api'),
    consumes: references(spec.consumesApis, 'api'),
    definition: kind === 'api' ? definitionOf(spec.definition) : undefined,
    environments: noted.environments ?? [],
  });
}

function definitionOf(value: unknown): EntityDefinition | undefined {
  const { $text: file } = fields(value);
  return typeof value === 'string' ? { form: 'text', value } : typeof file === 'string' ? { form: 'file', value: file.replace(/^\.\//, '') } : undefined;
}

function linkOf(value: unknown): EntityLink[] {
  const { url, title, type } = fields(value);
  return typeof url === 'string' ? [{ url, title: text(title) ?? '', ...typeof type === 'string' && { type } }] : [];
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Fields : {};
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(fields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
