import { carried, carry } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { nameOf, refOf } from '../entity-ref';
import { Catalog, Entity, sortEntities } from '../model';

const NATIVE = ['description', 'type', 'lifecycle', 'tier'] as const;

/** What each kind is called there; what has no word is a component of its own type. */
const WORDS: Record<string, string> = { system: 'system', domain: 'domain', group: 'team' };

const alias = { type: 'string', pattern: '^[a-z0-9]+([_-]+[a-z0-9]+)*$' };
const text = { type: 'string', minLength: 1 };
const BODY = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: text,
    aliases: { type: 'array', items: alias },
    type: text,
    description: text,
    owner: alias,
    lifecycle: text,
    tier: text,
    system: alias,
    domain: alias,
    parent: alias,
    tags: { type: 'array', items: { type: 'object', required: ['key', 'value'], properties: { key: { type: 'string', pattern: '^[a-z0-9_.:/-]+$' }, value: text } } },
    tools: { type: 'array', items: { type: 'object', required: ['name', 'category', 'url'], properties: { name: text, category: text, url: text } } },
    dependencies: { type: 'array', items: { type: 'object', required: ['alias'], properties: { alias } } },
  },
};

/** By the rules of OpsLevel's documentation; @see https://docs.opslevel.com/docs/opslevel-yml */
const SCHEMA = {
  type: 'object',
  required: ['version'],
  additionalProperties: false,
  minProperties: 2,
  maxProperties: 2,
  properties: { version: { const: 1 }, component: BODY, system: BODY, domain: BODY, team: BODY },
};

interface OpsLevelBody {
  readonly description?: string;
  readonly type?: string;
  readonly lifecycle?: string;
  readonly tier?: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** The tag that holds what OpsLevel has no field for. */
const KEPT = 'pavement';

/** OpsLevel: one `opslevel.yml` for each entity, all texts in quotes because it reads YAML 1.1. */
export const OPSLEVEL: Portal = {
  name: 'opslevel',
  title: 'OpsLevel',
  emit({ entities }: Catalog): PortalOutput {
    const losses = new Losses();
    return {
      files: entities.map(item => ({
        path: `.opslevel/${aliasOf(refOf(item))}/opslevel.yml`, quoted: true, documents: [{ version: 1, [WORDS[item.kind] ?? 'component']: body(item, losses) }],
      })),
      losses: losses.list,
    };
  },
  parse: (files: readonly PortalFile[]) => ({
    labelDomain: '', library: '', entities: sortEntities(files.flatMap(({ documents }) => documents.map(document => fromOpsLevel(document as Record<string, OpsLevelBody>)))),
  }),
  problems: (files: readonly PortalFile[]) => files.flatMap(({ path, documents }) => documents.flatMap(document => schemaProblems(SCHEMA, document).map(problem => `${path}: ${problem}`))),
};

function body(item: Entity, losses: Losses): object {
  const { title, name, description, type, owner, lifecycle, tier, system, domain, parent, tags, links, dependsOn } = item;
  const kept = carry(item, NATIVE, losses, 'a tag');
  return compact({
    name: title ?? name,
    aliases: [aliasOf(refOf(item))],
    type,
    description,
    // teams are found by their own names
    owner: owner === undefined ? undefined : nameOf(owner),
    lifecycle,
    tier,
    system: system && aliasOf(system),
    domain: domain && aliasOf(domain),
    parent: parent && aliasOf(parent),
    tags: [...tags.map(tag => ({ key: 'tag', value: tag })), { key: KEPT, value: JSON.stringify(kept) }],
    tools: links.map(link => ({ name: link.title, category: link.type ?? 'other', url: link.url })),
    dependencies: dependsOn.map(target => ({ alias: aliasOf(target) })),
  });
}

function fromOpsLevel(document: Record<string, OpsLevelBody>): Entity {
  const { description, type, lifecycle, tier, tags = [] } = Object.entries(document).find(([key]) => key !== 'version')?.[1] ?? {};
  return carried(JSON.parse(tags.find(({ key }) => key === KEPT)?.value ?? '{}') as Record<string, unknown>, { description, type, lifecycle, tier });
}

/** Aliases are for all of OpsLevel. Names have single hyphens, so that two of them part what makes one. */
function aliasOf(reference: string): string {
  return reference.replace(/[:/]/g, '--');
}
