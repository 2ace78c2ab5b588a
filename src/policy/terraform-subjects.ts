import { EnvironmentFacts } from './environment-facts';
import { GUARDED_ATTRIBUTES } from './guarded-attributes';
import { PolicyStatement, policyStatements } from './policy-statements';
import { secretTexts } from './secret-texts';
import { Subject, Target } from './subject';
import * as taggable from './taggable-types.json';
import { watchedMetrics } from './terraform-alarms';
import { Mention, Relations, mentionsOf } from './terraform-relations';
import { normalised, records } from './terraform-values';
import { holdsUnknown, legible, unknown } from './unknown';
import { isRecord } from '../core/checks';

type Body = Record<string, unknown>;

/** A resource or a data source, as it is configured or planned. */
export interface TerraformResource {
  /** Such as `aws_db_instance`; a data source's begins with `data.`. */
  readonly type: string;
  readonly name: string;
  readonly address: string;
  /** In the form that rules read. */
  readonly body: Body;
  readonly mentions: readonly Mention[];
  /** The tags that it will have, those of its provider among them; undefined for what takes none. */
  readonly tags?: unknown;
  readonly constructPath?: string;
}

/** A Terraform configuration taken apart. */
export interface TerraformConfiguration {
  readonly resources: readonly TerraformResource[];
  /** Everything but resources and data sources, each kind of block a list, in the form that rules read. */
  readonly blocks: Body;
}

/** What rules can know of the rest of the output. */
export interface Surroundings {
  /** The ServiceAccounts of the environment, as `namespace/name`; left out where nobody knows them. */
  readonly serviceAccounts?: readonly string[];
}

/** Blocks of a configuration that hold resources. */
const HOLDERS = { resource: '', data: 'data.' } as const;

const TAGGABLE: ReadonlySet<string> = new Set(taggable.types.map(type => `aws_${type}`));

/** Takes a file of Terraform JSON apart, in every form that Terraform reads: each level may be a list of objects. */
export function configuration(document: Body): TerraformConfiguration {
  const defaultTags = providerTags(document.provider);
  const resources = Object.entries(HOLDERS).flatMap(([holder, prefix]) => records(document[holder]).flatMap(byType =>
    Object.entries(byType).filter(([type]) => type !== '//').flatMap(([type, instances]) => records(instances).flatMap(byName =>
      Object.entries(byName).filter(([name]) => name !== '//').flatMap(([name, bodies]) => records(bodies).map((written): TerraformResource => {
        const body = normalised(written);
        return {
          type: prefix + type,
          name,
          address: `${prefix}${type}.${name}`,
          body,
          mentions: mentionsOf(written),
          ...prefix === '' && TAGGABLE.has(type) && { tags: merged(defaultTags.get(typeof body.provider === 'string' ? body.provider : 'aws'), body.tags) },
          ...constructPathOf(written),
        };
      })),
    )),
  ));
  const blocks = Object.fromEntries(Object.entries(document)
    .filter(([key]) => !(key in HOLDERS) && key !== '//')
    .map(([key, value]) => [key, records(value).map(key === 'check' ? named : normalised)]));
  return { resources, blocks };
}

/** Blocks by their names, each a list; a name may be that of an attribute which is a map. */
function named(blocks: Body): Body {
  return Object.fromEntries(Object.entries(blocks).filter(([name]) => name !== '//').map(([name, bodies]) => [name, records(bodies).map(normalised)]));
}

/** Everything that rules look at in a configuration: each resource, and the rest as one. */
export function terraformSubjects(
  { resources, blocks }: TerraformConfiguration, file: string, environment: EnvironmentFacts, surroundings: Surroundings = {},
): Subject[] {
  return [
    ...resourceSubjects(resources, file, environment, { ...surroundings, planned: false }),
    {
      scope: 'stack',
      environment,
      target: { plane: 'terraform', environment: environment.name, file, kind: 'terraform', name: environment.name },
      object: blocks,
      variables: { environment, types: resources.map(({ type }) => type), ...secretTexts(blocks) },
    },
  ];
}

/** Each resource with what rules can ask about it, be it configured or planned. */
export function resourceSubjects(
  resources: readonly TerraformResource[], file: string, environment: EnvironmentFacts, surroundings: Surroundings & { readonly planned: boolean },
): Subject[] {
  const documents = new Map(resources.filter(({ type }) => type === 'data.aws_iam_policy_document').map(resource => [resource.address, resource]));
  const related = resources.map(resource => ({ ...resource, statements: statementsOf(resource, documents) }));
  const relations = new Relations(related);
  const metricsOf = watchedMetrics(resources);
  return related.map((resource): Subject => {
    const { type, name, body, tags, statements, constructPath } = resource;
    const target: Target = {
      plane: 'terraform', environment: environment.name, file, kind: type, name, ...constructPath !== undefined && { constructPath },
    };
    return {
      scope: 'resource',
      environment,
      target,
      object: body,
      variables: {
        ...surroundings,
        environment,
        type,
        name,
        /** The statements of its policies. */
        statements,
        ...relations.of(resource),
        ...tags !== undefined && { tags },
        ...metricsOf(resource),
        ...secretTexts(body),
        /** Attributes that must be known and are not. */
        open: Object.keys(body).filter(key => GUARDED_ATTRIBUTES.has(key) && holdsUnknown(body[key])),
        /** Attributes that Terraform should see to and does not. */
        ignored: ignoredAttributes(body),
      },
    };
  });
}

/** The statements of a resource's policies, those of the data sources that write them among them. */
function statementsOf(
  { type, body, mentions }: TerraformResource, documents: ReadonlyMap<string, TerraformResource>, seen: readonly TerraformResource[] = [],
): PolicyStatement[] {
  return [
    ...policyStatements(type, body),
    ...mentions.flatMap(({ attribute, address, exact }) => {
      const document = exact && attribute !== 'depends_on' ? documents.get(address) : undefined;
      return document && !seen.includes(document) ? statementsOf(document, documents, [...seen, document]) : [];
    }),
  ];
}

/** What `ignore_changes` leaves out of account of what a control asks for: names of attributes, or `all`. */
function ignoredAttributes({ lifecycle }: Body): string[] {
  return records(lifecycle)
    .flatMap(({ ignore_changes: ignored }) => Array.isArray(ignored) ? ignored as unknown[] : ignored === undefined ? [] : [ignored])
    .map(entry => String(legible(entry)).split(/[.[]/)[0])
    .filter(name => name === 'all' || !/^\w+$/.test(name) || GUARDED_ATTRIBUTES.has(name));
}

/** The default tags of each provider of AWS, by the name that resources call it. */
function providerTags(providers: unknown): Map<string, unknown> {
  return new Map(records(providers).flatMap(({ aws }) => records(aws)).map((provider): [string, unknown] => [
    typeof provider.alias === 'string' ? `aws.${provider.alias}` : 'aws',
    records(normalised(provider).default_tags)[0]?.tags ?? {},
  ]));
}

function merged(defaults: unknown, own: unknown): unknown {
  return [defaults, own].some(tags => tags !== undefined && !isRecord(tags)) ? unknown() : { ...defaults as Body, ...own as Body };
}

/** cdktf notes where each resource comes from. */
function constructPathOf(body: Body): { constructPath?: string } {
  const note = body['//'];
  const metadata = isRecord(note) && isRecord(note.metadata) ? note.metadata : {};
  return typeof metadata.path === 'string' ? { constructPath: metadata.path } : {};
}
