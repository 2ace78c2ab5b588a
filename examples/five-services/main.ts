import { Exposure, Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

const DIGEST = 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const app = new PlatformApp({ system: 'shop', team: 'team-payments' });

for (const environment of app.environments) {
  const service = (name: string, exposure?: Exposure) => new PlatformService(environment, name, {
    image: Image.digest(`registry.example.com/shop/${name}`, DIGEST), exposure, telemetry: { metricsPort: 9464 },
  });

  const web = service('web', Exposure.host('shop.{zone}'));
  const cart = service('cart');
  const pricing = service('pricing');
  const orders = service('orders');
  const ledger = service('ledger');

  // These lines are the whole network: what is not among them is closed at both ends.
  web.calls(cart);
  web.calls(orders);
  cart.calls(pricing);
  orders.calls(ledger);
  orders.bind(new PostgresInstance(environment, 'orders-db', { size: PostgresSize.SMALL }));
}

app.synth();
