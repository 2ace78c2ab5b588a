import { Field, carried, carry, ownerField, ownerNamed } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { kindOf, nameOf, refOf } from '../entity-ref';
import { Catalog, Entity, sortEntities } from '../model';

const FILE = 'entity.datadog.yaml';
const NATIVE: readonly Field[] = ['title', 'description', 'tags', 'links'];

/** What only kinds of Datadog's own can say. */
const TYPED: readonly Field[] = ['type', 'lifecycle', 'tier'];

/** The type of a link without one. */
const OTHER = 'other';

/** Where Datadog keeps data of others. */
const EXTENSION = 'pavement';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: { type: 'string' } };
const COMMON = { lifecycle: text, tier: text, type: { type: 'string' } };

/** What each kind may say, by the published schemas of version 3; @see https://github.com/DataDog/schema/tree/main/service-catalog/v3 */
const SPECS: Record<string, object> = {
  service: { ...COMMON, dependsOn: texts, languages: texts },
  datastore: COMMON,
  queue: COMMON,
  api: { ...COMMON, implementedBy: texts, componentOf: texts, interface: { type: 'object', oneOf: [{ required: ['fileRef'] }, { required: ['definition'] }] } },
  system: { lifecycle: text, tier: text, components: texts },
};

const METADATA = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: text,
    displayName: { type: 'string' },
    description: { type: 'string' },
    owner: { type: 'string' },
    tags: texts,
    links: { type: 'array', items: { type: 'object', required: ['name', 'type', 'url'], additionalProperties: false, properties: { name: text, type: text, url: { type: 'string', pattern: '^[a-z]+:' } } } },
    contacts: { type: 'array', items: { type: 'object', required: ['type', 'contact'], additionalProperties: false, properties: { name: text, type: text, contact: text } } },
  },
};

interface DatadogEntity {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly displayName?: string;
    readonly description?: string;
    readonly owner?: string;
    readonly tags?: readonly string[];
    readonly links?: readonly { readonly name: string; readonly type: string; readonly url: string }[];
  };
  readonly spec?: { readonly type?: string; readonly lifecycle?: string; readonly tier?: string };
  readonly extensions?: Readonly<Record<string, Record<string, unknown>>>;
}

/** Datadog's software catalog, version 3. */
export const DATADOG: Portal = {
  name: 'datadog',
  title: 'Datadog',
  emit({ entities }: Catalog): PortalOutput {
    const losses = new Losses();
    return { files: [{ path: FILE, documents: entities.map(item => datadogEntity(item, entities, losses)) }], losses: losses.list };
  },
  parse: (files: readonly PortalFile[]) => ({
    labelDomain: '', library: '', entities: sortEntities(files.flatMap(({ documents }) => (documents as DatadogEntity[]).map(fromDatadog))),
  }),
  problems: (files: readonly PortalFile[]) => files.flatMap(({ path, documents }) => documents.flatMap(document => schemaProblems(schemaOf(document), document).map(problem => `${path}: ${problem}`))),
};

/** Teams and domains are no kinds of Datadog's own, and become custom ones. */
function datadogKind({ kind, type }: Pick<Entity, 'kind' | 'type'>): string {
  if (kind === 'resource') {
    return { database: 'datastore', queue: 'queue' }[type] ?? custom(type);
  }
  return { component: 'service', api: 'api', system: 'system' }[kind] ?? custom(kind);
}

function custom(type: string): string {
  return `custom.${type.replace(/[^a-z]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())}`;
}

/** Datadog knows no namespaces: references are of kind and name, and what they mean is kept whole beside them. */
function datadogRef(reference: string, entities: readonly Entity[]): string {
  const target = entities.find(item => refOf(item) === reference) ?? { kind: kindOf(reference), type: 'database' };
  return `${datadogKind(target)}:${nameOf(reference)}`;
}

function datadogEntity(item: Entity, entities: readonly Entity[], losses: Losses): object {
  const { name, title, description, owner, tags, links, contact } = item;
  const kind = datadogKind(item);
  // a system and a custom kind have no type of their own
  const native = [...NATIVE, ...ownerField(item), ...SPECS[kind] && kind !== 'system' ? TYPED : []];
  const kept = carry(item, native, losses, 'an extension');
  return compact({
    apiVersion: 'v3',
    kind,
    metadata: compact({
      name,
      displayName: title,
      description,
      owner: owner === undefined ? undefined : nameOf(owner),
      tags: [...tags],
      links: links.map(link => ({ name: link.title, type: link.type ?? OTHER, url: link.url })),
      contacts: contact === undefined ? [] : [{ type: contact.includes('@') ? 'email' : 'slack', contact }],
    }),
    spec: specOf(item, kind, entities),
    extensions: { [EXTENSION]: kept },
  });
}

function specOf(item: Entity, kind: string, entities: readonly Entity[]): object {
  const { type, lifecycle, tier, dependsOn, system } = item;
  const reference = refOf(item);
  const refs = (targets: readonly string[]) => targets.map(target => datadogRef(target, entities));
  switch (kind) {
    case 'service':
      return compact({ type, lifecycle, tier, dependsOn: refs(dependsOn) });
    case 'api':
      return compact({
        type,
        lifecycle,
        tier,
        implementedBy: refs(entities.filter(({ provides }) => provides.includes(reference)).map(refOf)),
        componentOf: refs(system === undefined ? [] : [system]),
      });
    case 'system':
      return compact({ components: refs(entities.filter(other => other.system === reference && other.kind !== 'api').map(refOf)) });
    case 'datastore':
    case 'queue':
      return compact({ type, lifecycle, tier });
    default:
      return compact({ dependsOn: refs(dependsOn), componentOf: refs(system === undefined ? [] : [system]) });
  }
}

function fromDatadog({ metadata: { displayName, description, owner: team, tags, links }, spec, extensions }: DatadogEntity): Entity {
  const { owner, ...kept } = (extensions?.[EXTENSION] ?? {}) as { owner?: string };
  return carried(kept, {
    title: displayName,
    description,
    type: spec?.type,
    lifecycle: spec?.lifecycle,
    tier: spec?.tier,
    owner: owner ?? ownerNamed(team),
    tags,
    links: links?.map(({ name, type, url }) => ({ url, title: name, ...type !== OTHER && { type } })),
  });
}

function schemaOf(document: unknown): object {
  const { kind } = (document ?? {}) as { kind?: string };
  const spec = SPECS[kind ?? ''] ?? { dependsOn: texts, dependencyOf: texts, componentOf: texts };
  return {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    additionalProperties: false,
    properties: {
      apiVersion: { const: 'v3' },
      kind: { type: 'string', pattern: '^(service|datastore|queue|api|system|custom\\.[a-z]+([A-Z][a-z]*)*)$' },
      metadata: METADATA,
      spec: { type: 'object', additionalProperties: false, properties: spec },
      extensions: { type: 'object' },
      integrations: { type: 'object' },
      datadog: { type: 'object' },
    },
  };
}
