import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { IMAGE } from '../synthesised';
import {
  ApiDefinition, AwsPermission, Egress, EnvironmentStandards, Exposure, External, Image, InitContainer, KubernetesRule, NetworkPolicyEngine,
  PlatformApp, PlatformService, PlatformServiceProps, PostgresInstance, PostgresSize, Protocol, Runtime, SecretRef, ServiceAccountToken, ServicePort,
  ServiceRoute, ServiceSize, ServiceTier, Sidecar, Standards, Volume,
} from 'pavement';

/** A program before and after one change. */
export interface Case {
  readonly from: PlatformServiceProps;
  readonly to: PlatformServiceProps;
  /** Another service of both programs. */
  readonly other?: Partial<PlatformServiceProps>;
  /** What else the second program says. */
  readonly also?: (service: PlatformService, app: PlatformApp, other: PlatformService) => void;
  readonly standards?: Standards;
}

const BASE: PlatformServiceProps = { image: IMAGE };
const OTHER_IMAGE = Image.digest('registry.example.com/shop/helper', `sha256:${'fedcba9876543210'.repeat(4)}`);

/** Standards in which every prop can be said. */
const CAPABLE = standards({
  cluster: {
    apiServerCidrs: ['10.48.255.0/28'],
    logDestinations: ['audit'],
    priorityClasses: { 'critical': 'platform-critical', 'best-effort': 'platform-best-effort' },
    collector: { namespace: 'monitoring', service: 'otel-collector', instrumentation: 'monitoring/default' },
  },
  aws: { endpointCidrs: ['10.48.224.0/24'] },
});
const CILIUM = standards({ cluster: { networkPolicyEngine: NetworkPolicyEngine.CILIUM } });

function standards({ cluster, aws }: { cluster?: Partial<EnvironmentStandards['cluster']>; aws?: Partial<EnvironmentStandards['aws']> }): Standards {
  const { prod } = REFERENCE_STANDARDS.environments;
  return Standards.fromProps({
    ...REFERENCE_STANDARDS,
    environments: { ...REFERENCE_STANDARDS.environments, prod: { ...prod, cluster: { ...prod.cluster, ...cluster }, aws: { ...prod.aws, ...aws } } },
  });
}

/** One prop beside the image. */
function prop(props: Partial<PlatformServiceProps>, options: Partial<Case> = {}): Case {
  return { from: BASE, to: { ...BASE, ...props }, ...options };
}

/** One field of a struct that is there in both programs. */
function field(before: Partial<PlatformServiceProps>, after: Partial<PlatformServiceProps>, options: Partial<Case> = {}): Case {
  return { from: { ...BASE, ...before }, to: { ...BASE, ...after }, ...options };
}

const port = (change: Partial<ServicePort>) => ({ additionalPorts: [{ name: 'admin', port: 9000, ...change }] });
const exposed = { exposure: Exposure.host('api.{zone}') };
const route = (change: Partial<ServiceRoute>) => ({ ...exposed, routes: [{ path: '/orders', ...change }] });
const permission = (change: Partial<AwsPermission>) => ({ permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-reports/*'], ...change }] });
const token = (change: Partial<ServiceAccountToken>) => ({
  serviceAccountToken: { reason: 'elects a leader with leases', rules: [{ apiGroup: 'coordination.k8s.io', resources: ['leases'], verbs: ['get'] }], ...change },
});
const rule = (change: Partial<KubernetesRule>) => token({ rules: [{ apiGroup: 'coordination.k8s.io', resources: ['leases'], verbs: ['get'], ...change }] });
const sidecar = (change: Partial<Sidecar>) => ({ sidecars: [{ name: 'proxy', image: IMAGE, ...change }] });
const init = (change: Partial<InitContainer>) => ({ initContainers: [{ name: 'prepare', image: IMAGE, ...change }] });
const knobs = (change: object) => prop({ perEnvironment: { prod: change, dev: { size: ServiceSize.XL } } });

/** A change for every field of every struct of the props, and for everything else that a program says of a service. */
export const CASES: Record<string, Case> = {
  'PlatformServiceProps.image': field({}, { image: OTHER_IMAGE }),
  'PlatformServiceProps.tier': prop({ tier: ServiceTier.CRITICAL }, { standards: CAPABLE }),
  'PlatformServiceProps.apis': prop({ apis: [{ definition: ApiDefinition.file('api/openapi.yaml') }] }),
  'PlatformServiceProps.port': prop({ port: 9090 }),
  'PlatformServiceProps.protocol': prop({ protocol: Protocol.GRPC }),
  'PlatformServiceProps.additionalPorts': prop(port({})),
  'PlatformServiceProps.exposure': prop(exposed),
  'PlatformServiceProps.routes': field(exposed, route({})),
  'PlatformServiceProps.health': prop({ health: { livenessPath: '/up', readinessPath: '/ready' } }),
  'PlatformServiceProps.shutdown': prop({ shutdown: { drainSeconds: 60 } }),
  'PlatformServiceProps.size': prop({ size: ServiceSize.L }),
  'PlatformServiceProps.resources': prop({ resources: { cpuMillicores: 300, memoryMiB: 1536 } }),
  'PlatformServiceProps.scaling': prop({ scaling: { minReplicas: 12, maxReplicas: 24 } }),
  'PlatformServiceProps.availability': prop({ availability: { strictZones: true } }),
  'PlatformServiceProps.config': prop({ config: { COLOUR: 'green' } }),
  'PlatformServiceProps.secrets': prop({ secrets: { STRIPE_KEY: SecretRef.own('stripe') } }),
  'PlatformServiceProps.egress': prop({ egress: [Egress.cidr('192.0.2.0/28', 443)] }),
  'PlatformServiceProps.permissions': prop(permission({})),
  'PlatformServiceProps.serviceAccountToken': prop(token({}), { standards: CAPABLE }),
  'PlatformServiceProps.telemetry': prop({ telemetry: { metrics: false } }),
  'PlatformServiceProps.logs': prop({ logs: { retentionDays: 365 } }),
  'PlatformServiceProps.alerts': prop({ alerts: { runbook: 'https://wiki.example.com/api#{alert}' } }),
  'PlatformServiceProps.sidecars': prop(sidecar({})),
  'PlatformServiceProps.initContainers': prop(init({})),
  'PlatformServiceProps.volumes': prop({ volumes: [Volume.scratch('/var/cache/app', 512)] }),
  'PlatformServiceProps.perEnvironment': knobs({ size: ServiceSize.M }),

  'ServicePort.name': field(port({}), port({ name: 'debug' })),
  'ServicePort.port': field(port({}), port({ port: 9001 })),
  'ServicePort.protocol': field(port({}), port({ protocol: Protocol.GRPC })),
  'ServiceRoute.path': field(route({}), route({ path: '/carts' })),
  'ServiceRoute.methods': field(route({}), route({ methods: ['GET', 'HEAD'] })),
  'ServiceRoute.timeoutSeconds': field(route({}), route({ timeoutSeconds: 10 })),
  'ServiceHealth.livenessPath': prop({ health: { livenessPath: '/up' } }),
  'ServiceHealth.readinessPath': prop({ health: { readinessPath: '/ready' } }),
  'ServiceHealth.startupSeconds': prop({ health: { startupSeconds: 600 } }),
  'ServiceShutdown.drainSeconds': prop({ shutdown: { drainSeconds: 90 } }),
  'ServiceResources.cpuMillicores': field({ resources: { cpuMillicores: 300, memoryMiB: 1536 } }, { resources: { cpuMillicores: 400, memoryMiB: 1536 } }),
  'ServiceResources.memoryMiB': field({ resources: { cpuMillicores: 300, memoryMiB: 1536 } }, { resources: { cpuMillicores: 300, memoryMiB: 2048 } }),
  'ServiceScaling.minReplicas': prop({ scaling: { minReplicas: 5 } }),
  'ServiceScaling.maxReplicas': prop({ scaling: { maxReplicas: 40 } }),
  'ServiceScaling.cpuUtilizationPercent': prop({ scaling: { cpuUtilizationPercent: 45 } }),
  'ServiceAvailability.strictZones': prop({ availability: { strictZones: true } }),
  'AwsPermission.actions': field(permission({}), permission({ actions: ['s3:GetObject', 's3:PutObject'] })),
  'AwsPermission.resources': field(permission({}), permission({ resources: ['arn:aws:s3:::acme-invoices/*'] })),
  'ServiceAccountToken.reason': field(token({}), token({ reason: 'finds its peers by their Pods' }), { standards: CAPABLE }),
  'ServiceAccountToken.rules': field(token({}), token({ rules: [{ resources: ['pods'], verbs: ['list'] }] }), { standards: CAPABLE }),
  'KubernetesRule.apiGroup': field(rule({}), rule({ apiGroup: 'apps' }), { standards: CAPABLE }),
  'KubernetesRule.resources': field(rule({}), rule({ resources: ['leases', 'leasecandidates'] }), { standards: CAPABLE }),
  'KubernetesRule.verbs': field(rule({}), rule({ verbs: ['get', 'update'] }), { standards: CAPABLE }),
  'ServiceTelemetry.metrics': prop({ telemetry: { metrics: false } }),
  'ServiceTelemetry.metricsPath': prop({ telemetry: { metricsPath: '/internal/metrics' } }),
  'ServiceTelemetry.metricsPort': prop({ telemetry: { metricsPort: 9464 } }),
  'ServiceTelemetry.traceSamplingPercent': prop({ telemetry: { traceSamplingPercent: 1 } }),
  'ServiceTelemetry.runtime': prop({ telemetry: { runtime: Runtime.JAVA } }, { standards: CAPABLE }),
  'ServiceLogs.retentionDays': prop({ logs: { retentionDays: 7 } }),
  'ServiceLogs.destination': prop({ logs: { destination: 'audit' } }, { standards: CAPABLE }),
  'ServiceAlerts.runbook': prop({ alerts: { runbook: 'https://wiki.example.com/api' } }),
  'Sidecar.name': field(sidecar({}), sidecar({ name: 'agent' })),
  'Sidecar.image': field(sidecar({}), sidecar({ image: OTHER_IMAGE })),
  'Sidecar.args': field(sidecar({}), sidecar({ args: ['--port', '9001'] })),
  'Sidecar.size': field(sidecar({}), sidecar({ size: ServiceSize.M })),
  'Sidecar.config': field(sidecar({}), sidecar({ config: { LEVEL: 'info' } })),
  'InitContainer.name': field(init({}), init({ name: 'fetch' })),
  'InitContainer.image': field(init({}), init({ image: OTHER_IMAGE })),
  'InitContainer.args': field(init({}), init({ args: ['prepare'] })),
  'InitContainer.config': field(init({}), init({ config: { LEVEL: 'info' } })),
  'EnvironmentKnobs.size': knobs({ size: ServiceSize.XL }),
  'EnvironmentKnobs.resources': knobs({ resources: { cpuMillicores: 300, memoryMiB: 1536 } }),
  'EnvironmentKnobs.scaling': knobs({ scaling: { minReplicas: 6 } }),
  'EnvironmentKnobs.exposure': knobs({ exposure: Exposure.host('api.{zone}') }),
  'EnvironmentKnobs.config': knobs({ config: { COLOUR: 'green' } }),

  // what is not a field of the props
  'Protocol.HTTP2': prop({ protocol: Protocol.HTTP2 }),
  'Protocol.TCP': prop({ protocol: Protocol.TCP }),
  'ServiceTier.BEST_EFFORT': prop({ tier: ServiceTier.BEST_EFFORT }, { standards: CAPABLE }),
  'Egress.fqdn': prop({ egress: [Egress.fqdn('api.example.com', 443)] }, { standards: CILIUM }),
  'Egress.awsService': prop({ egress: [Egress.awsService('sqs')] }, { standards: CAPABLE }),
  'Egress.awsService with Cilium': prop({ egress: [Egress.awsService('sqs')] }, { standards: CILIUM }),
  'permissions with Cilium': prop(permission({}), { standards: CILIUM }),
  'serviceAccountToken with Cilium': prop(token({}), { standards: CILIUM }),
  'SecretRef.ownKey': field({ secrets: { STRIPE_KEY: SecretRef.own('stripe') } }, { secrets: { STRIPE_KEY: SecretRef.ownKey('stripe', 'key') } }),
  'Volume.file': prop({ volumes: [Volume.file('/etc/app/rules.json', '{"strict":true}')] }),
  'exposure of gRPC': field({ protocol: Protocol.GRPC }, { protocol: Protocol.GRPC, ...exposed }),
  'calls': prop({}, { other: { port: 9000 }, also: (service, _, other) => service.calls(other) }),
  'CallOptions': prop({}, { other: port({}), also: (service, _, other) => service.calls(other, { port: 'admin', variable: 'PRICING_ADMIN' }) }),
  'calls External': prop({}, { also: service => service.calls(External.service('ledger', 'ledger-api', { team: 'team-platform', port: 9090, protocol: Protocol.GRPC })) }),
  'allowFrom': field(port({}), port({}), { also: service => service.allowFrom(External.service('web', 'frontend')) }),
  'AllowOptions': field(port({}), port({}), { also: service => service.allowFrom(External.service('web', 'frontend'), { port: 'admin' }) }),
  'bind': prop({}, { also: (service, app) => service.bind(new PostgresInstance(app.environment('prod'), 'orders', { size: PostgresSize.SMALL })) }),
  'patch': prop({}, { also: service => service.patch({ kind: 'Deployment', path: '/spec/template/spec/dnsPolicy', value: 'None', reason: 'resolves through its own sidecar' }) }),
  'patch that removes': prop({}, { also: service => service.patch({ kind: 'Deployment', path: '/spec/minReadySeconds', reason: 'starts slowly and is checked elsewhere' }) }),
};
