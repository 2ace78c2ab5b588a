import { Access, Image, PlatformApp, PlatformMigration, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

const IMAGE = Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');

const app = new PlatformApp({ system: 'shop', team: 'team-payments' });
const prod = app.environment('prod');

const orders = new PostgresInstance(prod, 'orders-db', { size: PostgresSize.SMALL });

// The service reads and changes rows, but not tables. Its migration changes tables, and the service is rolled out only when that has worked:
//
//   kubectl wait --for=condition=complete --timeout=15m $(kubectl apply -o name -f dist/prod/orders-db.k8s.yaml | grep ^job)
//   kubectl wait --for=condition=complete --timeout=15m $(kubectl apply -o name -f dist/prod/orders-migration.k8s.yaml | grep ^job)
//   kubectl apply -f dist/prod
//
// Argo CD needs nothing more than the folder. The report can read the tables of every service, now and later.
const checkout = new PlatformService(prod, 'checkout-api', { image: IMAGE });
const report = new PlatformService(prod, 'report', {
  image: Image.digest('registry.example.com/shop/report', 'sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752'),
});
checkout.bind(orders);
report.bind(orders, { access: Access.READ });

new PlatformMigration(prod, 'orders-migration', { image: IMAGE, command: ['npm', 'run', 'migrate'], service: checkout, database: orders });

app.synth();
