import { Egress } from './egress';
import type { ShutdownSpec } from './resolve-runtime';
import { MetricsSpec } from './resolve-telemetry';
import { PlatformServiceProps, Protocol, ServicePort, ServiceRoute } from './service-props';
import { KeysOf, isAbsent, isWhole, list, oneOf, struct, unique, whole } from '../core/checks';
import { Problems } from '../core/problems';
import { parseCidr } from '../standards/cidr';
import { ClusterSpec, EnvironmentSpec } from '../standards/environment-spec';
import { ExposureKind, NetworkPolicyEngine, Tier } from '../standards/standards-props';

/** A port of the container, and the port under which the Service offers it. */
export interface PortSpec {
  readonly name: string;
  readonly port: number;
  readonly servicePort: number;
  readonly protocol: Protocol;
}

/** Requests that come in from outside. */
export interface RouteSpec {
  readonly path: string;
  readonly methods: string[];
  /** 0: the gateway's. */
  readonly timeoutSeconds: number;
}

/** Something outside the cluster: addresses, or names that only Cilium knows. */
export interface EgressSpec {
  readonly cidrs: string[];
  /** Names, and patterns with `*`. */
  readonly names: string[];
  readonly port: number;
}

const PORT_KEYS: KeysOf<ServicePort> = { name: true, port: true, protocol: true };
const ROUTE_KEYS: KeysOf<ServiceRoute> = { path: true, methods: true, timeoutSeconds: true };

const DEFAULT_PORT = 8080;
const SERVICE_PORT = 80;
const NOT_ROOT = 'the container is not root and cannot open a lower one';

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports: an IANA service name */
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const HOST = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const WIDEST_PREFIX = 16;

/** The main port, then the additional ones. */
export function resolvePorts(props: PlatformServiceProps, metrics: MetricsSpec | undefined, problems: Problems): [PortSpec, ...PortSpec[]] {
  const protocol = oneOf(props.protocol, Protocol.HTTP, 'protocol', Object.values(Protocol), 'Protocol', problems);
  const port = whole(props.port, DEFAULT_PORT, 'port', 1024, 65535, problems, NOT_ROOT);
  const main: PortSpec = { name: protocol === Protocol.HTTP2 ? 'http' : protocol, port, servicePort: SERVICE_PORT, protocol };

  const additional = list(props.additionalPorts, 'additionalPorts', problems).map((entry, i): PortSpec => {
    const at = `additionalPorts[${i}]`;
    const given = struct(entry, at, PORT_KEYS, problems);
    const isNamed = typeof given.name === 'string' && given.name.length <= 15 && PORT_NAME.test(given.name);
    problems.must(isNamed, `${at}.name must be 1 to 15 lower-case letters, digits and single hyphens, with a letter`, given.name, 'name it after what it is for, such as admin');
    problems.must(isWhole(given.port, 1024, 65535), `${at}.port must be a whole number from 1024 to 65535`, given.port, NOT_ROOT);
    return {
      name: String(given.name),
      port: given.port ?? 0,
      servicePort: given.port ?? 0,
      protocol: oneOf(given.protocol, Protocol.HTTP, `${at}.protocol`, Object.values(Protocol), 'Protocol', problems),
    };
  });
  const own = metrics?.ownPort === true ? [{ name: 'metrics', port: metrics.port }] : [];
  const all = [main, ...additional, ...own];
  unique(all.map(({ name }) => name), 'ports must have names of their own', 'rename one; the main port is named after its protocol', problems);
  unique(all.map(other => other.port), 'ports must differ', 'choose another one', problems);
  return [main, ...additional];
}

/** The host under which it is exposed; empty when it is not. */
export function resolveHost({ exposure }: PlatformServiceProps, { protocol }: PortSpec, cluster: ClusterSpec, problems: Problems): string {
  if (isAbsent(exposure)) {
    return '';
  }
  if (!problems.must(typeof exposure === 'object' && '_host' in exposure, 'exposure must be an Exposure', exposure, 'use Exposure.host(host) or Exposure.internal()')) {
    return '';
  }
  const { zones, kind } = cluster.exposure;
  const { _host: pattern } = exposure;
  const host = typeof pattern === 'string' ? pattern.replace('{zone}', zones[0]) : pattern;
  if (host === undefined) {
    return '';
  }
  problems.must(
    HOST.test(host) && zones.some(zone => host.endsWith(`.${zone}`)),
    `host must be a name in one of the environment's zones ${zones.join(', ')}`, host, 'use a name in one of them, or ask the platform team for the zone',
  );
  problems.must(protocol !== Protocol.TCP, 'exposure must be internal with protocol tcp', host, 'only HTTP and gRPC can be told apart by host');
  problems.must(
    protocol !== Protocol.GRPC || kind === ExposureKind.GATEWAY, 'exposure of gRPC must be in an environment with the Gateway API', kind,
    'an Ingress cannot say it; ask the platform team for a Gateway',
  );
  return host;
}

/** Which requests come in from outside; all of the host when nothing is said. */
export function resolveRoutes(
  props: PlatformServiceProps, host: string, { drainSeconds }: ShutdownSpec, { exposure }: ClusterSpec, problems: Problems,
): RouteSpec[] {
  const given = list(props.routes, 'routes', problems);
  problems.must(given.length === 0 || host !== '', 'routes must come with an exposure', undefined, 'add exposure: Exposure.host(…), or remove routes');
  problems.must(given.length === 0 || props.protocol !== Protocol.GRPC, 'routes must be left out with protocol grpc', given, 'gRPC has no paths to route by; callers see all methods');
  const routes = given.map((entry, i): RouteSpec => {
    const at = `routes[${i}]`;
    const route = struct(entry, at, ROUTE_KEYS, problems);
    const isPath = problems.must(
      typeof route.path === 'string' && /^\/[^\s?#*]*$/.test(route.path), `${at}.path must be a path that starts with a slash`, route.path, 'leave out host, query and wildcards',
    );
    const methods = list(route.methods, `${at}.methods`, problems);
    methods.forEach(method => problems.must(METHODS.includes(method), `${at}.methods must be HTTP methods in capital letters`, method, `use some of ${METHODS.join(', ')}`));
    unique(methods, `${at}.methods must name each method once`, 'remove one', problems);
    const timeoutSeconds = whole(
      route.timeoutSeconds, 0, `${at}.timeoutSeconds`, 1, drainSeconds, problems, `a copy that stops has ${drainSeconds} seconds to finish; raise shutdown.drainSeconds for longer answers`,
    );
    problems.must(
      exposure.kind === ExposureKind.GATEWAY || (methods.length === 0 && timeoutSeconds === 0), `${at} must be a path only where the environment has no Gateway API`,
      Object.keys(route).filter(key => key !== 'path').join(', '), 'an Ingress cannot say more; ask the platform team for a Gateway',
    );
    return { path: isPath ? String(route.path) : '/', methods, timeoutSeconds };
  });
  routes.forEach((route, i) => problems.must(
    !routes.slice(0, i).some(other => other.path === route.path && overlap(other.methods, route.methods)), 'routes must not overlap', route.path,
    'name each path once, or with different methods',
  ));
  return routes;
}

function overlap(one: string[], other: string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some(method => other.includes(method));
}

/** What it reaches outside the cluster. */
export function resolveEgress(props: PlatformServiceProps, environment: EnvironmentSpec, problems: Problems): EgressSpec[] {
  return list(props.egress, 'egress', problems).flatMap((egress, i): EgressSpec[] => {
    if (!problems.must(typeof egress === 'object' && '_kind' in egress, `egress[${i}] must be an Egress`, egress, 'use Egress.fqdn, Egress.cidr or Egress.awsService')) {
      return [];
    }
    problems.must(isWhole(egress._port, 1, 65535), `the port of egress[${i}] must be a whole number from 1 to 65535`, egress._port, 'name the port that is called, usually 443');
    return [{ ...TARGETS[egress._kind](egress, `egress[${i}]`, environment, problems), port: egress._port }];
  });
}

type Target = Pick<EgressSpec, 'cidrs' | 'names'>;

const TARGETS: Record<Egress['_kind'], (egress: Egress, at: string, environment: EnvironmentSpec, problems: Problems) => Target> = {
  cidr: ({ _target: cidr }, at, _, problems) => {
    const parsed = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
    const isNarrow = problems.must(parsed !== undefined, `${at} must be an IPv4 CIDR block without bits behind its prefix`, cidr, 'write it as "192.0.2.0/28"');
    problems.must(!isNarrow || prefixOf(cidr) >= WIDEST_PREFIX, `${at} must be at most 65,536 addresses (a prefix of ${WIDEST_PREFIX} or more)`, cidr, 'name what is really called');
    return { cidrs: [cidr], names: [] };
  },
  fqdn: ({ _target: name }, at, { tier, name: environmentName, cluster }, problems) => {
    const isWildcard = typeof name === 'string' && name.startsWith('*.');
    const bare = isWildcard ? name.slice(2) : name;
    problems.must(typeof bare === 'string' && HOST.test(bare), `${at} must be a lower-case host name of at least two labels`, name, 'write it as "api.example.com"');
    problems.must(!isWildcard || tier !== Tier.PROD, `${at} must be without wildcard in production`, name, 'name each host');
    problems.must(
      cluster.networkPolicyEngine === NetworkPolicyEngine.CILIUM, `${at} must be addresses in environment ${environmentName}, whose network policies know no names`, name,
      'use Egress.cidr, or ask the platform team for Cilium',
    );
    return { cidrs: [], names: [name] };
  },
  aws: ({ _target: service }, at, { name, aws, cluster }, problems) => {
    problems.must(typeof service === 'string' && /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(service), `${at} must be a service of AWS as in its host name`, service, 'write it as "sqs"');
    const isCilium = cluster.networkPolicyEngine === NetworkPolicyEngine.CILIUM;
    problems.must(
      isCilium || aws.endpointCidrs !== undefined, `${at} must be reachable through interface endpoints in environment ${name}, which names none`, service,
      'ask the platform team for aws.endpointCidrs of the standards',
    );
    const host = awsHost(String(service), aws.region);
    return isCilium ? { cidrs: [], names: [host, `*.${host}`] } : { cidrs: aws.endpointCidrs ?? [], names: [] };
  },
};

/** Host name of an AWS service in a region. */
export function awsHost(service: string, region: string): string {
  return `${service}.${region}.amazonaws.com`;
}

function prefixOf(cidr: string): number {
  return Number(cidr.split('/')[1]);
}
