import { Egress } from './egress';
import { Exposure } from './exposure';
import { SecretRef } from './secret-ref';
import { Volume } from './volume';
import { CatalogApi } from '../core/catalog-facts';
import { Image } from '../core/image';
import { PlacementProps } from '../environment/placement';
import { ServiceTier } from '../standards/standards-props';

/** How much CPU and memory each copy of a service asks for. */
export enum ServiceSize {
  /** 50 millicores, 128 MiB. */
  XS = 'xs',
  /** 100 millicores, 256 MiB. */
  S = 's',
  /** 250 millicores, 512 MiB. */
  M = 'm',
  /** 500 millicores, 1 GiB. */
  L = 'l',
  /** 1 core, 2 GiB. */
  XL = 'xl',
}

/** What is spoken on a port. */
export enum Protocol {
  /** HTTP/1.1. */
  HTTP = 'http',
  /** HTTP/2 without TLS; the same port must answer HTTP/1.1 as well, because probes speak it. */
  HTTP2 = 'http2',
  /** gRPC; the server must offer the health service of gRPC (grpc.health.v1.Health), which probes ask. */
  GRPC = 'grpc',
  /** Anything else on TCP; probes only see whether the port is open. */
  TCP = 'tcp',
}

/** A language whose OpenTelemetry agent can be injected. */
export enum Runtime {
  /** Java. */
  JAVA = 'java',
  /** Node.js. */
  NODEJS = 'nodejs',
  /** Python. */
  PYTHON = 'python',
  /** .NET. */
  DOTNET = 'dotnet',
}

/** A long-running workload that answers requests. */
export interface PlatformServiceProps extends PlacementProps {
  /** What it runs. */
  readonly image: Image;

  /**
   * How much depends on it.
   *
   * @default ServiceTier.STANDARD
   */
  readonly tier?: ServiceTier;

  /**
   * APIs that it offers, for the catalog.
   *
   * @default - none
   */
  readonly apis?: CatalogApi[];

  /**
   * Port its container listens on: 1024 to 65535, because a container that is not root cannot open a lower one. Also in `PORT`.
   * Callers use port 80.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * What is spoken on `port`.
   *
   * @default Protocol.HTTP
   */
  readonly protocol?: Protocol;

  /**
   * More ports that others can call, by name: `calls(target, { port: 'admin' })`.
   *
   * @default - none
   */
  readonly additionalPorts?: ServicePort[];

  /**
   * Who can reach it from outside its environment.
   *
   * @default Exposure.internal()
   */
  readonly exposure?: Exposure;

  /**
   * Which requests come in from outside; needs an `exposure` with a host.
   *
   * @default - all of the host
   */
  readonly routes?: ServiceRoute[];

  /**
   * How the platform sees that it works.
   *
   * @default - `/livez`, `/readyz`, 150 seconds to start
   */
  readonly health?: ServiceHealth;

  /**
   * How it stops.
   *
   * @default - the environment's time to finish what it does
   */
  readonly shutdown?: ServiceShutdown;

  /**
   * CPU and memory of each copy.
   *
   * @default ServiceSize.S
   */
  readonly size?: ServiceSize;

  /**
   * CPU and memory of each copy where no size fits.
   *
   * @default - those of `size`
   */
  readonly resources?: ServiceResources;

  /**
   * How many copies there are.
   *
   * @default - the environment's
   */
  readonly scaling?: ServiceScaling;

  /**
   * How copies are spread over zones and nodes.
   *
   * @default - as evenly as there is room
   */
  readonly availability?: ServiceAvailability;

  /**
   * Environment variables that are no secrets. A change rolls out new copies.
   *
   * @default - none
   */
  readonly config?: Record<string, string>;

  /**
   * Environment variables that are secrets, by variable. The values are in AWS Secrets Manager, never in the program.
   *
   * @default - none
   */
  readonly secrets?: Record<string, SecretRef>;

  /**
   * What it reaches outside the cluster, beside what it is bound to.
   *
   * @default - nothing
   */
  readonly egress?: Egress[];

  /**
   * What it may do in AWS, beside what it is bound to.
   *
   * @default - nothing
   */
  readonly permissions?: AwsPermission[];

  /**
   * Lets it use the Kubernetes API, which hardly any service needs.
   *
   * @default - its Pods carry no token, and the network lets nothing through to the API
   */
  readonly serviceAccountToken?: ServiceAccountToken;

  /**
   * Metrics and traces.
   *
   * @default - Prometheus scrapes `/metrics`; traces go to the environment's collector
   */
  readonly telemetry?: ServiceTelemetry;

  /**
   * What happens to its logs.
   *
   * @default - kept as long as the environment keeps them
   */
  readonly logs?: ServiceLogs;

  /**
   * What its alerts say.
   *
   * @default - the runbook of the standards
   */
  readonly alerts?: ServiceAlerts;

  /**
   * Containers that run beside the main one, from before it starts until after it has stopped.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * Containers that run one after the other, each to its end, before the main one starts.
   *
   * @default - none
   */
  readonly initContainers?: InitContainer[];

  /**
   * Directories and files that all containers of a copy see. `/tmp` is always there, for each container its own.
   *
   * @default - none
   */
  readonly volumes?: Volume[];

  /**
   * What differs between environments, by name of the environment. Nothing that makes a service less safe is among it.
   *
   * @default - the same everywhere, within the numbers of each environment
   */
  readonly perEnvironment?: Record<string, EnvironmentKnobs>;
}

/** A port beside the main one. */
export interface ServicePort {
  /** Its name: 1 to 15 lower-case letters, digits and single hyphens, with at least one letter. */
  readonly name: string;

  /** The port: 1024 to 65535. */
  readonly port: number;

  /**
   * What is spoken on it.
   *
   * @default Protocol.HTTP
   */
  readonly protocol?: Protocol;
}

/** Requests that come in from outside. */
export interface ServiceRoute {
  /** Path that they begin with, such as `/orders`. */
  readonly path: string;

  /**
   * Their HTTP methods, such as `GET`; needs the Gateway API.
   *
   * @default - all
   */
  readonly methods?: string[];

  /**
   * Seconds until the gateway gives up on an answer: 1 to the seconds that the service has to finish when it stops; needs the Gateway API.
   *
   * @default - the gateway's
   */
  readonly timeoutSeconds?: number;
}

/** How the platform sees that a service works. */
export interface ServiceHealth {
  /**
   * Path that answers 200 while the process works. A copy that fails it for about a minute is restarted. For HTTP only.
   *
   * @default "/livez"
   */
  readonly livenessPath?: string;

  /**
   * Path that answers 200 while the process can take requests. A copy that fails it gets none. For HTTP only.
   *
   * @default "/readyz"
   */
  readonly readinessPath?: string;

  /**
   * Seconds that the process may take to start, before it counts as broken: 10 to 1800.
   *
   * @default 150
   */
  readonly startupSeconds?: number;
}

/** How a service stops. */
export interface ServiceShutdown {
  /**
   * Seconds that the process has after SIGTERM to finish what it does. With the wait before SIGTERM and a margin, 180 at most.
   *
   * @default - the environment's
   */
  readonly drainSeconds?: number;
}

/** CPU and memory of each copy. There is no limit of CPU: it would only throttle a process that could use idle time. */
export interface ServiceResources {
  /** Thousandths of a core: 10 to 64000. */
  readonly cpuMillicores: number;

  /** Memory in MiB: 32 to 524288. What it is limited to follows from the environment. */
  readonly memoryMiB: number;
}

/** How many copies there are. */
export interface ServiceScaling {
  /**
   * Fewest copies: 1 to 1000.
   *
   * @default - the environment's
   */
  readonly minReplicas?: number;

  /**
   * Most copies: 1 to 1000, not below `minReplicas`.
   *
   * @default - the environment's, or `minReplicas` if that is higher
   */
  readonly maxReplicas?: number;

  /**
   * CPU use of the main container, in percent of what it asked for, above which copies are added: 10 to 90.
   *
   * @default - the environment's
   */
  readonly cpuUtilizationPercent?: number;
}

/** How copies are spread over zones and nodes. */
export interface ServiceAvailability {
  /**
   * Whether a copy rather waits than be in a zone that has more than its share. Needs at least as many copies as zones. When a zone is
   * lost, the copies that it had wait as well: choose it when being in several zones matters more than the number of copies.
   *
   * @default false
   */
  readonly strictZones?: boolean;
}

/** Actions on AWS resources. */
export interface AwsPermission {
  /** Actions, each in full, such as `s3:GetObject`. */
  readonly actions: string[];

  /** ARNs of the resources, without `*` but at the end of the last part, such as `arn:aws:s3:::acme-reports/*`. */
  readonly resources: string[];
}

/** Use of the Kubernetes API. */
export interface ServiceAccountToken {
  /** Why the service needs it; at least ten characters, for whoever reviews it. */
  readonly reason: string;

  /** What it may do in its namespace. */
  readonly rules: KubernetesRule[];
}

/** What may be done in the Kubernetes API, in the service's namespace. */
export interface KubernetesRule {
  /**
   * API group, such as `apps`.
   *
   * @default - the core group
   */
  readonly apiGroup?: string;

  /** Resources, such as `configmaps`; never `*`. */
  readonly resources: string[];

  /** Verbs, such as `get`; never `*`. */
  readonly verbs: string[];
}

/** Metrics and traces of a service. */
export interface ServiceTelemetry {
  /**
   * Whether Prometheus scrapes it.
   *
   * @default true
   */
  readonly metrics?: boolean;

  /**
   * Path of the metrics.
   *
   * @default "/metrics"
   */
  readonly metricsPath?: string;

  /**
   * Port of the metrics.
   *
   * @default - the service's own port when that speaks HTTP, else 9090
   */
  readonly metricsPort?: number;

  /**
   * Traces that are kept, in percent, when the caller has not decided: 0 to 100.
   *
   * @default - the environment's
   */
  readonly traceSamplingPercent?: number;

  /**
   * Lets the OpenTelemetry Operator inject the agent of this language.
   *
   * @default - the image brings its own instrumentation
   */
  readonly runtime?: Runtime;
}

/** What happens to the logs of a service. */
export interface ServiceLogs {
  /**
   * Days that they are kept: 1 to 3650.
   *
   * @default - the environment's
   */
  readonly retentionDays?: number;

  /**
   * Where they are sent: one of the destinations of the environment's cluster.
   *
   * @default - where all logs go
   */
  readonly destination?: string;
}

/** What the alerts of a service say. */
export interface ServiceAlerts {
  /**
   * Page that says what to do: an https URL in which `{alert}` is filled in.
   *
   * @default - the runbook of the standards
   */
  readonly runbook?: string;
}

/** A container that runs beside the main one. Its security context is that of every container. */
export interface Sidecar {
  /** Its name: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter. */
  readonly name: string;

  /** What it runs; the rules are those of the service's image. */
  readonly image: Image;

  /**
   * Arguments of its entry point.
   *
   * @default - the image's
   */
  readonly args?: string[];

  /**
   * CPU and memory.
   *
   * @default ServiceSize.XS
   */
  readonly size?: ServiceSize;

  /**
   * Environment variables that are no secrets.
   *
   * @default - none
   */
  readonly config?: Record<string, string>;
}

/** A container that runs to its end before the main one starts. Its security context is that of every container. */
export interface InitContainer {
  /** Its name: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter. */
  readonly name: string;

  /** What it runs; the rules are those of the service's image. */
  readonly image: Image;

  /**
   * Arguments of its entry point.
   *
   * @default - the image's
   */
  readonly args?: string[];

  /**
   * Environment variables that are no secrets.
   *
   * @default - none
   */
  readonly config?: Record<string, string>;
}

/** What may differ in one environment; each replaces what the service says for all. */
export interface EnvironmentKnobs {
  /**
   * CPU and memory of each copy.
   *
   * @default - as everywhere
   */
  readonly size?: ServiceSize;

  /**
   * CPU and memory of each copy where no size fits.
   *
   * @default - as everywhere
   */
  readonly resources?: ServiceResources;

  /**
   * How many copies there are; each number replaces the one for all.
   *
   * @default - as everywhere
   */
  readonly scaling?: ServiceScaling;

  /**
   * Who can reach it from outside its environment.
   *
   * @default - as everywhere
   */
  readonly exposure?: Exposure;

  /**
   * Environment variables that are no secrets; each replaces the one for all.
   *
   * @default - as everywhere
   */
  readonly config?: Record<string, string>;
}
