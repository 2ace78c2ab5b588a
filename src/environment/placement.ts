import { Construct } from 'constructs';
import { resolveCatalogEntry } from './catalog-entry';
import { Environment } from './environment';
import { CatalogEntry } from '../core/catalog-facts';
import { Ownership } from '../core/labels';
import { ID_RULE, isId, namespaceName } from '../core/names';
import { Problems, fail } from '../core/problems';
import { EnvironmentSpec } from '../standards/environment-spec';

/** Where something runs and whose it is, for programs that say it with the construct instead of with its scope; and what people read about it. */
export interface PlacementProps {
  /**
   * Name of the environment it runs in.
   *
   * `new X(app, id, { environment: 'prod' })` is the same construct, at the same path, as `new X(app.environment('prod'), id)`.
   *
   * @default - the environment of the scope
   */
  readonly environment?: string;

  /**
   * Id of the team that owns it.
   *
   * @default - the team of the app
   */
  readonly team?: string;

  /**
   * What people read about it in the catalog.
   *
   * @default - what follows from the program
   */
  readonly catalog?: CatalogEntry;
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
const RESERVED_NAMESPACE = /^(default|kube-.*)$/;

/** Where a component runs and whose it is, resolved. */
export interface Placed {
  readonly environment: Environment;
  readonly spec: EnvironmentSpec;
  readonly ownership: Ownership;
  readonly namespace: string;
}

/** The scope that a construct is created in: the named environment's when the given scope is in none. */
export function scopeFor(scope: Construct, id: string, placement: PlacementProps): Construct {
  if (!Construct.isConstruct(scope)) {
    fail(String(id), 'the scope of a construct must be an environment or the app', scope, 'create it in one of app.environments');
  }
  if (typeof id !== 'string' || id === '') {
    fail(scope.node.path || 'app', `an id must be ${ID_RULE}`, id, 'every name on both planes is made from it');
  }
  const target = Environment.tryOf(scope) ?? environments(scope).find(({ environmentName }) => environmentName === placement?.environment);
  const parent = Environment.tryOf(scope) ? scope : target ?? scope;
  const twin = parent.node.tryFindChild(id);
  if (twin && !target) {
    const { rule, got, remedy } = noEnvironment(scope, placement);
    fail(twin.node.path, rule, got, remedy);
  }
  if (twin) {
    fail(twin.node.path, `an id must be unique in environment ${target?.environmentName}`, id, 'give the second one another id');
  }
  return parent;
}

/** Resolves where a component is and whose; notes what contradicts or is missing and then answers undefined. */
export function resolvePlacement(scope: Construct, id: string, placement: PlacementProps, problems: Problems): Placed | undefined {
  const environment = Environment.tryOf(scope);
  problems.must(isId(id), `an id must be ${ID_RULE}`, id, 'every name on both planes is made from it');
  const given = problems.must(
    typeof placement === 'object' && placement !== null && !Array.isArray(placement), 'props must be an object', placement, 'say what it is in braces',
  );
  if (!given) {
    return undefined;
  }
  if (!environment) {
    const { rule, got, remedy } = noEnvironment(scope, placement);
    problems.must(false, rule, got, remedy);
    return undefined;
  }
  problems.must(
    placement.environment === undefined || placement.environment === environment.environmentName,
    `environment must be "${environment.environmentName}", as the scope says`, placement.environment, 'leave it out, or move the construct to the other environment',
  );

  const { spec, system, team: appTeam, components, declarations } = environment._context;
  problems.must(
    !components.has(id), `an id must be unique in environment ${spec.name}`, id, `${components.get(id)} has it; give one of the two another id`,
  );
  components.set(id, `${scope.node.path}/${id}`);
  declarations.set(id, { entry: resolveCatalogEntry(placement.catalog, problems), origin: new Error('declared here') });
  const agreed = problems.must(
    placement.team === undefined || appTeam === undefined || placement.team === appTeam,
    `team must be "${appTeam}", as the app says`, placement.team, 'leave it out, or leave it out of the app and name it on every construct',
  );
  const team = placement.team ?? appTeam;
  const standards = typeof team === 'string' && Object.hasOwn(spec.teams, team) ? spec.teams[team] : undefined;
  // the team of the app is the app's to report
  const reported = !agreed || (team !== undefined && team === appTeam);
  problems.must(
    standards !== undefined || reported, `team must be one of ${Object.keys(spec.teams).join(', ')}`, team, 'name the team that owns it, here or on the app',
  );

  // without a team it goes on, so that whatever else is wrong is said as well
  const place = { organization: spec.organization, environment: spec.name, team: String(team ?? ''), system };
  const namespace = namespaceName(spec.namespacePattern, place);
  problems.must(
    !RESERVED_NAMESPACE.test(namespace), 'the namespace must not be one of Kubernetes itself', namespace, 'give the system another name',
  );
  return { environment, spec, ownership: { ...place, labelDomain: spec.labelDomain, costCenter: standards?.costCenter ?? '' }, namespace };
}

/** Names of all environments of the program that an environment is part of. */
export function environmentNames(environment: Environment): string[] {
  return environments(environment).map(({ environmentName }) => environmentName);
}

function noEnvironment(scope: Construct, placement: PlacementProps) {
  const known = environments(scope).map(({ environmentName }) => environmentName).join(', ');
  return known === ''
    ? { rule: 'a construct must be in a PlatformApp', got: scope, remedy: 'create it in one of app.environments' }
    : { rule: `environment must be one of ${known}`, got: placement?.environment, remedy: 'name one, or create the construct in one of app.environments' };
}

function environments(scope: Construct): Environment[] {
  return scope.node.root.node.children.filter((child): child is Environment => Environment.tryOf(child) === child);
}
