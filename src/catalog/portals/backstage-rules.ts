import { schemaProblems } from './schema-problems';

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#format */
const NAME = '^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$';
const REFERENCE = '^([A-Za-z][A-Za-z0-9]*:)?([a-z0-9]+(-[a-z0-9]+)*/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$';
const FULL_REFERENCE = '^[A-Za-z][A-Za-z0-9]*:([a-z0-9]+(-[a-z0-9]+)*/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$';

const text = { type: 'string', minLength: 1 };
const reference = { type: 'string', pattern: REFERENCE };
const references = { type: 'array', items: reference };
const dependencies = { type: 'array', items: { type: 'string', pattern: FULL_REFERENCE } };

const METADATA = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: NAME, maxLength: 63 },
    namespace: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 63 },
    title: text,
    description: { type: 'string' },
    annotations: {
      type: 'object',
      propertyNames: { pattern: '^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$' },
      additionalProperties: { type: 'string' },
    },
    labels: { type: 'object', additionalProperties: { type: 'string', pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$', maxLength: 63 } },
    tags: { type: 'array', items: { type: 'string', pattern: '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$', maxLength: 63 } },
    links: { type: 'array', items: { type: 'object', required: ['url'], properties: { url: text, title: text, icon: text, type: text } } },
  },
};

/** What each kind has to say of itself, by the model's own schemas. */
const SPECS: Record<string, object> = {
  component: {
    required: ['type', 'lifecycle', 'owner'],
    properties: {
      type: text,
      lifecycle: text,
      owner: reference,
      system: reference,
      dependsOn: dependencies,
      dependencyOf: dependencies,
      providesApis: references,
      consumesApis: references,
      subcomponentOf: reference,
    },
  },
  resource: { required: ['type', 'owner'], properties: { type: text, owner: reference, system: reference, dependsOn: dependencies, dependencyOf: dependencies } },
  api: {
    required: ['type', 'lifecycle', 'owner', 'definition'],
    // what follows `$text` and its like is put in place by the portal
    properties: { type: text, lifecycle: text, owner: reference, system: reference, definition: { anyOf: [text, { type: 'object', minProperties: 1, maxProperties: 1 }] } },
  },
  system: { required: ['owner'], properties: { owner: reference, domain: reference, type: text } },
  domain: { required: ['owner'], properties: { owner: reference, subdomainOf: reference, type: text } },
  group: { required: ['type', 'children'], properties: { type: text, parent: reference, children: references, members: references, profile: { type: 'object' } } },
  user: { properties: { memberOf: references, profile: { type: 'object' } } },
};

const schemas = new Map<string, object>();

/** What Backstage would say against an entity. It does not look at what references lead to. */
export function backstageProblems(document: unknown): string[] {
  const { kind } = (document ?? {}) as { kind?: unknown };
  return schemaProblems(schemaOf(typeof kind === 'string' ? kind.toLowerCase() : ''), document);
}

function schemaOf(kind: string): object {
  const schema = schemas.get(kind) ?? {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', ...SPECS[kind] ? ['spec'] : []],
    properties: {
      apiVersion: text,
      kind: { type: 'string', pattern: '^[a-zA-Z][a-z0-9A-Z]*$', maxLength: 63 },
      metadata: METADATA,
      spec: { type: 'object', ...SPECS[kind] },
    },
  };
  schemas.set(kind, schema);
  return schema;
}
