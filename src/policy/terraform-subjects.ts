import { EnvironmentFacts } from './environment-facts';
import { policyStatements } from './policy-statements';
import { Subject, Target } from './subject';
import { normalised } from './terraform-values';
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
  /** Addresses of what it mentions. */
  readonly mentions: readonly string[];
  readonly constructPath?: string;
}

/** A Terraform configuration taken apart. */
export interface TerraformConfiguration {
  readonly resources: readonly TerraformResource[];
  /** Everything but resources and data sources. */
  readonly blocks: Body;
}

/** Blocks of a configuration that hold resources. */
const HOLDERS = { resource: '', data: 'data.' } as const;

const REFERENCE = /\b((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][A-Za-z0-9_-]*)/g;

/** Takes a file of Terraform JSON apart, in every form that Terraform reads: each level may be a list of objects. */
export function configuration(document: Body): TerraformConfiguration {
  const resources = Object.entries(HOLDERS).flatMap(([holder, prefix]) => records(document[holder]).flatMap(byType =>
    Object.entries(byType).filter(([type]) => type !== '//').flatMap(([type, named]) => records(named).flatMap(byName =>
      Object.entries(byName).filter(([name]) => name !== '//').flatMap(([name, bodies]) => records(bodies).map((body): TerraformResource => ({
        type: prefix + type,
        name,
        address: `${prefix}${type}.${name}`,
        body: normalised(body),
        mentions: [...new Set(JSON.stringify({ ...body, '//': undefined }).match(REFERENCE) ?? [])],
        ...constructPathOf(body),
      }))),
    )),
  ));
  const blocks = Object.fromEntries(Object.entries(document)
    .filter(([key]) => !(key in HOLDERS) && key !== '//')
    .map(([key, value]) => [key, records(value).map(block => Object.fromEntries(Object.entries(block).filter(([name]) => name !== '//')))]));
  return { resources, blocks };
}

/** Everything that rules look at in a configuration or a plan: each resource, and the rest as one. */
export function terraformSubjects({ resources, blocks }: TerraformConfiguration, file: string, environment: EnvironmentFacts): Subject[] {
  const byAddress = new Map<string, TerraformResource[]>();
  const mentionedBy = new Map<string, TerraformResource[]>();
  const note = (map: Map<string, TerraformResource[]>, address: string, resource: TerraformResource) =>
    map.set(address, [...map.get(address) ?? [], resource]);
  resources.forEach(resource => {
    note(byAddress, resource.address, resource);
    resource.mentions.forEach(address => note(mentionedBy, address, resource));
  });
  const target = (kind: string, name: string, constructPath?: string): Target =>
    ({ plane: 'terraform', environment: environment.name, file, kind, name, ...constructPath !== undefined && { constructPath } });
  const described = (others: readonly TerraformResource[]) => others.map(({ type, name, body }) => ({ type, name, body }));
  return [
    ...resources.map((resource): Subject => ({
      scope: 'resource',
      environment,
      target: target(resource.type, resource.name, resource.constructPath),
      object: resource.body,
      variables: {
        environment,
        type: resource.type,
        name: resource.name,
        statements: policyStatements(resource.type, resource.body),
        /** What mentions it, such as the public access block of a bucket. */
        mentionedBy: described(mentionedBy.get(resource.address) ?? []),
        /** What it mentions, such as the key of a database. */
        mentions: described(resource.mentions.flatMap(address => byAddress.get(address) ?? [])),
      },
    })),
    { scope: 'stack', environment, target: target('terraform', environment.name), object: blocks, variables: { environment, types: resources.map(({ type }) => type) } },
  ];
}

/** cdktf notes where each resource comes from. */
function constructPathOf(body: Body): { constructPath?: string } {
  const note = body['//'];
  const metadata = isRecord(note) && isRecord(note.metadata) ? note.metadata : {};
  return typeof metadata.path === 'string' ? { constructPath: metadata.path } : {};
}

function records(value: unknown): Body[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}
