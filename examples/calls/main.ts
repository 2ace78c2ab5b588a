import { Access, Exposure, Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize, ServiceSize } from 'pavement';

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const app = new PlatformApp({ system: 'shop', team: 'team-payments' });
const prod = app.environment('prod');

const orders = new PostgresInstance(prod, 'orders-db', { size: PostgresSize.MEDIUM });
const ledger = new PostgresInstance(prod, 'ledger-db', { size: PostgresSize.SMALL, version: 17 });

// Only the frontend is reachable from outside, only checkout may call pricing, and the report can read but not write.
const frontend = new PlatformService(prod, 'frontend', {
  image: Image.digest('registry.example.com/shop/frontend', DIGEST),
  exposure: Exposure.host('shop.{zone}'),
  scaling: { minReplicas: 4 },
});
const checkout = new PlatformService(prod, 'checkout-api', {
  image: Image.digest('registry.example.com/shop/checkout-api', DIGEST),
  size: ServiceSize.L,
  config: { CURRENCY: 'EUR', FEATURE_GIFT_CARDS: 'true' },
});
const pricing = new PlatformService(prod, 'pricing', { image: Image.digest('registry.example.com/shop/pricing', DIGEST), port: 9000 });
const report = new PlatformService(prod, 'report', { image: Image.digest('registry.example.com/shop/report', DIGEST) });

frontend.calls(checkout);
checkout.calls(pricing);
checkout.bind(orders);
checkout.bind(ledger, { prefix: 'LEDGER' });
report.bind(orders, { access: Access.READ });

app.synth();
