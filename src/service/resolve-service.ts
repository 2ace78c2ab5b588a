import { resolvePermissions, resolveKubernetesAccess, KubernetesAccess } from './resolve-access';
import { ApiSpec, resolveApis } from './resolve-apis';
import { ResolvedConfig, resolveConfig } from './resolve-config';
import { HelperSpec, VolumeSpec, resolveHelpers, resolveVolumes } from './resolve-containers';
import { EgressSpec, PortSpec, RouteSpec, resolveEgress, resolveHost, resolvePorts, resolveRoutes } from './resolve-network';
import { ComputeSpec, HealthSpec, ScalingSpec, ShutdownSpec, resolveCompute, resolveHealth, resolveScaling, resolveShutdown, resolveStrictZones } from './resolve-runtime';
import { AlertsSpec, MetricsSpec, TracingSpec, podLabels, resolveAlerts, resolveMetrics, resolveTracing } from './resolve-telemetry';
import { EnvironmentKnobs, PlatformServiceProps } from './service-props';
import { BindingStatement } from '../core/binding';
import { KeysOf, isRecord, oneOf, struct } from '../core/checks';
import { labels, selectorLabels } from '../core/labels';
import { Problems } from '../core/problems';
import { Placed, environmentNames } from '../environment/placement';
import { ServiceProfile } from '../standards/defaults';
import { ServiceTier } from '../standards/standards-props';
import { resolveImage } from '../workload/resolve-image';

/** A service in which nothing is optional any more. */
export interface ServiceSpec extends ResolvedConfig {
  readonly name: string;
  readonly placed: Placed;
  readonly labels: Record<string, string>;
  /** Labels of its Pods beside those of every object. */
  readonly podLabels: Record<string, string>;
  readonly selector: Record<string, string>;
  readonly tier: ServiceTier;
  readonly image: string;
  /** The main port first. */
  readonly ports: PortSpec[];
  /** Host under which it is exposed; empty when it is not. */
  readonly host: string;
  readonly routes: RouteSpec[];
  readonly health: HealthSpec;
  readonly shutdown: ShutdownSpec;
  readonly compute: ComputeSpec;
  readonly scaling: ScalingSpec;
  readonly profile: ServiceProfile;
  readonly strictZones: boolean;
  readonly egress: EgressSpec[];
  readonly permissions: BindingStatement[];
  /** Undefined: no token. */
  readonly kubernetesAccess?: KubernetesAccess;
  /** Undefined: nothing is scraped. */
  readonly metrics?: MetricsSpec;
  /** Undefined: the environment has no collector. */
  readonly tracing?: TracingSpec;
  /** Undefined: the environment has nobody who evaluates them. */
  readonly alerts?: AlertsSpec;
  readonly sidecars: HelperSpec[];
  readonly initContainers: HelperSpec[];
  readonly volumes: VolumeSpec[];
  readonly apis: ApiSpec[];
}

const PROPS: KeysOf<PlatformServiceProps> = {
  environment: true,
  team: true,
  catalog: true,
  image: true,
  tier: true,
  apis: true,
  port: true,
  protocol: true,
  additionalPorts: true,
  exposure: true,
  routes: true,
  health: true,
  shutdown: true,
  size: true,
  resources: true,
  scaling: true,
  availability: true,
  config: true,
  secrets: true,
  egress: true,
  permissions: true,
  serviceAccountToken: true,
  telemetry: true,
  logs: true,
  alerts: true,
  sidecars: true,
  initContainers: true,
  volumes: true,
  perEnvironment: true,
};
const KNOBS: KeysOf<EnvironmentKnobs> = { size: true, resources: true, scaling: true, exposure: true, config: true };

/** Fills in what the developer left out; notes what cannot be and then answers undefined. */
export function resolveService(name: string, given: PlatformServiceProps, placed: Placed, problems: Problems): ServiceSpec | undefined {
  const props = forEnvironment(given, placed, problems);
  const { spec: { service: profile, cluster } } = placed;
  // PostgreSQL keeps roles that begin with pg_ for itself
  problems.must(!/^pg(-|$)/.test(name), 'the id of a service must not be pg or begin with pg-', name, 'its database roles would have a reserved name');

  const tier = oneOf(props.tier, ServiceTier.STANDARD, 'tier', Object.values(ServiceTier), 'ServiceTier', problems);
  const metrics = resolveMetrics(props, cluster, problems);
  const ports = resolvePorts(props, metrics, problems);
  const host = resolveHost(props, ports[0], cluster, problems);
  const volumes = resolveVolumes(name, props, problems);
  const scaling = resolveScaling(props, tier, placed.spec, problems);
  const shutdown = resolveShutdown(props, placed.spec, host !== '', problems);
  const spec: ServiceSpec = {
    name,
    placed,
    labels: labels(placed.ownership, name),
    podLabels: podLabels(props, placed, problems),
    selector: selectorLabels(placed.ownership, name),
    tier,
    image: resolveImage(props.image, 'image', placed.spec, problems),
    ports,
    host,
    routes: resolveRoutes(props, host, shutdown, cluster, problems),
    health: resolveHealth(props, ports[0], problems),
    shutdown,
    compute: resolveCompute(props, profile, volumes, problems),
    scaling,
    profile,
    strictZones: resolveStrictZones(props, scaling, placed.spec, problems),
    egress: resolveEgress(props, placed.spec, problems),
    permissions: resolvePermissions(props, problems),
    kubernetesAccess: resolveKubernetesAccess(props, placed.spec, problems),
    metrics,
    tracing: resolveTracing(props, placed, problems),
    alerts: resolveAlerts(props, tier, placed, problems),
    sidecars: resolveHelpers('sidecars', name, props.sidecars, placed.spec, problems),
    initContainers: resolveHelpers('initContainers', name, props.initContainers, placed.spec, problems),
    volumes,
    apis: resolveApis(name, props, ports, problems),
    ...resolveConfig(name, props, placed, problems),
  };
  const helpers = [...spec.sidecars, ...spec.initContainers].map(helper => helper.name);
  helpers.filter((helper, i) => helpers.indexOf(helper) !== i).forEach(helper => problems.must(
    false, 'sidecars and initContainers must have names of their own', helper, 'rename one of them',
  ));
  return problems.none ? spec : undefined;
}

/** The props with what differs in this environment in place. */
function forEnvironment(given: PlatformServiceProps, { spec: { name }, environment }: Placed, problems: Problems): PlatformServiceProps {
  struct(given, 'props', PROPS, problems);
  const { perEnvironment } = given;
  if (perEnvironment === undefined || perEnvironment === null) {
    return given;
  }
  if (!problems.must(isRecord(perEnvironment), 'perEnvironment must be an object of environments', perEnvironment, 'write it as { prod: { size: ServiceSize.L } }')) {
    return given;
  }
  const known = environmentNames(environment);
  Object.keys(perEnvironment).filter(key => !known.includes(key)).forEach(key => problems.must(
    false, `perEnvironment must name environments, one of ${known.join(', ')}`, key, 'correct it; tiers are not environments',
  ));
  const knobs = struct(perEnvironment[name], `perEnvironment.${name}`, KNOBS, problems);
  const sized = knobs.size !== undefined || knobs.resources !== undefined;
  return {
    ...given,
    ...sized && { size: knobs.size, resources: knobs.resources },
    ...knobs.exposure !== undefined && { exposure: knobs.exposure },
    ...isRecord(knobs.scaling) && { scaling: { ...given.scaling, ...knobs.scaling } },
    ...isRecord(knobs.config) && { config: { ...given.config, ...knobs.config } },
  };
}
