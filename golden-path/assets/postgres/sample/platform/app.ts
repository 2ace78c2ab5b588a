import {
  ApiDefinition,
  Image,
  PlatformApp,
  PlatformMigration,
  PlatformService,
  PostgresInstance,
  PostgresSize,
  ServiceTier,
} from '__PLATFORM_PACKAGE__';
import images from './images.json';
import { addSlo } from './slo';

const IMAGE = '__IMAGE__';

export const app = new PlatformApp({
  system: '__SYSTEM__',
  team: '__OWNER__',
  // what people read in the catalog; the rest of catalog-info.yaml follows from what is declared below
  catalog: {
    description: '__DESCRIPTION__',
    repository: '__SOURCE__',
    source: 'platform/app.ts',__CATALOG_MORE__
  },
});

for (const [name, digest] of Object.entries(images)) {
  const environment = app.environment(name);
  const image = Image.digest(IMAGE, digest);
  const database = new PostgresInstance(environment, '__NAME__-db', { size: PostgresSize.SMALL });
  const service = new PlatformService(environment, '__NAME__', {
    image,
    tier: ServiceTier.__TIER__,
    port: __PORT__,
    apis: [{ definition: ApiDefinition.file('openapi.json') }],
    shutdown: { drainSeconds: 20 },
    config: { SHUTDOWN_SECONDS: '20' },__SERVICE_MORE__
  });
  service.bind(database);
  addSlo(service);
  new PlatformMigration(environment, '__NAME__-migration', {
    image,
    command: [__MIGRATE__],
    service,
    database,
  });
}

if (require.main === module) {
  app.synth();
}
