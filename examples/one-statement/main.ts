import { Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

// The same as creating the constructs in app.environment('prod') of an app with a team: whichever reads better.
const app = new PlatformApp({ system: 'checkout' });

const orders = new PostgresInstance(app, 'orders-db', { size: PostgresSize.SMALL, environment: 'prod', team: 'team-payments' });
const checkout = new PlatformService(app, 'checkout-api', {
  image: Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
  environment: 'prod',
  team: 'team-payments',
});
checkout.bind(orders);

app.synth();
