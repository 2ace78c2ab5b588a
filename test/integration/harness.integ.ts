import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { partsOrSkip } from './harness/parts';
import { validateStack } from './harness/terraform';

const COLD_BUILD_MS = 20 * 60 * 1000;

function deployment(name: string, container: Record<string, unknown> = {}): object {
  const secure = {
    name: 'main',
    image: 'registry.example.com/shop/checkout@sha256:0f7d0f1e3a2b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...container,
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [secure] } },
    },
  };
}

const HTTP_ROUTE = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'checkout' },
  spec: {
    parentRefs: [{ name: 'public', namespace: 'gateways' }],
    hostnames: ['checkout.example.com'],
    rules: [{ backendRefs: [{ name: 'checkout', port: 80 }] }],
  },
};

const EXTERNAL_SECRET = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'checkout' },
  spec: {
    refreshInterval: '1h',
    secretStoreRef: { kind: 'SecretStore', name: 'platform' },
    data: [{ secretKey: 'PASSWORD', remoteRef: { key: 'shop/checkout', property: 'password' } }],
  },
};

const POD_MONITOR = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'checkout' },
  spec: { selector: { matchLabels: { app: 'checkout' } }, podMetricsEndpoints: [{ port: 'metrics' }] },
};

const SERVICE_MONITOR = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'checkout' },
  spec: { selector: { matchLabels: { app: 'checkout' } }, endpoints: [{ port: 'metrics' }] },
};

const PROMETHEUS_RULE = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'checkout' },
  spec: { groups: [{ name: 'checkout', rules: [{ alert: 'Down', expr: 'up == 0', for: '5m', labels: { severity: 'page' } }] }] },
};

const CILIUM_NETWORK_POLICY = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'checkout' },
  spec: {
    endpointSelector: { matchLabels: { app: 'checkout' } },
    egress: [{ toFQDNs: [{ matchName: 'api.example.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }],
  },
};

/** JSON is YAML, and a stream that starts with a separator is read as YAML. */
function yaml(...objects: object[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object, undefined, 2)}\n`).join('');
}

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('control plane', () => {
  let controlPlane: ControlPlane | undefined;

  function server(): ControlPlane {
    if (!controlPlane) throw new Error('the control plane did not start');
    return controlPlane;
  }

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    await controlPlane.applyCrds();
    controlPlane.createRestrictedNamespaces('shop', 'other');
  }, COLD_BUILD_MS);

  afterAll(async () => controlPlane?.stop());

  test('takes built-in and custom kinds', () => {
    const manifests = yaml(deployment('checkout'), HTTP_ROUTE, EXTERNAL_SECRET, POD_MONITOR);
    expect(server().serverSideApply(manifests, { namespace: 'shop' })).toEqual([]);
    const stored = server().kubectl(['get', 'deployments,httproutes,externalsecrets,podmonitors', '-n', 'shop', '-o', 'name']);
    expect(stored.stdout.trim().split('\n')).toHaveLength(4);
  });

  test.each([
    ['ServiceMonitor', SERVICE_MONITOR, 'endpoint'],
    ['PrometheusRule', PROMETHEUS_RULE, 'group'],
    ['CiliumNetworkPolicy', CILIUM_NETWORK_POLICY, 'egres'],
  ])('takes a %s and refuses a field that its definition does not have', (_, object, misspelt) => {
    const odd = { ...object, metadata: { name: 'odd' }, spec: { ...object.spec, [misspelt]: [] } };
    expect(server().serverSideApply(yaml(object), { namespace: 'shop' })).toEqual([]);
    expect(server().serverSideApply(yaml(odd), { namespace: 'shop' })).toEqual([expect.stringContaining(`.spec.${misspelt}`)]);
  });

  test('stores nothing in a dry run', () => {
    expect(server().serverSideApply(yaml(deployment('dry')), { namespace: 'shop', dryRun: true })).toEqual([]);
    expect(server().kubectl(['get', 'deployment', 'dry', '-n', 'shop']).stderr).toMatch(/NotFound/);
  });

  test('refuses unknown fields of built-in and custom kinds, each as its own problem', () => {
    const manifests = yaml(
      { ...POD_MONITOR, metadata: { name: 'odd' }, spec: { ...POD_MONITOR.spec, podMetricEndpoints: [] } },
      deployment('fine'),
      deployment('odd', { imagePolicy: 'Always' }),
    );
    const problems = server().serverSideApply(manifests, { namespace: 'shop' });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/podMetricEndpoints/);
    expect(problems[1]).toMatch(/imagePolicy/);
    expect(server().kubectl(['get', 'deployments', '-n', 'shop', '-o', 'name']).stdout).toMatch(/fine/);
  });

  test('refuses a Pod that breaks the restricted level and warns about a Deployment of such Pods', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'root' }, spec: { containers: [{ name: 'main', image: 'root' }] } };
    const problems = server().serverSideApply(yaml(deployment('root', { securityContext: {} }), pod), { namespace: 'shop' });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/Warning: would violate PodSecurity "restricted/);
    expect(problems[1]).toMatch(/Forbidden/);
  });

  test('reports a kind that it does not know, and manifests that hold nothing', () => {
    expect(server().serverSideApply(yaml({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' } }))).toHaveLength(1);
    expect(server().serverSideApply('---\n')).toHaveLength(1);
  });

  test('takes a folder of manifests', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pavement-manifests-'));
    try {
      for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.yaml`), yaml(deployment(name)));
      expect(server().serverSideApply(folder, { namespace: 'other' })).toEqual([]);
      expect(server().kubectl(['get', 'deployments', '-n', 'other', '-o', 'name']).stdout.trim().split('\n')).toHaveLength(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

(partsOrSkip('terraform') ? describe : describe.skip)('terraform', () => {
  let folder: string;

  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'pavement-stacks-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  function stack(key: Record<string, unknown>): string {
    const dir = mkdtempSync(join(folder, 'stack-'));
    writeFileSync(join(dir, 'cdk.tf.json'), JSON.stringify({
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.0.0' } }, backend: { local: { path: 'terraform.tfstate' } } },
      provider: { aws: [{ region: 'eu-west-1' }] },
      resource: { aws_kms_key: { key: key } },
    }, undefined, 2));
    return dir;
  }

  test('validates stacks with the schema of the real AWS provider', async () => {
    const [good, unknown, missing] = await Promise.all([
      validateStack(stack({ description: 'orders', enable_key_rotation: true })),
      validateStack(stack({ descriptoin: 'orders' })),
      validateStack(stack({ description: '${aws_kms_key.other.arn}' })),
    ]);
    expect(good).toEqual([]);
    expect(unknown).toEqual([expect.stringMatching(/^error at cdk\.tf\.json:\d+, in resource\.aws_kms_key\.key: .*"descriptoin"/)]);
    expect(missing).toEqual([expect.stringMatching(/undeclared resource/)]);
  }, COLD_BUILD_MS);
});
