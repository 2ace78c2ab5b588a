import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { IMAGE } from '../synthesised';
import { Egress, ExposureKind, Exposure, External, Image, PlatformApp, PlatformService, PlatformServiceProps, SecretRef, Standards, TeamNamespace, Volume } from 'pavement';

/** A service with something wrong. */
export interface ServiceRow {
  readonly name: string;
  /** Beside the image; what no type checker would let through is the point of some rows. */
  readonly props?: Record<string, unknown>;
  readonly also?: (service: PlatformService, app: PlatformApp) => void;
  readonly standards?: Standards;
  readonly problems: string[];
}

const { prod } = REFERENCE_STANDARDS.environments;
const cluster = (change: object) => Standards.fromProps({
  ...REFERENCE_STANDARDS, environments: { ...REFERENCE_STANDARDS.environments, prod: { ...prod, cluster: { ...prod.cluster, ...change } } },
});
const INGRESS = cluster({ exposure: { kind: ExposureKind.INGRESS, name: 'nginx', namespace: 'ingress', zones: ['prod.example.com'] } });
const BARE = cluster({ monitoring: undefined, collector: undefined });
const NO_ENDPOINTS = Standards.fromProps({
  ...REFERENCE_STANDARDS, environments: { ...REFERENCE_STANDARDS.environments, prod: { ...prod, aws: { ...prod.aws, endpointCidrs: undefined } } },
});
const host = { exposure: Exposure.host('api.{zone}') };
const rule = { apiGroup: 'apps', resources: ['deployments'], verbs: ['get'] };
const token = { reason: 'elects a leader with leases', rules: [rule] };
const API = cluster({ apiServerCidrs: ['10.48.255.0/28'] });
const other = (app: PlatformApp, props: Partial<PlatformServiceProps> = {}) => new PlatformService(app.environment('prod'), 'other', { image: IMAGE, ...props });

export const ROWS: ServiceRow[] = [
  {
    name: 'a misspelled prop',
    props: { scalling: { minReplicas: 3 } },
    problems: ['[prod/api] props must have no unknown fields, got "scalling"; use one of shutdown, size, scaling, secrets, serviceAccountToken, sidecars'],
  },
  {
    name: 'a misspelled field',
    props: { health: { livenesPath: '/up' } },
    problems: ['[prod/api] health must have no unknown fields, got "livenesPath"; use one of livenessPath, readinessPath, startupSeconds'],
  },
  {
    name: 'a struct that is a number',
    props: { scaling: 3 },
    problems: ['[prod/api] scaling must be an object, got 3; write it in braces, with some of minReplicas, maxReplicas, cpuUtilizationPercent'],
  },
  {
    name: 'a list that is none',
    props: { egress: 'api.example.com' },
    problems: ['[prod/api] egress must be a list, got "api.example.com"; write it in square brackets'],
  },
  {
    name: 'a list with a hole',
    props: { sidecars: [undefined] },
    problems: ['[prod/api] sidecars must have no empty entries, got nothing; remove it'],
  },
  {
    name: 'an unknown tier',
    props: { tier: 'gold' },
    problems: ['[prod/api] tier must be one of critical, standard, best-effort, got "gold"; use a member of ServiceTier'],
  },
  {
    name: 'too few copies of a critical service',
    props: { tier: 'critical', scaling: { minReplicas: 2 } },
    problems: ['[prod/api] a critical service must have at least 3 copies in production, got 2; raise scaling.minReplicas, or lower the tier'],
  },
  {
    name: 'an unknown protocol',
    props: { protocol: 'https' },
    problems: ['[prod/api] protocol must be one of http, http2, grpc, tcp, got "https"; use a member of Protocol'],
  },
  {
    name: 'a port name with capitals',
    props: { additionalPorts: [{ name: 'Admin', port: 9000 }] },
    problems: ['[prod/api] additionalPorts[0].name must be 1 to 15 lower-case letters, digits and single hyphens, with a letter, got "Admin"; name it after what it is for, such as admin'],
  },
  {
    name: 'a port name that is too long',
    props: { additionalPorts: [{ name: 'administration-x', port: 9000 }] },
    problems: ['[prod/api] additionalPorts[0].name must be 1 to 15 lower-case letters, digits and single hyphens, with a letter, got "administration-x"; name it after what it is for, such as admin'],
  },
  {
    name: 'an additional port below 1024',
    props: { additionalPorts: [{ name: 'admin', port: 443 }] },
    problems: ['[prod/api] additionalPorts[0].port must be a whole number from 1024 to 65535, got 443; the container is not root and cannot open a lower one'],
  },
  {
    name: 'the same port twice',
    props: { additionalPorts: [{ name: 'admin', port: 8080 }] },
    problems: ['[prod/api] ports must differ, got 8080; choose another one'],
  },
  {
    name: 'a port named as the main one',
    props: { additionalPorts: [{ name: 'http', port: 9000 }] },
    problems: ['[prod/api] ports must have names of their own, got "http"; rename one; the main port is named after its protocol'],
  },
  {
    name: 'metrics on the port of something else',
    props: { additionalPorts: [{ name: 'admin', port: 9090 }], protocol: 'grpc' },
    problems: ['[prod/api] ports must differ, got 9090; choose another one'],
  },
  {
    name: 'a host for TCP',
    props: { ...host, protocol: 'tcp' },
    problems: ['[prod/api] exposure must be internal with protocol tcp, got "api.prod.example.com"; only HTTP and gRPC can be told apart by host'],
  },
  {
    name: 'gRPC through an Ingress',
    props: { ...host, protocol: 'grpc' },
    standards: INGRESS,
    problems: ['[prod/api] exposure of gRPC must be in an environment with the Gateway API, got "ingress"; an Ingress cannot say it; ask the platform team for a Gateway'],
  },
  {
    name: 'routes without a host',
    props: { routes: [{ path: '/' }] },
    problems: ['[prod/api] routes must come with an exposure, got nothing; add exposure: Exposure.host(…), or remove routes'],
  },
  {
    name: 'a route without path',
    props: { ...host, routes: [{ methods: ['GET'] }] },
    problems: ['[prod/api] routes[0].path must be a path that starts with a slash, got nothing; leave out host, query and wildcards'],
  },
  {
    name: 'a route with a wildcard',
    props: { ...host, routes: [{ path: '/orders/*' }] },
    problems: ['[prod/api] routes[0].path must be a path that starts with a slash, got "/orders/*"; leave out host, query and wildcards'],
  },
  {
    name: 'a method in small letters',
    props: { ...host, routes: [{ path: '/', methods: ['get'] }] },
    problems: ['[prod/api] routes[0].methods must be HTTP methods in capital letters, got "get"; use some of GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH'],
  },
  {
    name: 'a route that takes longer than a copy has to stop',
    props: { ...host, routes: [{ path: '/', timeoutSeconds: 60 }] },
    problems: ['[prod/api] routes[0].timeoutSeconds must be a whole number from 1 to 30, got 60; a copy that stops has 30 seconds to finish; raise shutdown.drainSeconds for longer answers'],
  },
  {
    name: 'the same route twice',
    props: { ...host, routes: [{ path: '/a' }, { path: '/a', methods: ['GET'] }] },
    problems: ['[prod/api] routes must not overlap, got "/a"; name each path once, or with different methods'],
  },
  {
    name: 'a timeout through an Ingress',
    props: { ...host, routes: [{ path: '/', timeoutSeconds: 5 }] },
    standards: INGRESS,
    problems: ['[prod/api] routes[0] must be a path only where the environment has no Gateway API, got "timeoutSeconds"; an Ingress cannot say more; ask the platform team for a Gateway'],
  },
  {
    name: 'routes for gRPC',
    props: { ...host, protocol: 'grpc', routes: [{ path: '/' }] },
    problems: ['[prod/api] routes must be left out with protocol grpc, got [{"path":"/"}]; gRPC has no paths to route by; callers see all methods'],
  },
  {
    name: 'a start that takes longer than half an hour',
    props: { health: { startupSeconds: 3600 } },
    problems: ['[prod/api] health.startupSeconds must be a whole number from 10 to 1800, got 3600; correct it or leave it out'],
  },
  {
    name: 'a probe path for gRPC',
    props: { protocol: 'grpc', health: { livenessPath: '/up' } },
    problems: ['[prod/api] health.livenessPath must be left out with protocol grpc, got "/up"; its probes have no paths'],
  },
  {
    name: 'a drain that takes longer than a node waits',
    props: { shutdown: { drainSeconds: 170 } },
    problems: ['[prod/api] shutdown.drainSeconds must be a whole number from 1 to 160, got 170; with 15 seconds before SIGTERM and 5 of margin a copy may take 180 to stop; hand longer work to a queue'],
  },
  {
    name: 'a size and resources',
    props: { size: 's', resources: { cpuMillicores: 100, memoryMiB: 256 } },
    problems: ['[prod/api] size must be left out where resources are given, got "s"; keep one of the two'],
  },
  {
    name: 'resources without memory',
    props: { resources: { cpuMillicores: 100 } },
    problems: ['[prod/api] resources.memoryMiB must be a whole number from 32 to 524288, got nothing; correct it, or use a size'],
  },
  {
    name: 'memory as a text',
    props: { resources: { cpuMillicores: 100, memoryMiB: '512Mi' } },
    problems: ['[prod/api] resources.memoryMiB must be a whole number from 32 to 524288, got "512Mi"; correct it, or use a size'],
  },
  {
    name: 'a target of CPU above 90 percent',
    props: { scaling: { cpuUtilizationPercent: 95 } },
    problems: ['[prod/api] scaling.cpuUtilizationPercent must be a whole number from 10 to 90, got 95; correct it or leave it out'],
  },
  {
    name: 'fewer copies than zones that must not be crowded',
    props: { availability: { strictZones: true }, scaling: { minReplicas: 2 } },
    problems: ['[prod/api] scaling.minReplicas must be at least the number of zones (3) with availability.strictZones, got 2; raise it, or leave out strictZones'],
  },
  {
    name: 'a private key in config',
    props: { config: { CERT: '-----BEGIN RSA PRIVATE KEY-----\nabc' } },
    problems: ['[prod/api] config CERT must not hold a secret, got "a private key"; revoke it at its issuer, keep a new one in the secret store and name it in secrets'],
  },
  {
    name: 'an AWS access key in config',
    props: { config: { AUTH: 'AKIAIOSFODNN7EXAMPLE' } },
    problems: ['[prod/api] config AUTH must not hold a secret, got "an access key of AWS"; revoke it at its issuer, keep a new one in the secret store and name it in secrets'],
  },
  {
    name: 'a URL with a password in config',
    props: { config: { BACKEND: 'https://user:hunter2@backend.example.com' } },
    problems: ['[prod/api] config BACKEND must not hold a secret, got "a URL with a password"; revoke it at its issuer, keep a new one in the secret store and name it in secrets'],
  },
  {
    name: 'a variable of OpenTelemetry in config',
    props: { config: { OTEL_SERVICE_NAME: 'me' } },
    problems: ['[prod/api] config must not set PORT, AWS_REGION, SHUTDOWN_DELAY_SECONDS or OTEL_*, got "OTEL_SERVICE_NAME"; the platform sets it'],
  },
  {
    name: 'a secret that is a text',
    props: { secrets: { STRIPE_KEY: 'rk_live_0123456789abcdef' } },
    problems: ['[prod/api] secrets STRIPE_KEY must be a SecretRef, got "something else"; use SecretRef.own(\'name\')'],
  },
  {
    name: 'a secret with a path for a name',
    props: { secrets: { STRIPE_KEY: SecretRef.own('/prod/stripe') } },
    problems: ['[prod/api] the name of secret STRIPE_KEY must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "/prod/stripe"; its path in Secrets Manager is made from it'],
  },
  {
    name: 'a variable in config and in secrets',
    props: { config: { STRIPE: 'x' }, secrets: { STRIPE: SecretRef.own('stripe') } },
    problems: ['[prod/api] a variable must be in config or in secrets, got "STRIPE"; remove it from config'],
  },
  {
    name: 'secrets without a key',
    props: { secrets: { STRIPE: SecretRef.ownKey('stripe', '') } },
    problems: ['[prod/api] the key of secret STRIPE must be given, got ""; name a key of the JSON object, or use SecretRef.own'],
  },
  {
    name: 'egress to everything',
    props: { egress: [Egress.cidr('0.0.0.0/0', 443)] },
    problems: ['[prod/api] egress[0] must be at most 65,536 addresses (a prefix of 16 or more), got "0.0.0.0/0"; name what is really called'],
  },
  {
    name: 'egress to a range with bits behind its prefix',
    props: { egress: [Egress.cidr('192.0.2.1/24', 443)] },
    problems: ['[prod/api] egress[0] must be an IPv4 CIDR block without bits behind its prefix, got "192.0.2.1/24"; write it as "192.0.2.0/28"'],
  },
  {
    name: 'egress by name where nobody knows names',
    props: { egress: [Egress.fqdn('api.example.com', 443)] },
    problems: ['[prod/api] egress[0] must be addresses in environment prod, whose network policies know no names, got "api.example.com"; use Egress.cidr, or ask the platform team for Cilium'],
  },
  {
    name: 'egress to a wildcard in production',
    props: { egress: [Egress.fqdn('*.example.com', 443)] },
    standards: cluster({ networkPolicyEngine: 'cilium' }),
    problems: ['[prod/api] egress[0] must be without wildcard in production, got "*.example.com"; name each host'],
  },
  {
    name: 'egress to a URL',
    props: { egress: [Egress.fqdn('https://api.example.com', 443)] },
    standards: cluster({ networkPolicyEngine: 'cilium' }),
    problems: ['[prod/api] egress[0] must be a lower-case host name of at least two labels, got "https://api.example.com"; write it as "api.example.com"'],
  },
  {
    name: 'egress to AWS without endpoints',
    props: { egress: [Egress.awsService('sqs')] },
    standards: NO_ENDPOINTS,
    problems: ['[prod/api] egress[0] must be reachable through interface endpoints in environment prod, which names none, got "sqs"; ask the platform team for aws.endpointCidrs of the standards'],
  },
  {
    name: 'egress to port 0',
    props: { egress: [Egress.cidr('192.0.2.0/24', 0)] },
    problems: ['[prod/api] the port of egress[0] must be a whole number from 1 to 65535, got 0; name the port that is called, usually 443'],
  },
  {
    name: 'every action of a service of AWS',
    props: { permissions: [{ actions: ['s3:*'], resources: ['arn:aws:s3:::acme-reports/*'] }] },
    problems: ['[prod/api] permissions[0].actions must be actions in full, got "s3:*"; name each without *, such as s3:GetObject'],
  },
  {
    name: 'every resource',
    props: { permissions: [{ actions: ['s3:GetObject'], resources: ['*'] }] },
    problems: ['[prod/api] permissions[0].resources must be ARNs with * at the end at most, got "*"; write it as "arn:aws:s3:::acme-reports/*"'],
  },
  {
    name: 'every bucket',
    props: { permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*'] }] },
    problems: ['[prod/api] permissions[0].resources must be ARNs with * at the end at most, got "arn:aws:s3:::*"; write it as "arn:aws:s3:::acme-reports/*"'],
  },
  {
    name: 'the right to give rights',
    props: { permissions: [{ actions: ['iam:PassRole'], resources: ['arn:aws:iam::333333333333:role/other'] }] },
    problems: ['[prod/api] permissions[0].actions must not hand out rights, got "iam:PassRole"; ask the platform team; it gives rights to services'],
  },
  {
    name: 'permissions without resources',
    props: { permissions: [{ actions: ['s3:GetObject'] }] },
    problems: ['[prod/api] permissions[0].resources must name at least one resource, got nothing; name each by its ARN'],
  },
  {
    name: 'a token without a reason',
    props: { serviceAccountToken: { rules: [rule] } },
    standards: API,
    problems: ['[prod/api] serviceAccountToken.reason must say in at least 10 characters why, got nothing; hardly any service needs the Kubernetes API; say what this one does with it'],
  },
  {
    name: 'a token without rules',
    props: { serviceAccountToken: { ...token, rules: [] } },
    standards: API,
    problems: ['[prod/api] serviceAccountToken.rules must name at least one rule, got []; say which resources it reads or changes'],
  },
  {
    name: 'a token where the API server has no known address',
    props: { serviceAccountToken: token },
    problems: ['[prod/api] serviceAccountToken must be for an environment whose API server has known addresses, which prod has not, got nothing; ask the platform team for cluster.apiServerCidrs of the standards'],
  },
  {
    name: 'the right to read Secrets',
    props: { serviceAccountToken: { ...token, rules: [{ resources: ['secrets'], verbs: ['get'] }] } },
    standards: API,
    problems: ['[prod/api] serviceAccountToken.rules[0].resources must not be secrets, got "secrets"; name what it needs in the prop secrets'],
  },
  {
    name: 'the right to impersonate',
    props: { serviceAccountToken: { ...token, rules: [{ resources: ['serviceaccounts'], verbs: ['impersonate'] }] } },
    standards: API,
    problems: ['[prod/api] serviceAccountToken.rules[0].verbs must not hand out rights, got "impersonate"; ask the platform team; it gives rights to services'],
  },
  {
    name: 'every verb',
    props: { serviceAccountToken: { ...token, rules: [{ resources: ['pods'], verbs: ['*'] }] } },
    standards: API,
    problems: ['[prod/api] serviceAccountToken.rules[0].verbs must be some of get, list, watch, create, update, patch, delete, deletecollection, got "*"; name each'],
  },
  {
    name: 'metrics on a path without metrics',
    props: { telemetry: { metrics: false, metricsPath: '/m' } },
    problems: ['[prod/api] telemetry.metricsPath must be left out where telemetry.metrics is false, got "/m"; keep one of the two'],
  },
  {
    name: 'a metrics path where nobody scrapes',
    props: { telemetry: { metricsPath: '/m' } },
    standards: BARE,
    problems: ['[prod/api] telemetry.metricsPath must be for an environment in which Prometheus scrapes, got "/m"; leave it out, or ask the platform team for cluster.monitoring of the standards'],
  },
  {
    name: 'more traces than there are',
    props: { telemetry: { traceSamplingPercent: 101 } },
    problems: ['[prod/api] telemetry.traceSamplingPercent must be a whole number from 0 to 100, got 101; correct it or leave it out'],
  },
  {
    name: 'an agent where nobody injects it',
    props: { telemetry: { runtime: 'java' } },
    problems: ['[prod/api] telemetry.runtime must be for an environment in which agents are injected, which prod is not, got "java"; leave it out and put the agent into the image, or ask the platform team for cluster.collector.instrumentation of the standards'],
  },
  {
    name: 'an agent of no language',
    props: { telemetry: { runtime: 'cobol' } },
    standards: cluster({ collector: { ...prod.cluster.collector, instrumentation: 'monitoring/default' } }),
    problems: ['[prod/api] telemetry.runtime must be one of java, nodejs, python, dotnet, got "cobol"; use a member of Runtime'],
  },
  {
    name: 'logs for eleven years',
    props: { logs: { retentionDays: 4015 } },
    problems: ['[prod/api] logs.retentionDays must be a whole number from 1 to 3650, got 4015; correct it or leave it out'],
  },
  {
    name: 'an unknown destination of logs',
    props: { logs: { destination: 'audit' } },
    problems: ['[prod/api] logs.destination must be left out where the environment has only one, got "audit"; leave it out, or ask the platform team for the destination'],
  },
  {
    name: 'a runbook without TLS',
    props: { alerts: { runbook: 'http://wiki.example.com' } },
    problems: ['[prod/api] alerts.runbook must be an https URL, got "http://wiki.example.com"; name a page that says what to do'],
  },
  {
    name: 'a runbook where nobody evaluates alerts',
    props: { alerts: { runbook: 'https://wiki.example.com' } },
    standards: BARE,
    problems: ['[prod/api] alerts.runbook must be for an environment in which Prometheus evaluates alerts, got "https://wiki.example.com"; leave it out, or ask the platform team for cluster.monitoring of the standards'],
  },
  {
    name: 'a sidecar with the name of the service',
    props: { sidecars: [{ name: 'api', image: IMAGE }] },
    problems: ['[prod/api] sidecars[0].name must not be the service\'s, got "api"; the main container has it'],
  },
  {
    name: 'a sidecar by tag in production',
    props: { sidecars: [{ name: 'proxy', image: Image.tag('registry.example.com/shop/proxy', '1.2') }] },
    problems: ['[prod/api] sidecars[0].image must be given by digest in production, got "registry.example.com/shop/proxy:1.2"; use Image.digest with the digest that the build printed; a tag can be moved'],
  },
  {
    name: 'a sidecar from elsewhere',
    props: { sidecars: [{ name: 'proxy', image: Image.digest('docker.io/library/envoy', `sha256:${'0'.repeat(64)}`) }] },
    problems: ['[prod/api] sidecars[0].image must come from one of the registries registry.example.com, got "docker.io/library/envoy"; push it there, or ask the platform team for the registry'],
  },
  {
    name: 'a sidecar with a security context',
    props: { sidecars: [{ name: 'proxy', image: IMAGE, securityContext: { privileged: true } }] },
    problems: ['[prod/api] sidecars[0] must have no unknown fields, got "securityContext"; use one of name, image, args, size, config'],
  },
  {
    name: 'two helpers with one name',
    props: { sidecars: [{ name: 'proxy', image: IMAGE }], initContainers: [{ name: 'proxy', image: IMAGE }] },
    problems: ['[prod/api] sidecars and initContainers must have names of their own, got "proxy"; rename one of them'],
  },
  {
    name: 'an init container with a size',
    props: { initContainers: [{ name: 'prepare', image: IMAGE, size: 's' }] },
    problems: ['[prod/api] initContainers[0] must have no unknown fields, got "size"; use one of name, image, args, config'],
  },
  {
    name: 'a secret in the config of a sidecar',
    props: { sidecars: [{ name: 'proxy', image: IMAGE, config: { API_TOKEN: 'x' } }] },
    problems: ['[prod/api] sidecars[0].config must not hold secrets, got "API_TOKEN"; keep the value in the secret store and name it in secrets; config is readable in the repository and in the cluster'],
  },
  {
    name: 'a volume over /etc',
    props: { volumes: [Volume.scratch('/etc', 10)] },
    problems: ['[prod/api] volumes[0] must not hide a directory of the system, got "/etc"; choose one below it'],
  },
  {
    name: 'a volume at /tmp',
    props: { volumes: [Volume.scratch('/tmp', 10)] },
    problems: ['[prod/api] volumes[0] must not hide a directory of the system, got "/tmp"; /tmp is there anyway'],
  },
  {
    name: 'a volume with a relative path',
    props: { volumes: [Volume.scratch('cache', 10)] },
    problems: ['[prod/api] the path of volumes[0] must be absolute, of letters, digits, dots, hyphens and underscores, got "cache"; write it as "/var/cache/app"'],
  },
  {
    name: 'a volume that climbs',
    props: { volumes: [Volume.scratch('/data/../etc', 10)] },
    problems: ['[prod/api] the path of volumes[0] must be absolute, of letters, digits, dots, hyphens and underscores, got "/data/../etc"; write it as "/var/cache/app"'],
  },
  {
    name: 'a volume without size',
    props: { volumes: [Volume.scratch('/cache', 0)] },
    problems: ['[prod/api] the size of volumes[0] must be a whole number of MiB from 1 to 102400, got 0; what must outlive a copy belongs into a bucket or a database'],
  },
  {
    name: 'an empty file',
    props: { volumes: [Volume.file('/etc/app/a.json', '')] },
    problems: ['[prod/api] the content of volumes[0] must be a text, got ""; read the file in the program and pass its text'],
  },
  {
    name: 'a file larger than a ConfigMap',
    props: { volumes: [Volume.file('/etc/app/a.json', 'x'.repeat(1_048_577))] },
    problems: ['[prod/api] the content of volumes[0] must be at most 1 MiB, got "1048577 bytes"; put it into the image'],
  },
  {
    name: 'two files in one directory',
    props: { volumes: [Volume.file('/etc/app/a.json', '1'), Volume.file('/etc/app/b.json', '2')] },
    problems: ['[prod/api] volumes must be in directories of their own, got "/etc/app"; choose another directory'],
  },
  {
    name: 'knobs of an environment that there is not',
    props: { perEnvironment: { production: { size: 'm' } } },
    problems: ['[prod/api] perEnvironment must name environments, one of dev, staging, prod, got "production"; correct it; tiers are not environments'],
  },
  {
    name: 'a knob that would make it less safe',
    props: { perEnvironment: { prod: { egress: [] } } },
    problems: ['[prod/api] perEnvironment.prod must have no unknown fields, got "egress"; use one of size, resources, scaling, exposure, config'],
  },
  {
    name: 'calls() to a namespace',
    also: (service, app) => service.calls(new TeamNamespace(app.environment('prod'), 'ns')),
    problems: ['[prod/api] calls() must be given a service, got construct prod/ns; declare it first; a database is for bind()'],
  },
  {
    name: 'calls() to a port that there is not',
    also: (service, app) => service.calls(other(app), { port: 'admin' }),
    problems: ['[prod/api] the port of calls() must be one of http, got "admin"; declare it in additionalPorts of other, or call another one'],
  },
  {
    name: 'calls() with a variable in small letters',
    also: (service, app) => service.calls(other(app), { variable: 'other_url' }),
    problems: ['[prod/api] the variable of calls() must be upper-case letters, digits and underscores, starting with a letter, got "other_url"; write it as "OTHER_URL", or leave it out'],
  },
  {
    name: 'calls() with a variable of config',
    props: { config: { OTHER_URL: 'x' } },
    also: (service, app) => service.calls(other(app)),
    problems: ['[prod/api] calls() must not set a variable twice, got "OTHER_URL"; give this call another one, such as { variable: \'SECOND_URL\' }'],
  },
  {
    name: 'calls() to an External of the same system',
    also: service => service.calls(External.service('shop', 'cart')),
    problems: ['[prod/api] calls() must be given the service itself within a system, got "shop/cart"; External is for what other programs declare'],
  },
  {
    name: 'calls() to an External of an unknown team',
    also: service => service.calls(External.service('ledger', 'ledger-api', { team: 'team-nope' })),
    problems: ['[prod/api] the team of External.service must be one of team-payments, team-platform, got "team-nope"; name the team that owns it'],
  },
  {
    name: 'calls() to an External with a wildcard',
    also: service => service.calls(External.service('ledger', '*')),
    problems: ['[prod/api] the name of External.service must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "*"; name it as its own program does'],
  },
  {
    name: 'allowFrom() a service of the program',
    also: (service, app) => service.allowFrom(other(app) as unknown as External),
    problems: ['[prod/api] allowFrom() must be given an External, got construct prod/other; a service of this program says it itself: caller.calls(callee)'],
  },
  {
    name: 'allowFrom() to a port that there is not',
    also: service => service.allowFrom(External.service('web', 'frontend'), { port: 'admin' }),
    problems: ['[prod/api] the port of allowFrom() must be one of http, got "admin"; declare it in additionalPorts, or open another one'],
  },
  {
    name: 'a patch without reason',
    also: service => service.patch({ kind: 'Deployment', path: '/spec/minReadySeconds', value: 5, reason: '' }),
    problems: ['[prod/api] the reason of patch() must say in at least 10 characters why no prop will do, got ""; it is written into the object and into the attestation'],
  },
  {
    name: 'a patch of a guard',
    also: service => service.patch({ kind: 'NetworkPolicy', path: '/spec/egress/-', value: {}, reason: 'we need the internet' }),
    problems: ['[prod/api] the kind of patch() must be one of Deployment, HorizontalPodAutoscaler, PodDisruptionBudget, PodMonitor, PrometheusRule, Service, got "NetworkPolicy"; name one of the service\'s objects; what guards it cannot be patched'],
  },
  {
    name: 'a patch of the security context',
    also: service => service.patch({ kind: 'Deployment', path: '/spec/template/spec/containers/0/securityContext/privileged', value: true, reason: 'it needs to be root' }),
    problems: ['[prod/api] patch() must leave alone what keeps the service safe, got "securityContext"; ask the platform team for an exception'],
  },
  {
    name: 'a patch of a whole part',
    also: service => service.patch({ kind: 'Deployment', path: '/spec/template/spec', value: {}, reason: 'we know better than that' }),
    problems: ['[prod/api] the path of patch() must be a field, not a whole part, got "/spec/template/spec"; name the field in it'],
  },
  {
    name: 'a patch that brings a host path',
    also: service => service.patch({ kind: 'Deployment', path: '/spec/template/spec/volumes/-', value: { name: 'x', hostPath: { path: '/' } }, reason: 'we need the disk of the node' }),
    problems: ['[prod/api] patch() must leave alone what keeps the service safe, got "hostPath"; ask the platform team for an exception'],
  },
  {
    name: 'a patch with a path that is none',
    also: service => service.patch({ kind: 'Deployment', path: 'spec.minReadySeconds', value: 5, reason: 'starts very slowly' }),
    problems: ['[prod/api] the path of patch() must be a JSON pointer, got "spec.minReadySeconds"; write it as "/spec/template/spec/dnsPolicy"'],
  },
];
