import { heavy, light, noteHeavy } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { kindOf, nameOf, parseRef, refOf } from '../entity-ref';
import { Catalog, Entity, EntityEnvironment, entity, sortEntities } from '../model';

const ENTITIES = 'port.yml';
const BLUEPRINTS = '.port/blueprints.yml';

/** Fields that are properties, and what kind of value they have there. */
const PROPERTIES = {
  description: 'string',
  type: 'string',
  lifecycle: 'string',
  tier: 'string',
  contact: 'string',
  docs: 'string',
  tags: 'array',
  links: 'array',
  environments: 'array',
  definition: 'object',
  repository: 'object',
  podSelector: 'object',
} as const;

/** Fields that are relations, the kind that each leads to, and whether there may be several. */
const RELATIONS: readonly { readonly name: string; readonly field: keyof Entity; readonly kind?: string; readonly many: boolean }[] = [
  { name: 'owner', field: 'owner', kind: 'group', many: false },
  { name: 'system', field: 'system', kind: 'system', many: false },
  { name: 'domain', field: 'domain', kind: 'domain', many: false },
  { name: 'parent', field: 'parent', many: false },
  { name: 'depends_on_components', field: 'dependsOn', kind: 'component', many: true },
  { name: 'depends_on_resources', field: 'dependsOn', kind: 'resource', many: true },
  { name: 'provides_apis', field: 'provides', kind: 'api', many: true },
  { name: 'consumes_apis', field: 'consumes', kind: 'api', many: true },
];

const KINDS = ['group', 'domain', 'system', 'component', 'resource', 'api'];

/** By the rules of Port's documentation; @see https://docs.port.io/build-your-software-catalog */
const IDENTIFIER = { type: 'string', pattern: '^[A-Za-z0-9@_.+:\\\\/=-]+$', minLength: 1, maxLength: 1000 };
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['identifier', 'blueprint'],
    additionalProperties: false,
    properties: {
      identifier: IDENTIFIER,
      title: { type: 'string' },
      blueprint: { ...IDENTIFIER, maxLength: 100 },
      team: { type: 'array', items: { type: 'string' } },
      properties: { type: 'object', propertyNames: { maxLength: 100 } },
      relations: { type: 'object', additionalProperties: { anyOf: [IDENTIFIER, { type: 'array', items: IDENTIFIER }] } },
    },
  },
};

interface PortEntity {
  readonly identifier: string;
  readonly title: string;
  readonly blueprint: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly relations?: Readonly<Record<string, string | readonly string[]>>;
}

/** Port: its blueprints are whatever one makes of them, so that it has a place for everything. */
export const PORT: Portal = {
  name: 'port',
  title: 'Port',
  emit({ entities }: Catalog): PortalOutput {
    const losses = new Losses();
    return {
      files: [
        { path: BLUEPRINTS, documents: [KINDS.map(blueprint)] },
        { path: ENTITIES, documents: [entities.map(item => portEntity(item, losses))] },
      ],
      losses: losses.list,
    };
  },
  parse: (files: readonly PortalFile[]) => ({
    labelDomain: '',
    library: '',
    entities: sortEntities(files.filter(({ path }) => path === ENTITIES).flatMap(({ documents }) => documents.flat() as PortEntity[]).map(fromPort)),
  }),
  problems: (files: readonly PortalFile[]) => files.filter(({ path }) => path === ENTITIES)
    .flatMap(({ path, documents }) => documents.flatMap(document => schemaProblems(SCHEMA, document).map(text => `${path}: ${text}`))),
};

function portEntity(item: Entity, losses: Losses): PortEntity {
  const { kind, title, name, environments } = item;
  noteHeavy(item, losses);
  const properties = { ...pick(item, Object.keys(PROPERTIES)), environments: environments.map(light), title };
  return compact({
    identifier: refOf(item), title: title ?? name, blueprint: kind, properties: compact(properties), relations: compact(relationsOf(item)),
  }) as PortEntity;
}

function pick(item: Entity, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(field => [field, item[field as keyof Entity]]));
}

function relationsOf(item: Entity): Record<string, string | string[]> {
  return Object.fromEntries(RELATIONS.map(({ name, field, kind, many }) => {
    const all = [item[field]].flat().filter((target): target is string => typeof target === 'string');
    const targets = all.filter(target => kind === undefined || kindOf(target) === kind);
    return [name, many ? targets : targets[0] ?? ''];
  }));
}

function fromPort({ identifier, properties = {}, relations = {} }: PortEntity): Entity {
  const { kind = '', namespace = '', name } = parseRef(identifier) ?? { name: nameOf(identifier) };
  const related = (field: keyof Entity) => RELATIONS.filter(relation => relation.field === field).flatMap(relation => relations[relation.name] ?? []);
  return entity(kind, namespace, name, {
    ...properties,
    environments: ((properties.environments ?? []) as EntityEnvironment[]).map(heavy),
    owner: related('owner')[0],
    system: related('system')[0],
    domain: related('domain')[0],
    parent: related('parent')[0],
    dependsOn: related('dependsOn').sort(),
    provides: related('provides'),
    consumes: related('consumes'),
  });
}

/** What Port has to be told once, so that it takes the entities. */
function blueprint(kind: string): object {
  return {
    identifier: kind,
    title: kind[0].toUpperCase() + kind.slice(1),
    schema: {
      properties: Object.fromEntries([...Object.entries(PROPERTIES), ['title', 'string'] as const].map(([name, type]) => [name, { type, title: name }])),
      required: [],
    },
    relations: Object.fromEntries(RELATIONS.map(({ name, kind: target = kind, many }) => [name, { title: name, target, required: false, many }])),
  };
}
