import fc from 'fast-check';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import {
  Egress, EnvironmentStandards, Exposure, ExposureKind, Image, NetworkPolicyEngine, PlatformServiceProps, Protocol, Runtime, SecretRef, ServiceSize,
  ServiceTier, Standards, StandardsProps, Volume, WorkloadIdentity,
} from 'pavement';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Mostly what a developer would say, sometimes what nobody should. */
function mostly<T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<unknown>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 24, arbitrary: good }, { weight: 1, arbitrary: bad as fc.Arbitrary<T> });
}

function optional<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}$/);
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('true', 'null', '1e3', 'a: b', 'two\nlines', '- x', ' '));
const variable = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
const image = mostly(
  fc.constantFrom(Image.digest('registry.example.com/shop/api', DIGEST), Image.digest('registry.example.com/shop/helper', DIGEST)),
  fc.constantFrom(Image.tag('registry.example.com/shop/api', '1'), Image.digest('docker.io/library/api', DIGEST), undefined),
);
const size = fc.constantFrom(...Object.values(ServiceSize));
const config = fc.dictionary(variable, text, { maxKeys: 3, noNullPrototype: true });
const between = (min: number, max: number) => fc.integer({ min, max });
const scaling = optional({ minReplicas: between(1, 12), maxReplicas: between(4, 30), cpuUtilizationPercent: between(10, 90) });
const resources = fc.record({ cpuMillicores: fc.integer({ min: 10, max: 64_000 }), memoryMiB: fc.integer({ min: 32, max: 8192 }) });
const exposure = fc.constantFrom(Exposure.host('api.{zone}'), Exposure.internal());
const helper = { name: id, image, args: fc.array(text, { maxLength: 2 }), config };
const port = fc.integer({ min: 1024, max: 65535 });
const path = fc.stringMatching(/^(\/[a-z]{1,4}){1,2}$/);

/** A value for each prop. */
const values: { [K in keyof Omit<PlatformServiceProps, 'image'>]: fc.Arbitrary<PlatformServiceProps[K]> } = {
  tier: fc.constantFrom(...Object.values(ServiceTier)),
  port: mostly(port, fc.constantFrom(80, -1, NaN, '8080')),
  protocol: fc.constantFrom(...Object.values(Protocol)),
  additionalPorts: fc.array(fc.record({ name: fc.stringMatching(/^[a-z]{1,6}$/), port, protocol: fc.constantFrom(...Object.values(Protocol)) }), { maxLength: 2 }),
  exposure,
  routes: fc.array(fc.record({ path, methods: fc.subarray(['GET', 'POST', 'PUT']), timeoutSeconds: fc.integer({ min: 1, max: 40 }) }, { requiredKeys: ['path'] }), { maxLength: 2 }),
  health: optional({ livenessPath: path, readinessPath: path, startupSeconds: fc.integer({ min: 10, max: 1800 }) }),
  shutdown: optional({ drainSeconds: mostly(fc.integer({ min: 1, max: 150 }), fc.constant(1000)) }),
  size,
  resources,
  scaling,
  availability: optional({ strictZones: fc.boolean() }),
  config,
  secrets: fc.dictionary(variable, fc.constantFrom(SecretRef.own('stripe'), SecretRef.ownKey('stripe', 'key')), { maxKeys: 2, noNullPrototype: true }),
  egress: fc.array(fc.constantFrom(Egress.cidr('192.0.2.0/28', 443), Egress.awsService('sqs'), Egress.fqdn('api.example.com', 443)), { maxLength: 2 }),
  permissions: fc.array(fc.constantFrom({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-reports/*'] }), { maxLength: 1 }),
  serviceAccountToken: fc.constant({ reason: 'elects a leader with leases', rules: [{ apiGroup: 'coordination.k8s.io', resources: ['leases'], verbs: ['get'] }] }),
  telemetry: optional({
    metrics: fc.constant(
      true,
    ),
    metricsPath: path,
    metricsPort: port,
    traceSamplingPercent: fc.integer({ min: 0, max: 100 }),
    runtime: fc.constantFrom(...Object.values(Runtime)),
  }),
  logs: optional({ retentionDays: fc.integer({ min: 1, max: 3650 }) }),
  alerts: optional({ runbook: fc.constant('https://wiki.example.com/{alert}') }),
  sidecars: fc.array(fc.record({ ...helper, size }, { requiredKeys: ['name', 'image'] }), { maxLength: 2 }),
  initContainers: fc.array(fc.record(helper, { requiredKeys: ['name', 'image'] }), { maxLength: 1 }),
  volumes: fc.uniqueArray(fc.constantFrom(Volume.scratch('/var/cache/app', 64), Volume.file('/etc/app/rules.json', '{"a": 1}\n'), Volume.scratch('/data', 2048)), { maxLength: 2 }),
  perEnvironment: fc.record({ prod: optional({ size, scaling, exposure, config }) }),
};

/** Props of a service: the image and some others, in any combination. */
export const arbitraryProps: fc.Arbitrary<PlatformServiceProps> = fc.subarray(Object.keys(values), { maxLength: 7 }).chain(keys => fc.record({
  image, ...Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key))),
})) as fc.Arbitrary<PlatformServiceProps>;

/** Standards of different platforms: old and new clusters, Gateway or Ingress, with and without Cilium, monitoring and a collector. */
export const arbitraryStandards: fc.Arbitrary<Standards> = fc.record({
  version: fc.constantFrom('1.28', '1.29', '1.30', '1.33', '1.37'),
  networkPolicyEngine: fc.constantFrom(...Object.values(NetworkPolicyEngine)),
  workloadIdentity: fc.constantFrom(...Object.values(WorkloadIdentity)),
  isGateway: fc.boolean(),
  monitored: fc.boolean(),
  instrumented: fc.boolean(),
}).map(({ version, networkPolicyEngine, workloadIdentity, isGateway, monitored, instrumented }) => Standards.fromProps(standardsWith({
  version,
  networkPolicyEngine,
  workloadIdentity,
  oidcIssuer: 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE',
  apiServerCidrs: ['10.48.255.0/28'],
  exposure: isGateway
    ? { kind: ExposureKind.GATEWAY, name: 'platform', namespace: 'gateway-system', zones: ['prod.example.com'], plainListener: 'http' }
    : { kind: ExposureKind.INGRESS, name: 'nginx', namespace: 'ingress', zones: ['prod.example.com'] },
  monitoring: monitored ? { namespace: 'monitoring', labels: { release: 'prometheus' } } : undefined,
  collector: instrumented ? { namespace: 'monitoring', service: 'otel', instrumentation: 'monitoring/default' } : undefined,
})));

function standardsWith(change: Partial<EnvironmentStandards['cluster']>): StandardsProps {
  const { prod } = REFERENCE_STANDARDS.environments;
  return {
    ...REFERENCE_STANDARDS,
    environments: { prod: { ...prod, aws: { ...prod.aws, endpointCidrs: ['10.48.224.0/24'] }, cluster: { ...prod.cluster, ...change } } },
  };
}
