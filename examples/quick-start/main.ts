import { Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });

for (const environment of app.environments) {
  const orders = new PostgresInstance(environment, 'orders-db', { size: PostgresSize.SMALL });
  const checkout = new PlatformService(environment, 'checkout-api', {
    image: Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
    port: 8080,
  });
  checkout.bind(orders);
}

app.synth();
