import { readFileSync } from 'fs';
import { join } from 'path';
import { ARTICLE } from './article';
import { withFile, written } from './written';
import { GOVERNANCE_FILES } from '../synthesised';
import {
  Access, Egress, Exposure, External, Image, Intents, PlatformApp, PlatformMigration, PlatformService, PostgresExtension, PostgresInstance,
  PostgresSize, Protocol, SecretRef, ServiceSize, ServiceTier, TeamNamespace, Volume,
} from 'pavement';

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const EXAMPLES = join(__dirname, '../../examples');

test('the quick start as YAML writes the bytes that the program writes', () => {
  const yaml = written('checkout', app => addFile(app, readFileSync(join(EXAMPLES, 'intents/platform.yaml'), 'utf8')));
  const program = written('checkout', (app) => {
    for (const environment of app.environments) {
      const orders = new PostgresInstance(environment, 'orders-db', { size: PostgresSize.SMALL });
      const checkout = new PlatformService(environment, 'checkout-api', { image: Image.digest('registry.example.com/shop/checkout-api', DIGEST), port: 8080 });
      checkout.bind(orders);
    }
  });

  expect(Object.keys(program)).toContain('dist/prod/checkout-api.k8s.yaml');
  expect(yaml).toEqual(program);
});

test('the article\'s document, as it stands, is the one statement of a program', () => {
  const yaml = written('shop', app => addFile(app, ARTICLE), null);
  const program = written('shop', app => new PostgresInstance(app, 'orders-db', { size: PostgresSize.SMALL, environment: 'prod', team: 'team-payments' }), null);

  expect(Object.keys(yaml).sort()).toEqual(['catalog-info.yaml', 'cdktf.out/stacks/prod/cdk.tf.json', ...GOVERNANCE_FILES, 'pavement.ledger.json']);
  expect(yaml).toEqual(program);
});

test('everything that a program can say can be said as data', () => {
  const yaml = written('shop', app => addFile(app, readFileSync(join(__dirname, 'in-depth.yaml'), 'utf8')));
  const program = written('shop', (app) => {
    for (const environment of app.environments) {
      new TeamNamespace(environment, 'namespace', { cpuCores: 40 });
      const orders = new PostgresInstance(environment, 'orders-db', {
        size: PostgresSize.MEDIUM,
        version: 17,
        readReplicas: 1,
        extensions: [PostgresExtension.PG_TRGM],
        parameters: { statementTimeoutSeconds: 30 },
        backupWindow: { startUtc: '01:00' },
      });
      const pricing = new PlatformService(environment, 'pricing', {
        image: Image.digest('registry.example.com/shop/pricing', DIGEST), protocol: Protocol.GRPC, port: 9090, exposure: Exposure.internal(), telemetry: { metricsPort: 9464 },
      });
      const checkout = new PlatformService(environment, 'checkout', {
        image: Image.digest('registry.example.com/shop/checkout', DIGEST),
        tier: ServiceTier.CRITICAL,
        additionalPorts: [{ name: 'admin', port: 9000 }],
        exposure: Exposure.host('checkout.{zone}'),
        routes: [{ path: '/orders', methods: ['GET', 'POST'], timeoutSeconds: 20 }],
        size: ServiceSize.M,
        config: { CURRENCY: 'EUR' },
        secrets: { STRIPE_KEY: SecretRef.own('stripe'), MAIL_PASSWORD: SecretRef.ownKey('mail', 'password') },
        egress: [Egress.awsService('sqs'), Egress.cidr('192.0.2.16/28', 443)],
        sidecars: [{ name: 'proxy', image: Image.digest('registry.example.com/platform/proxy', DIGEST), args: ['--upstream', 'localhost:8080'] }],
        volumes: [Volume.scratch('/var/cache/checkout', 512), Volume.file('/etc/checkout/rules.json', '{ "giftCards": true }\n')],
        perEnvironment: { dev: { size: ServiceSize.S }, prod: { scaling: { minReplicas: 6 } } },
      });
      checkout.bind(orders, { prefix: 'ORDERS', poolSize: 5 });
      pricing.bind(orders, { access: Access.READ });
      checkout.calls(pricing);
      checkout.calls(External.service('ledger', 'ledger-api', { team: 'team-platform' }), { variable: 'LEDGER' });
      checkout.allowFrom(External.service('backoffice', 'support-desk'), { port: 'admin' });
      checkout.patch({ kind: 'Deployment', path: '/spec/template/spec/dnsConfig', value: { options: [{ name: 'ndots', value: '2' }] }, reason: 'calls hosts outside the cluster all the time' });
    }
    const prod = app.environment('prod');
    new PlatformMigration(prod, 'orders-migration', {
      image: Image.digest('registry.example.com/shop/checkout', DIGEST),
      command: ['npm', 'run', 'migrate'],
      service: prod.node.findChild('checkout') as PlatformService,
      database: prod.node.findChild('orders-db') as PostgresInstance,
    });
  });

  expect(Object.keys(program)).toContain('dist/prod/orders-migration.k8s.yaml');
  expect(yaml).toEqual(program);
});

test('a document may name what the program has declared', () => {
  const api = `apiVersion: platform.iqs.io/v1alpha1
kind: PlatformService
metadata: { name: api }
spec: { image: 'registry.example.com/shop/api@${DIGEST}', environment: prod, bind: [orders-db] }
`;

  const mixed = written('shop', (app) => {
    new PostgresInstance(app.environment('prod'), 'orders-db', { size: PostgresSize.SMALL });
    addFile(app, api);
  });

  expect(mixed['dist/prod/api.k8s.yaml']).toContain('PGHOST');
});

/** Adds a file to a program, from a place of its own. */
function addFile(app: PlatformApp, content: string): void {
  withFile(content, file => Intents.fromFile(file).addTo(app));
}
