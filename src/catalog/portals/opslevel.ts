import { Field, carried, carry, flatName, ownerField, ownerNamed, unflatName } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { nameOf, refOf } from '../entity-ref';
import { Catalog, Entity, sortEntities } from '../model';

const NATIVE: readonly Field[] = ['description', 'type', 'lifecycle', 'tier', 'system', 'domain', 'parent', 'tags', 'links', 'dependsOn'];

/** The category of a link without a type. */
const OTHER = 'other';

/** What each kind is called there; what has no word is a component of its own type. */
const WORDS: Record<string, string> = { system: 'system', domain: 'domain', group: 'team' };

const ALIAS = { type: 'string', pattern: '^[a-z0-9]+([_-]+[a-z0-9]+)*$' };
const text = { type: 'string', minLength: 1 };
const BODY = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: text,
    aliases: { type: 'array', items: ALIAS },
    type: text,
    description: text,
    owner: ALIAS,
    lifecycle: text,
    tier: text,
    system: ALIAS,
    domain: ALIAS,
    parent: ALIAS,
    tags: { type: 'array', items: { type: 'object', required: ['key', 'value'], properties: { key: { type: 'string', pattern: '^[a-z0-9_.:/-]+$' }, value: text } } },
    tools: { type: 'array', items: { type: 'object', required: ['name', 'category', 'url'], properties: { name: text, category: text, url: text } } },
    dependencies: { type: 'array', items: { type: 'object', required: ['alias'], properties: { alias: ALIAS } } },
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
  readonly owner?: string;
  readonly system?: string;
  readonly domain?: string;
  readonly parent?: string;
  readonly tools?: readonly { readonly name: string; readonly category: string; readonly url: string }[];
  readonly dependencies?: readonly { readonly alias: string }[];
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** The tag that holds what OpsLevel has no field for. */
const KEPT = 'pavement';

/** The tag that holds a tag of one word. */
const TAG = 'tag';

/** OpsLevel: one `opslevel.yml` for each entity, all texts in quotes because it reads YAML 1.1. */
export const OPSLEVEL: Portal = {
  name: 'opslevel',
  title: 'OpsLevel',
  emit({ entities }: Catalog): PortalOutput {
    const losses = new Losses();
    return {
      files: entities.map(item => ({
        path: `.opslevel/${flatName(refOf(item))}/opslevel.yml`, quoted: true, documents: [{ version: 1, [WORDS[item.kind] ?? 'component']: body(item, losses) }],
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
  const kept = carry(item, [...NATIVE, ...ownerField(item)], losses, 'a tag');
  return compact({
    name: title ?? name,
    aliases: [flatName(refOf(item))],
    type,
    description,
    // teams are found by their own names
    owner: owner === undefined ? undefined : nameOf(owner),
    lifecycle,
    tier,
    system: system && flatName(system),
    domain: domain && flatName(domain),
    parent: parent && flatName(parent),
    tags: [...tags.map(tag => ({ key: TAG, value: tag })), { key: KEPT, value: JSON.stringify(kept) }],
    tools: links.map(link => ({ name: link.title, category: link.type ?? OTHER, url: link.url })),
    dependencies: dependsOn.map(target => ({ alias: flatName(target) })),
  });
}

function fromOpsLevel(document: Record<string, OpsLevelBody>): Entity {
  const said = Object.entries(document).find(([key]) => key !== 'version')?.[1] ?? {};
  const { description, type, lifecycle, tier, tags = [], tools = [], dependencies = [] } = said;
  const { owner, ...kept } = JSON.parse(tags.find(({ key }) => key === KEPT)?.value ?? '{}') as { owner?: string };
  const related = (alias: string | undefined) => alias === undefined ? undefined : unflatName(alias);
  return carried(kept, {
    description,
    type,
    lifecycle,
    tier,
    owner: owner ?? ownerNamed(said.owner),
    system: related(said.system),
    domain: related(said.domain),
    parent: related(said.parent),
    tags: tags.filter(({ key }) => key === TAG).map(({ value }) => value),
    links: tools.map(({ name, category, url }) => ({ url, title: name, ...category !== OTHER && { type: category } })),
    dependsOn: dependencies.map(({ alias }) => unflatName(alias)),
  });
}
