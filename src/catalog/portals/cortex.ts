import { carried, carry } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { nameOf, refOf } from '../entity-ref';
import { Catalog, Entity, EntityLink, sortEntities } from '../model';

/** What Cortex has fields for; relations and links are there as well, in its own words. */
const NATIVE = ['title', 'description', 'links', 'owner', 'tags'] as const;

/** Types that Cortex has of itself; everything else is a custom type, which has to be made there first. */
const TYPES: Record<string, string> = { component: 'service', domain: 'domain', group: 'team' };

const TAG = { type: 'string', pattern: '^[a-z0-9]+(-{1,2}[a-z0-9]+)*$' };

/** By the rules of Cortex's documentation; @see https://docs.cortex.io/ingesting-data-into-cortex/entities/yaml */
const SCHEMA = {
  type: 'object',
  required: ['openapi', 'info'],
  properties: {
    openapi: { type: 'string', pattern: '^3\\.' },
    info: {
      type: 'object',
      required: ['title', 'x-cortex-tag', 'x-cortex-type'],
      properties: {
        'title': { type: 'string', minLength: 1 },
        'description': { type: 'string' },
        'x-cortex-tag': TAG,
        'x-cortex-type': { type: 'string', minLength: 1 },
        'x-cortex-owners': { type: 'array', items: { type: 'object', required: ['type', 'name'], properties: { type: { enum: ['group', 'email', 'slack'] }, name: { type: 'string' } } } },
        'x-cortex-groups': { type: 'array', items: { type: 'string' } },
        'x-cortex-link': { type: 'array', items: { type: 'object', required: ['name', 'type', 'url'] } },
        'x-cortex-dependency': { type: 'array', items: { type: 'object', required: ['tag'], properties: { tag: TAG } } },
        'x-cortex-parents': { type: 'array', items: { type: 'object', required: ['tag'], properties: { tag: TAG } } },
        'x-cortex-custom-metadata': { type: 'object' },
      },
      if: { properties: { 'x-cortex-type': { enum: ['service', 'domain', 'team'] } } },
      else: { required: ['x-cortex-definition'] },
    },
  },
};

interface CortexInfo {
  readonly 'title': string;
  readonly 'description'?: string;
  readonly 'x-cortex-owners'?: readonly { readonly name: string }[];
  readonly 'x-cortex-groups'?: readonly string[];
  readonly 'x-cortex-link'?: readonly { readonly name: string; readonly type: string; readonly url: string }[];
  readonly 'x-cortex-custom-metadata'?: { readonly pavement?: { readonly value: Record<string, unknown> } };
}

/** Cortex: one OpenAPI document for each entity. */
export const CORTEX: Portal = {
  name: 'cortex',
  title: 'Cortex',
  emit({ entities }: Catalog): PortalOutput {
    const losses = new Losses();
    return { files: entities.map(item => ({ path: `.cortex/catalog/${tagOf(refOf(item))}.yaml`, documents: [cortexEntity(item, losses)] })), losses: losses.list };
  },
  parse: (files: readonly PortalFile[]) => ({
    labelDomain: '', library: '', entities: sortEntities(files.flatMap(({ documents }) => (documents as { info: CortexInfo }[]).map(({ info }) => fromCortex(info)))),
  }),
  problems: (files: readonly PortalFile[]) => files.flatMap(({ path, documents }) => documents.flatMap(document => schemaProblems(SCHEMA, document).map(text => `${path}: ${text}`))),
};

function cortexEntity(item: Entity, losses: Losses): object {
  const { title, name, description, owner, tags, links, kind, dependsOn, system, domain, parent } = item;
  const type = TYPES[kind] ?? kind;
  const kept = carry(item, NATIVE, losses, 'custom metadata');
  return {
    openapi: '3.0.1',
    info: compact({
      'title': title ?? name,
      'description': description,
      'x-cortex-tag': tagOf(refOf(item)),
      'x-cortex-type': type,
      'x-cortex-definition': Object.values(TYPES).includes(type) ? undefined : {},
      'x-cortex-owners': owner === undefined ? [] : [{ type: 'group', name: nameOf(owner) }],
      'x-cortex-groups': [...tags],
      'x-cortex-link': links.map(link => ({ name: link.title, type: link.type ?? 'documentation', url: link.url })),
      'x-cortex-dependency': dependsOn.map(target => ({ tag: tagOf(target) })),
      'x-cortex-parents': [system, domain, parent].flatMap(target => target === undefined ? [] : [{ tag: tagOf(target) }]),
      'x-cortex-custom-metadata': { pavement: { description: 'What Cortex has no field for', value: { ...kept, ...title !== undefined && { title }, untyped: links.flatMap((link, i) => link.type === undefined ? [i] : []) } } },
    }),
  };
}

function fromCortex({ 'title': _, description, 'x-cortex-owners': owners = [], 'x-cortex-groups': groups = [], 'x-cortex-link': links = [], 'x-cortex-custom-metadata': metadata }: CortexInfo): Entity {
  const { untyped = [], ...kept } = (metadata?.pavement?.value ?? {}) as { untyped?: number[] };
  return carried(kept, {
    description,
    owner: owners[0] && `group:default/${owners[0].name}`,
    tags: groups,
    links: links.map(({ name, type, url }, i): EntityLink => ({ url, title: name, ...!untyped.includes(i) && { type } })),
  });
}

/** Tags are for all of Cortex. Names have single hyphens, so that two of them part what makes one. */
function tagOf(reference: string): string {
  return reference.replace(/[:/]/g, '--');
}
