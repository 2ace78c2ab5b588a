import { ApiDefinition, Image, PlatformApp, PlatformService, ServiceTier } from '__PLATFORM_PACKAGE__';
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

for (const [environment, digest] of Object.entries(images)) {
  const service = new PlatformService(app.environment(environment), '__NAME__', {
    image: Image.digest(IMAGE, digest),
    tier: ServiceTier.__TIER__,
    port: __PORT__,
    apis: [{ definition: ApiDefinition.file('openapi.json') }],
    shutdown: { drainSeconds: 20 },
    config: { SHUTDOWN_SECONDS: '20' },__SERVICE_MORE__
  });
  addSlo(service);
}

if (require.main === module) {
  app.synth();
}
