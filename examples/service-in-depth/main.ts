import {
  Egress, Exposure, External, Image, PlatformApp, PlatformService, Protocol, SecretRef, ServiceSize, ServiceTier, Volume,
} from 'pavement';

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const app = new PlatformApp({ system: 'shop', team: 'team-payments' });

for (const environment of app.environments) {
  // Everything a developer can say of a service; nothing of it has to be said.
  const checkout = new PlatformService(environment, 'checkout', {
    image: Image.digest('registry.example.com/shop/checkout', DIGEST),
    tier: ServiceTier.CRITICAL,
    port: 8080,
    additionalPorts: [{ name: 'admin', port: 9000 }],
    exposure: Exposure.host('checkout.{zone}'),
    routes: [{ path: '/carts' }, { path: '/orders', methods: ['GET', 'POST'], timeoutSeconds: 20 }],
    health: { startupSeconds: 90 },
    shutdown: { drainSeconds: 45 },
    size: ServiceSize.M,
    availability: { strictZones: environment.environmentName === 'prod' },
    config: { CURRENCY: 'EUR' },
    secrets: { STRIPE_KEY: SecretRef.own('stripe'), MAIL_PASSWORD: SecretRef.ownKey('mail', 'password') },
    egress: [Egress.awsService('sqs'), Egress.cidr('192.0.2.16/28', 443)],
    permissions: [{ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:eu-central-1:333333333333:shop-receipts'] }],
    telemetry: { metricsPort: 9464, traceSamplingPercent: 25 },
    logs: { retentionDays: 180 },
    alerts: { runbook: 'https://wiki.example.com/checkout#{alert}' },
    sidecars: [{ name: 'proxy', image: Image.digest('registry.example.com/platform/proxy', DIGEST), args: ['--upstream', 'localhost:8080'] }],
    initContainers: [{ name: 'warm-up', image: Image.digest('registry.example.com/shop/checkout', DIGEST), args: ['warm-up'] }],
    volumes: [Volume.scratch('/var/cache/checkout', 512), Volume.file('/etc/checkout/rules.json', '{ "giftCards": true }\n')],
    perEnvironment: {
      dev: { size: ServiceSize.S, config: { CURRENCY: 'XTS' } },
      prod: { scaling: { minReplicas: 6 } },
    },
  });
  const pricing = new PlatformService(environment, 'pricing', {
    image: Image.digest('registry.example.com/shop/pricing', DIGEST), protocol: Protocol.GRPC, port: 9090, telemetry: { metricsPort: 9464 },
  });

  checkout.calls(pricing);
  checkout.calls(External.service('ledger', 'ledger-api', { team: 'team-platform' }));
  checkout.allowFrom(External.service('backoffice', 'support-desk', { team: 'team-platform' }), { port: 'admin' });
  checkout.patch({ kind: 'Deployment', path: '/spec/template/spec/dnsConfig', value: { options: [{ name: 'ndots', value: '2' }] }, reason: 'calls hosts outside the cluster all the time' });
}

app.synth();
