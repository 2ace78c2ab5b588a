import { carried, carry, flatName, ownerField, ownerNamed, unflatName } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { kindOf, nameOf, refOf } from '../entity-ref';
import { Catalog, Entity, EntityLink, sortEntities } from '../model';

/** What Cortex has fields for. */
const NATIVE = ['title', 'description', 'links', 'tags', 'dependsOn', 'system', 'domain', 'parent'] as const;

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
  readonly 'x-cortex-dependency'?: readonly { readonly tag: string }[];
  readonly 'x-cortex-parents'?: readonly { readonly tag: string }[];
  readonly 'x-cortex-link'?: readonly { readonly name: string; readonly type: string; readonly url: string }[];
  readonly 'x-cortex-custom-metadata'?: { readonly pavement?: { readonly value: Record<string, unknown> } };
}

/** Cortex: one OpenAPI document for each entity. */
export const CORTEX: Portal = {
  name: 'cortex',
  title: 'Cortex',
  emit({ entities }: Catalog): PortalOutput {
    const losses = new Losses();
    return { files: entities.map(item => ({ path: `.cortex/catalog/${flatName(refOf(item))}.yaml`, documents: [cortexEntity(item, losses)] })), losses: losses.list };
  },
  parse: (files: readonly PortalFile[]) => ({
    labelDomain: '', library: '', entities: sortEntities(files.flatMap(({ documents }) => (documents as { info: CortexInfo }[]).map(({ info }) => fromCortex(info)))),
  }),
  problems: (files: readonly PortalFile[]) => files.flatMap(({ path, documents }) => documents.flatMap(document => schemaProblems(SCHEMA, document).map(text => `${path}: ${text}`))),
};

function cortexEntity(item: Entity, losses: Losses): object {
  const { title, name, description, owner, tags, links, kind, dependsOn, system, domain, parent } = item;
  const type = TYPES[kind] ?? kind;
  // a link has to have a type there
  const untyped = links.flatMap((link, i) => link.type === undefined ? [i] : []);
  const kept = carry(item, [...NATIVE, ...ownerField(item)], losses, 'custom metadata');
  return {
    openapi: '3.0.1',
    info: compact({
      'title': title ?? name,
      'description': description,
      'x-cortex-tag': flatName(refOf(item)),
      'x-cortex-type': type,
      'x-cortex-definition': Object.values(TYPES).includes(type) ? undefined : {},
      'x-cortex-owners': owner === undefined ? [] : [{ type: 'group', name: nameOf(owner) }],
      'x-cortex-groups': [...tags],
      'x-cortex-link': links.map(link => ({ name: link.title, type: link.type ?? 'documentation', url: link.url })),
      'x-cortex-dependency': dependsOn.map(target => ({ tag: flatName(target) })),
      'x-cortex-parents': [system, domain, parent].flatMap(target => target === undefined ? [] : [{ tag: flatName(target) }]),
      'x-cortex-custom-metadata': { pavement: { description: 'What Cortex has no field for', value: { ...kept, ...title !== undefined && { title }, untyped } } },
    }),
  };
}

function fromCortex(info: CortexInfo): Entity {
  const { 'x-cortex-owners': owners = [], 'x-cortex-link': links = [], 'x-cortex-parents': parents = [], 'x-cortex-custom-metadata': metadata } = info;
  const { untyped = [], ref, owner, ...kept } = (metadata?.pavement?.value ?? {}) as { untyped?: number[]; ref?: string; owner?: string };
  const above = parents.map(({ tag }) => unflatName(tag));
  const own = kindOf(String(ref));
  return carried({ ref, ...kept }, {
    description: info.description,
    owner: owner ?? ownerNamed(owners[0]?.name),
    tags: info['x-cortex-groups'],
    dependsOn: info['x-cortex-dependency']?.map(({ tag }) => unflatName(tag)),
    parent: above.find(reference => kindOf(reference) === own),
    system: above.find(reference => kindOf(reference) === 'system' && own !== 'system'),
    domain: above.find(reference => kindOf(reference) === 'domain' && own !== 'domain'),
    links: links.map(({ name, type, url }, i): EntityLink => ({ url, title: name, ...!untyped.includes(i) && { type } })),
  });
}
