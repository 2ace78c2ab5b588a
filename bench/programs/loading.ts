/**
 * Loads what a program loads that declares an app, a service, or a service and a database, and synthesises it.
 *
 * Arguments: which, and where to. Prints what was loaded and how long it took.
 */
const [wanted, rootdir] = [process.argv[2], process.argv[3]];

const begin = process.hrtime.bigint();
const { Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } = require('pavement') as typeof import('pavement'); // eslint-disable-line @typescript-eslint/no-require-imports
const loaded = process.hrtime.bigint();
const app = new PlatformApp({ system: 'shop', team: 'team-payments', rootdir });
if (wanted !== 'app') {
  const prod = app.environment('prod');
  const service = new PlatformService(prod, 'checkout-api', {
    image: Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
  });
  if (wanted === 'database') {
    service.bind(new PostgresInstance(prod, 'orders-db', { size: PostgresSize.SMALL }));
  }
}
app.synth();
const end = process.hrtime.bigint();
process.stdout.write(JSON.stringify({
  loadMs: Number(loaded - begin) / 1e6,
  totalMs: Number(end - begin) / 1e6,
  modules: Object.keys(require.cache),
}));
