import { ApiObject } from 'cdk8s';
import { SERVICE_PROFILES } from '../../src/standards/defaults';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import { Access, Exposure, ExposureKind, Image, PlatformService, PlatformServiceProps, PostgresInstance, PostgresSize, ServiceSize, Standards, Tier, WorkloadIdentity } from 'pavement';

describe('what every service gets', () => {
  test.each(['dev', 'staging', 'prod'])('scales between the numbers of its environment when the developer says nothing: %s', environment => {
    const { minReplicas, maxReplicas, cpuUtilizationPercent } = SERVICE_PROFILES[environment as Tier];

    const { spec } = service(environment).one(environment, 'api', 'HorizontalPodAutoscaler');

    expect(spec).toMatchObject({ minReplicas, maxReplicas });
    expect(spec.metrics[0].containerResource.target.averageUtilization).toBe(cpuUtilizationPercent);
  });

  test('leaves the number of copies to the autoscaler', () => {
    expect(service('prod').one('prod', 'api', 'Deployment').spec).not.toHaveProperty('replicas');
  });

  test.each(['dev', 'prod'])('has a disruption budget that lets one copy go at a time, so that no drain waits for ever: %s', environment => {
    expect(service(environment).one(environment, 'api', 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  test.each(['dev', 'staging', 'prod'])('may take longer to stop than it is told to wait and to drain: %s', environment => {
    const profile = SERVICE_PROFILES[environment as Tier];
    const pod = service(environment).one(environment, 'api', 'Deployment').spec.template.spec;

    expect(pod.containers[0].lifecycle.preStop.sleep.seconds).toBe(profile.preStopSeconds);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(profile.preStopSeconds + profile.drainSeconds);
  });

  test('is restarted later than it is taken out of service', () => {
    const [{ readinessProbe, livenessProbe }] = service('prod').one('prod', 'api', 'Deployment').spec.template.spec.containers;
    const seconds = (probe: Document) => probe.periodSeconds * probe.failureThreshold;

    expect(seconds(livenessProbe)).toBeGreaterThan(seconds(readinessProbe));
  });

  test('says on every object and Pod who owns it, who pays and where it is', () => {
    const documents = service('prod', { config: { COLOUR: 'green' }, exposure: Exposure.host('api.{zone}') }).manifests('prod', 'api');
    const expected = {
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'pavement',
      'platform.example.com/owner': 'team-payments',
      'platform.example.com/cost-center': 'cc-1001',
      'platform.example.com/system': 'shop',
      'platform.example.com/environment': 'prod',
    };

    expect(documents).toHaveLength(11);
    documents.forEach(document => expect(document.metadata).toMatchObject({ labels: expected, namespace: 'shop' }));
    expect(documents.find(({ kind }) => kind === 'Deployment').spec.template.metadata.labels).toEqual({ ...expected, 'platform.example.com/log-retention-days': '90' });
  });

  test('lets nobody in but who scrapes it, and reaches nothing but DNS and the collector until it says so', () => {
    const { spec } = service('prod').one('prod', 'api', 'NetworkPolicy');
    const monitoring = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }];

    expect(spec.ingress).toEqual([{ from: monitoring, ports: [{ port: 8080, protocol: 'TCP' }] }]);
    expect(spec.egress).toHaveLength(2);
    expect(spec.egress[1]).toEqual({ to: monitoring, ports: [{ port: 4318, protocol: 'TCP' }] });
    expect(spec.egress[0].ports).toEqual([{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }]);
  });

  test('starts its Pods after their identity, configuration and network policy are in place', () => {
    const kinds = service('prod', { config: { COLOUR: 'green' } }).manifests('prod', 'api').map(({ kind }) => kind);

    for (const earlier of ['ServiceAccount', 'ConfigMap', 'NetworkPolicy']) {
      expect(kinds.indexOf(earlier)).toBeLessThan(kinds.indexOf('Deployment'));
    }
  });

  test('makes no Terraform as long as it uses nothing', () => {
    expect(Object.keys(service('prod').files)).not.toContain('cdktf.out/stacks/prod/cdk.tf.json');
  });
});

describe('what a developer can say', () => {
  test('the port is the container\'s, the probes\', the network policy\'s and in PORT, while the Service stays on 80', () => {
    const output = service('prod', { port: 9090, exposure: Exposure.host('api.{zone}') });
    const [container] = output.one('prod', 'api', 'Deployment').spec.template.spec.containers;

    expect(container.ports).toEqual([{ name: 'http', containerPort: 9090, protocol: 'TCP' }]);
    expect(container.env).toContainEqual({ name: 'PORT', value: '9090' });
    expect(container.livenessProbe.httpGet.port).toBe('http');
    expect(output.one('prod', 'api', 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ port: 9090, protocol: 'TCP' }]);
    expect(output.one('prod', 'api', 'Service').spec.ports[0]).toMatchObject({ port: 80, targetPort: 'http' });
  });

  test('a bigger size asks for more, and in production the limit of memory is what was asked for', () => {
    const [{ resources }] = service('prod', { size: ServiceSize.L }).one('prod', 'api', 'Deployment').spec.template.spec.containers;

    expect(resources.requests).toMatchObject({ cpu: '500m', memory: '1Gi' });
    expect(resources.limits).toEqual({ 'memory': '1Gi', 'ephemeral-storage': '1Gi' });
  });

  test('more copies than the environment\'s most raise the most', () => {
    expect(service('prod', { scaling: { minReplicas: 12 } }).one('prod', 'api', 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 12, maxReplicas: 12 });
  });

  test('a change of config rolls out new copies, another order of it does not', () => {
    const name = (config: Record<string, string>) => {
      const output = service('prod', { config });
      const { metadata } = output.one('prod', 'api', 'ConfigMap');
      expect(output.one('prod', 'api', 'Deployment').spec.template.spec.containers[0].envFrom).toEqual([{ configMapRef: { name: metadata.name } }]);
      return metadata.name;
    };

    expect(name({ A: '1', B: '2' })).toBe(name({ B: '2', A: '1' }));
    expect(name({ A: '1', B: '2' })).not.toBe(name({ A: '1', B: '3' }));
  });

  test('a host routes from the gateway, and only its namespace is let in', () => {
    const output = service('prod', { exposure: Exposure.host('api.prod.example.com') });

    const [redirect, route] = output.ofKind('prod', 'api', 'HTTPRoute');
    expect(route.spec).toMatchObject({
      parentRefs: [{ name: 'platform', namespace: 'gateway-system', sectionName: 'https' }], hostnames: ['api.prod.example.com'],
    });
    expect(redirect.spec).toMatchObject({
      parentRefs: [{ sectionName: 'http' }], rules: [{ filters: [{ requestRedirect: { scheme: 'https' } }] }],
    });
    expect(output.one('prod', 'api', 'NetworkPolicy').spec.ingress[0].from).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway-system' } } },
    ]);
  });

  test('a host is an Ingress with TLS where the cluster has ingress', () => {
    const output = service('prod', { exposure: Exposure.host('api.{zone}') }, standards({
      exposure: { kind: ExposureKind.INGRESS, name: 'nginx', namespace: 'ingress', zones: ['example.com'] },
    }));

    expect(output.one('prod', 'api', 'Ingress').spec).toMatchObject({ ingressClassName: 'nginx', tls: [{ hosts: ['api.example.com'] }] });
    expect(output.ofKind('prod', 'api', 'HTTPRoute')).toEqual([]);
  });

  test('a tag is fine before production', () => {
    const output = service('dev', { image: Image.tag('registry.example.com/shop/api', '1.2.3') });

    expect(output.one('dev', 'api', 'Deployment').spec.template.spec.containers[0].image).toBe('registry.example.com/shop/api:1.2.3');
  });

  test('an object that is added to the service is in its file, its namespace and carries its labels', () => {
    const output = synthesise(app => {
      const api = new PlatformService(app.environment('dev'), 'api', { image: IMAGE });
      new ApiObject(api, 'extra', { apiVersion: 'v1', kind: 'Secret' });
    });

    expect(output.one('dev', 'api', 'Secret').metadata).toMatchObject({
      namespace: 'shop', labels: { 'platform.example.com/owner': 'team-payments' },
    });
  });
});

describe('an older cluster', () => {
  test('before 1.30 the process is told to wait by itself, because Kubernetes cannot and a shell is not there', () => {
    const pod = service('prod', {}, standards({ version: '1.29' })).one('prod', 'api', 'Deployment').spec.template.spec;

    expect(pod.containers[0]).not.toHaveProperty('lifecycle');
    expect(pod.containers[0].env).toContainEqual({ name: 'SHUTDOWN_DELAY_SECONDS', value: '15' });
    expect(pod.terminationGracePeriodSeconds).toBe(50);
  });
});

describe('calls()', () => {
  test('opens both ends, for that caller and that port only', () => {
    const output = synthesise(app => {
      const prod = app.environment('prod');
      const [shop, pricing] = ['shop', 'pricing'].map((id, i) => new PlatformService(prod, id, { image: IMAGE, port: 8000 + i }));
      shop.calls(pricing);
    });
    const peer = (name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' } },
    });

    expect(output.one('prod', 'shop', 'NetworkPolicy').spec.egress.slice(2)).toEqual([{ to: [peer('pricing')], ports: [{ port: 8001, protocol: 'TCP' }] }]);
    expect(output.one('prod', 'pricing', 'NetworkPolicy').spec.ingress.slice(1)).toEqual([{ from: [peer('shop')], ports: [{ port: 8001, protocol: 'TCP' }] }]);
    expect(output.one('prod', 'shop', 'NetworkPolicy').spec.ingress).toHaveLength(1);
    expect(output.one('prod', 'pricing', 'NetworkPolicy').spec.egress).toHaveLength(2);
  });
});

describe('bind()', () => {
  test('gives the environment contract of libpq, with the address from the connection descriptor', () => {
    const output = bound();
    const env = output.one('prod', 'api', 'Deployment').spec.template.spec.containers[0].env;
    const [host] = env.filter(({ name }: { name: string }) => name === 'PGHOST');
    const secret = output.one('prod', 'api', 'ExternalSecret');

    expect(env.filter(({ name, value }: { name: string; value?: string }) => value !== undefined && !name.startsWith('OTEL_'))).toEqual([
      { name: 'PORT', value: '8080' },
      { name: 'AWS_REGION', value: 'eu-central-1' },
      { name: 'PGPORT', value: '15432' },
      { name: 'PGDATABASE', value: 'orders' },
      { name: 'PGUSER', value: 'api_app' },
      { name: 'PGSSLMODE', value: 'verify-full' },
      { name: 'PGSSLROOTCERT', value: '/etc/ssl/rds/global-bundle.pem' },
      { name: 'PGAPPNAME', value: 'api' },
      { name: 'PGCONNECT_TIMEOUT', value: '5' },
    ]);
    expect(host.valueFrom.secretKeyRef).toEqual({ name: secret.spec.target.name, key: secret.spec.data[0].secretKey });
    expect(secret.spec.data[0].remoteRef).toEqual({ key: output.resource('prod', 'aws_ssm_parameter', 'orders_descriptor').name, property: 'host' });
  });

  test('lets the service reach the database and its credentials, and the database let in the Pods, on the same port', () => {
    const output = bound();
    const { egress } = output.one('prod', 'api', 'NetworkPolicy').spec;

    expect(egress.slice(2).map(({ ports }: { ports: unknown[] }) => ports)).toEqual([[{ port: 15432, protocol: 'TCP' }], [{ port: 80, protocol: 'TCP' }]]);
    expect(output.resource('prod', 'aws_vpc_security_group_ingress_rule', 'orders_from_api')).toMatchObject({
      from_port: 15432, to_port: 15432, ip_protocol: 'tcp', cidr_ipv4: '10.48.0.0/17',
    });
  });

  test.each([
    [Access.READ, 'api_ro'],
    [Access.READ_WRITE, 'api_app'],
  ])('allows exactly the login as the role for %s', (access, role) => {
    const output = bound(access);
    const policy = JSON.parse(output.resource('prod', 'aws_iam_policy', 'api_policy').policy);

    expect(policy.Statement).toEqual([{
      Effect: 'Allow',
      Action: ['rds-db:connect'],
      Resource: [`arn:aws:rds-db:eu-central-1:333333333333:dbuser:\${aws_db_instance.orders.resource_id}/${role}`],
    }]);
    expect(output.one('prod', 'api', 'Deployment').spec.template.spec.containers[0].env).toContainEqual({ name: 'PGUSER', value: role });
  });

  test('the role can be taken by the ServiceAccount of the Pods and by nobody else', () => {
    const output = bound();
    const account = output.one('prod', 'api', 'Deployment').spec.template.spec.serviceAccountName;
    const association = output.resource('prod', 'aws_eks_pod_identity_association', 'api_identity');
    const trust = JSON.parse(output.resource('prod', 'aws_iam_role', 'api_role').assume_role_policy);

    expect(association).toMatchObject({ service_account: account, namespace: 'shop', cluster_name: 'prod', role_arn: '${aws_iam_role.api_role.arn}' });
    expect(trust.Statement[0].Principal).toEqual({ Service: 'pods.eks.amazonaws.com' });
    expect(trust.Statement[0].Condition.StringEquals).toMatchObject({
      'aws:RequestTag/kubernetes-namespace': 'shop', 'aws:RequestTag/kubernetes-service-account': account,
    });
  });

  test('where the cluster has no Pod Identity, the ServiceAccount names the role and the role trusts the ServiceAccount', () => {
    const output = bound(Access.READ_WRITE, standards({ workloadIdentity: WorkloadIdentity.IRSA, oidcIssuer: 'oidc.example.com/id/1' }));
    const role = output.resource('prod', 'aws_iam_role', 'api_role');

    expect(output.one('prod', 'api', 'ServiceAccount').metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': `arn:aws:iam::333333333333:role/${role.name}` });
    expect(JSON.parse(role.assume_role_policy).Statement[0].Condition.StringEquals).toEqual({
      'oidc.example.com/id/1:aud': 'sts.amazonaws.com', 'oidc.example.com/id/1:sub': 'system:serviceaccount:shop:api',
    });
    expect(output.terraform('prod').resource).not.toHaveProperty('aws_eks_pod_identity_association');
  });

  test('a second database keeps its own names behind a prefix', () => {
    const output = synthesise(app => {
      const prod = app.environment('prod');
      const api = new PlatformService(prod, 'api', { image: IMAGE });
      api.bind(new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL }));
      api.bind(new PostgresInstance(prod, 'ledger', { size: PostgresSize.SMALL }), { prefix: 'LEDGER' });
    });
    const names = output.one('prod', 'api', 'Deployment').spec.template.spec.containers[0].env.map(({ name }: { name: string }) => name);

    expect(names).toEqual(expect.arrayContaining(['PGHOST', 'PGDATABASE', 'LEDGER_PGHOST', 'LEDGER_PGDATABASE']));
    expect(new Set(names).size).toBe(names.length);
    expect(output.ofKind('prod', 'api', 'ExternalSecret')).toHaveLength(2);
  });
});

function service(environment: string, props: Partial<PlatformServiceProps> = {}, by?: Standards): Synthesised {
  return synthesise(app => new PlatformService(app.environment(environment), 'api', { image: IMAGE, ...props }), by && { standards: by });
}

function bound(access?: Access, by?: Standards): Synthesised {
  return synthesise(app => {
    const prod = app.environment('prod');
    const orders = new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL });
    new PlatformService(prod, 'api', { image: IMAGE }).bind(orders, { access });
  }, by && { standards: by });
}

/** The reference standards with another cluster in production. */
function standards(cluster: object): Standards {
  const { prod } = REFERENCE_STANDARDS.environments;
  return Standards.fromProps({ ...REFERENCE_STANDARDS, environments: { prod: { ...prod, cluster: { ...prod.cluster, ...cluster } } } });
}
