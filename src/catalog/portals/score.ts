import { carried, carry } from './carry';
import { Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { schemaProblems } from './schema-problems';
import { kindOf, nameOf, refOf } from '../entity-ref';
import { Catalog, DEFAULT_NAMESPACE, Entity, sortEntities } from '../model';

/** Says to the pipeline that it fills in the image; a catalog knows none. */
const IMAGE = '.';

/** The annotation that holds what Score has no field for, behind the organisation's domain. */
const KEPT = 'entity';

const LABEL = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$' };
const ANNOTATIONS = {
  type: 'object',
  propertyNames: { pattern: '^(([a-z0-9][a-z0-9-]{0,61}[a-z0-9])(\\.[a-z0-9][a-z0-9-]{0,61}[a-z0-9])*/)?[A-Za-z0-9][A-Za-z0-9._-]{0,61}[A-Za-z0-9]$' },
  additionalProperties: { type: 'string' },
};

/** The part of the published schema that is used; @see https://github.com/score-spec/spec/blob/main/score-v1b1.json */
const SCHEMA = {
  type: 'object',
  required: ['apiVersion', 'metadata', 'containers'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: 'score.dev/v1b1' },
    metadata: { type: 'object', required: ['name'], properties: { name: LABEL, annotations: ANNOTATIONS } },
    containers: { type: 'object', minProperties: 1, propertyNames: LABEL, additionalProperties: { type: 'object', required: ['image'], properties: { image: { type: 'string', minLength: 1 } } } },
    resources: {
      type: 'object',
      propertyNames: LABEL,
      additionalProperties: {
        type: 'object',
        required: ['type'],
        additionalProperties: false,
        properties: {
          type: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$' },
          class: { type: 'string' },
          id: { type: 'string', pattern: '^[a-z0-9]+(?:-+[a-z0-9]+)*(?:\\.[a-z0-9]+(?:-+[a-z0-9]+)*)*$', maxLength: 63 },
          metadata: { type: 'object' },
          params: { type: 'object' },
        },
      },
    },
  },
};

interface Workload {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
}

/** Score, which Humanitec and others deploy from: one workload for each component. It knows workloads and what they need, and nothing else. */
export const SCORE: Portal = {
  name: 'score',
  title: 'Score (Humanitec)',
  emit({ entities, labelDomain }: Catalog): PortalOutput {
    const losses = new Losses();
    const types = new Map(entities.map(item => [refOf(item), item.type]));
    entities.filter(({ kind }) => kind !== 'component').forEach(item => losses.note(item.kind, item.kind, refOf(item)));
    return {
      files: entities.filter(({ kind }) => kind === 'component').map(item => ({
        path: `score/${item.name}.score.yaml`, documents: [workload(item, labelDomain === '' ? 'pavement' : labelDomain, types, losses)],
      })),
      losses: losses.list,
    };
  },
  parse: (files: readonly PortalFile[]) => ({
    labelDomain: '', library: '', entities: sortEntities(files.flatMap(({ documents }) => (documents as Workload[]).map(fromScore))),
  }),
  problems: (files: readonly PortalFile[]) => files.flatMap(({ path, documents }) => documents.flatMap(document => schemaProblems(SCHEMA, document).map(problem => `${path}: ${problem}`))),
};

function workload(item: Entity, domain: string, types: ReadonlyMap<string, string>, losses: Losses): object {
  const { dependsOn: needs } = item;
  return compact({
    apiVersion: 'score.dev/v1b1',
    metadata: {
      // a name has at least two characters there
      name: item.name.length > 1 ? item.name : `${item.namespace === DEFAULT_NAMESPACE ? 'workload' : item.namespace}-${item.name}`,
      annotations: { [`${domain}/${KEPT}`]: JSON.stringify(carry(item, [], losses, 'an annotation')) },
    },
    containers: { main: { image: IMAGE } },
    resources: needs.length === 0 ? undefined : Object.fromEntries(needs.map(target => [labelOf(target, needs), resource(target, types)])),
  });
}

/** What a workload needs: of the same type and id it is the same thing to all that need it. */
function resource(target: string, types: ReadonlyMap<string, string>): object {
  const type = kindOf(target) === 'component' ? 'service' : { database: 'postgres' }[types.get(target) ?? ''] ?? types.get(target) ?? 'resource';
  const id = target.slice(target.indexOf(':') + 1).replace('/', '.');
  return compact({ type, id: id.length <= 63 ? id : undefined });
}

/** The name of what is needed; with its system where two have that name. */
function labelOf(target: string, all: readonly string[]): string {
  const name = nameOf(target);
  const isPlain = name.length > 1 && all.filter(other => nameOf(other) === name).length === 1;
  return isPlain ? name : target.replace(/[:/]/g, '-').slice(0, 63);
}

function fromScore({ metadata: { annotations = {} } }: Workload): Entity {
  const kept = Object.entries(annotations).find(([key]) => key.endsWith(`/${KEPT}`))?.[1] ?? '{}';
  return carried(JSON.parse(kept) as Record<string, unknown>, {});
}
