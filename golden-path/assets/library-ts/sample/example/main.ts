import { Exposure, Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from '../src';

/** What a team would write. What it becomes is in example/expected: there a change of this package shows before its users get it. */
export function example(rootdir: string): PlatformApp {
  const app = new PlatformApp({ system: 'parcels', team: '__TEAM__', rootdir });
  for (const environment of app.environments) {
    const database = new PostgresInstance(environment, 'parcels-db', { size: PostgresSize.SMALL });
    const service = new PlatformService(environment, 'parcels-api', {
      image: Image.digest(
        '__REGISTRY__/parcels/parcels-api',
        'sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      ),
      exposure: Exposure.host('parcels.{zone}'),
    });
    service.bind(database);
  }
  return app;
}
