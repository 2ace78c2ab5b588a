import type { PlatformServiceProps } from './platform-service';
import { labels, selectorLabels } from '../core/labels';
import { Problems } from '../core/problems';
import { Placed } from '../environment/placement';
import { COMPUTE_SIZES, ComputeSize, SHUTDOWN_MARGIN_SECONDS, ServiceProfile } from '../standards/defaults';
import { Tier } from '../standards/standards-props';

/** A service in which nothing is optional any more. */
export interface ServiceSpec {
  readonly name: string;
  readonly placed: Placed;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
  readonly image: string;
  readonly port: number;
  readonly compute: ComputeSize;
  readonly memoryLimitMiB: number;
  readonly profile: ServiceProfile;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly livenessPath: string;
  readonly readinessPath: string;
  readonly gracePeriodSeconds: number;
  /** Whether the cluster can wait before SIGTERM by itself; it can from 1.30 on. */
  readonly sleepBeforeStop: boolean;
  readonly config: Record<string, string>;
  /** Host under which it is exposed; empty when it is not. */
  readonly host: string;
}

const DEFAULT_PORT = 8080;
const DEFAULT_SIZE = 's';
const RESERVED_VARIABLES = ['PORT', 'AWS_REGION', 'SHUTDOWN_DELAY_SECONDS'];
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|PRIVATE_KEY|API_?KEY|CREDENTIALS?)$/;
const HOST = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** Fills in what the developer left out; notes what cannot be and then answers undefined. */
export function resolveService(name: string, props: PlatformServiceProps, placed: Placed, problems: Problems): ServiceSpec | undefined {
  const { spec: { service: profile, cluster, tier, registries } } = placed;
  const sizeName = props.size ?? DEFAULT_SIZE;
  const compute = Object.hasOwn(COMPUTE_SIZES, sizeName) ? COMPUTE_SIZES[sizeName] : undefined;
  const minReplicas = props.minReplicas ?? profile.minReplicas;
  const port = props.port ?? DEFAULT_PORT;
  const livenessPath = props.livenessPath ?? '/livez';
  const readinessPath = props.readinessPath ?? '/readyz';
  const config = props.config ?? {};

  // PostgreSQL keeps roles that begin with pg_ for itself
  problems.must(!/^pg(-|$)/.test(name), 'the id of a service must not be pg or begin with pg-', name, 'its database roles would have a reserved name');
  checkImage(props, tier, registries, problems);
  problems.must(compute !== undefined, `size must be one of ${Object.keys(COMPUTE_SIZES).join(', ')}`, props.size, 'use a member of ServiceSize');
  problems.must(between(port, 1024, 65535), 'port must be a whole number from 1024 to 65535', port, 'the container is not root and cannot open a lower one');
  const maxReplicas = props.maxReplicas ?? Math.max(profile.maxReplicas, minReplicas);
  const replicas = Object.entries({ minReplicas: props.minReplicas, maxReplicas: props.maxReplicas })
    .map(([prop, count]) => problems.must(isAbsent(count) || between(count, 1, 1000), `${prop} must be a whole number from 1 to 1000`, count, 'correct it or leave it out'));
  problems.must(
    replicas.includes(false) || minReplicas <= maxReplicas,
    `maxReplicas must not be below minReplicas (${minReplicas})`, maxReplicas, 'raise maxReplicas or lower minReplicas',
  );
  for (const [prop, path] of Object.entries({ livenessPath, readinessPath })) {
    problems.must(typeof path === 'string' && /^\/[^\s?#]*$/.test(path), `${prop} must be a path that starts with a slash`, path, 'leave out host, query and fragment');
  }
  problems.must(livenessPath !== readinessPath, 'livenessPath and readinessPath must differ', livenessPath, 'a copy that is only busy would be restarted');
  const host = resolveHost(props, cluster.exposure.zones, problems);
  if (problems.must(isRecord(config), 'config must be an object of names and texts', config, 'write it as { LOG_LEVEL: \'info\' }')) {
    Object.entries(config).forEach(([key, value]) => checkVariable(key, value, problems));
  }
  if (!problems.none || !compute) {
    return undefined;
  }

  return {
    name,
    placed,
    labels: labels(placed.ownership, name),
    selector: selectorLabels(placed.ownership, name),
    image: props.image.reference,
    port,
    compute,
    memoryLimitMiB: Math.ceil(compute.memoryMiB * profile.memoryLimitPercent / 100),
    profile,
    minReplicas,
    maxReplicas,
    livenessPath,
    readinessPath,
    gracePeriodSeconds: profile.preStopSeconds + profile.drainSeconds + SHUTDOWN_MARGIN_SECONDS,
    sleepBeforeStop: Number(cluster.version.split('.')[1]) >= 30,
    config,
    host,
  };
}

function checkImage({ image }: PlatformServiceProps, tier: Tier, registries: string[], problems: Problems): void {
  // asked by its shape: an organisation's package may bring its own copy of the class
  const rule = isAbsent(image) ? 'image must be given' : 'image must be an Image';
  if (!problems.must(Array.isArray(image?._problems), rule, image, 'use Image.digest')) {
    return;
  }
  problems.list.push(...image._problems);
  problems.must(
    tier !== Tier.PROD || image.immutable, 'image must be given by digest in production', image.reference,
    'use Image.digest with the digest that the build printed; a tag can be moved',
  );
  problems.must(
    image._problems.length > 0 || registries.some(registry => image.repository.startsWith(`${registry}/`)),
    `image must come from one of the registries ${registries.join(', ')}`, image.repository, 'push it there, or ask the platform team for the registry',
  );
}

function checkVariable(key: string, value: unknown, problems: Problems): void {
  problems.must(/^[A-Za-z_][A-Za-z0-9_]*$/.test(key), 'a name in config must be letters, digits and underscores, not starting with a digit', key, 'rename it');
  problems.must(typeof value === 'string', `config ${key} must be a text`, value, 'put it in quotes, or leave it out');
  problems.must(!RESERVED_VARIABLES.includes(key), `config must not set ${RESERVED_VARIABLES.join(', ')}`, key, 'the platform sets it');
  problems.must(!SECRET_NAME.test(key.toUpperCase()), 'config must not hold secrets', key, 'keep the value in the secret store; config is readable in the repository and in the cluster');
}

/** The host under which it is exposed; empty when it is not. */
function resolveHost({ exposure }: PlatformServiceProps, zones: string[], problems: Problems): string {
  if (isAbsent(exposure)) {
    return '';
  }
  if (!problems.must(typeof exposure === 'object' && '_host' in exposure, 'exposure must be an Exposure', exposure, 'use Exposure.host(host) or Exposure.internal()')) {
    return '';
  }
  const { _host: pattern } = exposure;
  const host = typeof pattern === 'string' ? pattern.replace('{zone}', zones[0]) : pattern;
  problems.must(
    host === undefined || (HOST.test(host) && zones.some(zone => host.endsWith(`.${zone}`))),
    `host must be a name in one of the environment's zones ${zones.join(', ')}`, host, 'use a name in one of them, or ask the platform team for the zone',
  );
  return host ?? '';
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function between(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

