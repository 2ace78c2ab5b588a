import { EnvironmentFacts } from './environment-facts';
import { statefulResources } from './stateful-changes';
import { Subject, Target } from './subject';
import { ConfiguredModule, ConfiguredResource, PlannedModule, ResourceChange, TerraformPlan } from './terraform-plan';
import { mentioned } from './terraform-references';
import { Mention } from './terraform-relations';
import { Surroundings, TerraformConfiguration, TerraformResource, resourceSubjects } from './terraform-subjects';
import { normalised, planned } from './terraform-values';
import { holdsUnknown, isUnknown } from './unknown';
import { isRecord } from '../core/checks';

type Body = Record<string, unknown>;

/** What rules can know beside a plan. */
export interface PlanSurroundings extends Surroundings {
  /**
   * The configuration that was planned. What is known only after `terraform apply` is judged by what is written there: a policy that names
   * the ARN of a new resource, for instance.
   */
  readonly configuration?: TerraformConfiguration;
}

/** Everything that rules look at in a plan: each resource as it will be, what happens to those that hold data, and the plan itself. */
export function planSubjects(plan: TerraformPlan, file: string, environment: EnvironmentFacts, surroundings: PlanSurroundings = {}): Subject[] {
  const { configuration, ...others } = surroundings;
  const target = (kind: string, name: string): Target => ({ plane: 'terraform', environment: environment.name, file, kind, name });
  const about = (kind: string, name: string, object: unknown): Subject =>
    ({ scope: 'stack', environment, target: target(kind, name), object, variables: { environment } });
  const resources = plannedResources(plan, configuration);
  return [
    ...resourceSubjects(resources, file, environment, { ...others, planned: true }),
    ...statefulResources(plan).map(change => about('change', change.address, change)),
    about('plan', environment.name, {
      complete: plan.complete ?? true,
      modules: Object.keys(plan.configuration?.root_module?.module_calls ?? {}),
      providers: Object.values(plan.configuration?.provider_config ?? {}).map(({ full_name: name }) => name ?? ''),
    }),
  ];
}

/** The resources of a plan as they will be, and the data sources that were read for it. What is destroyed is not among them. */
function plannedResources(plan: TerraformPlan, configuration: TerraformConfiguration | undefined): TerraformResource[] {
  const configured = new Map(modules(plan.configuration?.root_module, '').flatMap(({ path, module }) =>
    (module.resources ?? []).map(resource => [path + addressOf(resource), { path, resource }] as const)));
  const written = new Map(configuration?.resources.map(resource => [resource.address, resource]));
  const instances = new Map<string, string[]>();
  const changes = [...plan.resource_changes ?? [], ...readBefore(plan)].filter(({ change }) => change.after !== null && change.after !== undefined);
  changes.forEach(change => {
    const address = withoutInstances(change);
    instances.set(address, [...instances.get(address) ?? [], change.address]);
  });
  return changes.map((change): TerraformResource => {
    const address = withoutInstances(change);
    const { path = '', resource } = configured.get(address) ?? {};
    const { after, after_unknown: open, after_sensitive: hidden } = change.change;
    const raw = planned(after, open, hidden) as Body;
    const source = written.get(address);
    const mentions = resource ? mentionsOf(resource) : [];
    const body = completed(normalised(raw), source, resource, mentions);
    const type = change.mode === 'data' ? `data.${change.type}` : change.type;
    return {
      type,
      name: change.address.startsWith(`${type}.`) ? change.address.slice(type.length + 1) : change.address,
      address: change.address,
      body: { ...body, ...resource?.provisioners && { provisioner: resource.provisioners } },
      mentions: mentions.flatMap(mention => (instances.get(path + mention.address) ?? [])
        .filter((other, _, all) => all.length === 1 || sameInstance(other, change))
        .map(other => ({ ...mention, address: other }))),
      ...'tags_all' in raw && { tags: holdsUnknown(body.tags_all) ? source?.tags ?? body.tags_all : body.tags_all ?? {} },
      ...source?.constructPath !== undefined && { constructPath: source.constructPath },
    };
  });
}

/**
 * A planned body in which the configuration says what is open, where the plan has the same references in the same place. What neither of them
 * says anything of is the provider's to fill in, and as good as absent.
 */
function completed(body: Body, source: TerraformResource | undefined, resource: ConfiguredResource | undefined, mentions: readonly Mention[]): Body {
  const addresses = (attribute: string, all: readonly Mention[]) =>
    all.filter(mention => mention.attribute === attribute).map(({ address }) => address).sort().join();
  return source === undefined ? body : Object.fromEntries(Object.entries(body).flatMap(([attribute, value]) => {
    const written = source.body[attribute];
    if (written === undefined) {
      return isUnknown(value) && !Object.hasOwn(resource?.expressions ?? {}, attribute) ? [] : [[attribute, value]];
    }
    const mentioning = addresses(attribute, mentions);
    return [[attribute, holdsUnknown(value) && mentioning !== '' && mentioning === addresses(attribute, source.mentions) ? written : value]];
  }));
}

/** The data sources that Terraform read before it planned; they are in no change. */
function readBefore(plan: TerraformPlan): ResourceChange[] {
  const inModule = ({ resources = [], child_modules: children = [] }: PlannedModule): ResourceChange[] => [
    ...resources.filter(({ mode }) => mode === 'data').map(({ address, mode, type, name, values, sensitive_values: hidden }): ResourceChange =>
      ({ address, mode, type, name, change: { actions: ['no-op'], after: values, after_sensitive: hidden } })),
    ...children.flatMap(inModule),
  ];
  const changed = new Set(plan.resource_changes?.map(({ address }) => address));
  return inModule(plan.prior_state?.values?.root_module ?? {}).filter(({ address }) => !changed.has(address));
}

function modules(module: ConfiguredModule | undefined, path: string): { readonly path: string; readonly module: ConfiguredModule }[] {
  return module ? [
    { path, module },
    ...Object.entries(module.module_calls ?? {}).flatMap(([name, call]) => modules(call.module, `${path}module.${name}.`)),
  ] : [];
}

/** Whom a resource mentions, as its configuration says it: the name of each reference, and of everything that it is an attribute of. */
function mentionsOf({ expressions = {}, depends_on: dependsOn = [] }: ConfiguredResource): Mention[] {
  return [
    ...Object.entries(expressions).flatMap(([attribute, expression]) => {
      const found = new Map<string, boolean>();
      referenceLists(expression).forEach(references => {
        const addresses = references.flatMap(mentioned);
        const isAlone = new Set(addresses).size === 1 && references.every(reference => mentioned(reference).length > 0);
        addresses.forEach(address => found.set(address, isAlone || (found.get(address) ?? false)));
      });
      return [...found].map(([address, exact]): Mention => ({ attribute, address, exact }));
    }),
    ...dependsOn.map((address): Mention => ({ attribute: 'depends_on', address, exact: true })),
  ];
}

function referenceLists(expression: unknown): string[][] {
  if (Array.isArray(expression)) {
    return expression.flatMap(referenceLists);
  }
  if (!isRecord(expression)) {
    return [];
  }
  return Array.isArray(expression.references) ? [expression.references as string[]] : Object.values(expression).flatMap(referenceLists);
}

function addressOf({ mode, type, name }: { readonly mode: string; readonly type: string; readonly name: string }): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

const INSTANCE = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

function withoutInstances(change: Pick<ResourceChange, 'address'>): string {
  return change.address.replace(INSTANCE, '');
}

/** Whether two resources are of the same instance of what is made several times. */
function sameInstance(address: string, { address: other }: ResourceChange): boolean {
  return (address.match(INSTANCE) ?? []).join('') === (other.match(INSTANCE) ?? []).join('');
}
