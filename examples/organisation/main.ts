import { AcmeApp, Exposure, Image, PlatformService, PostgresInstance, PostgresSize } from './acme-platform';

const app = new AcmeApp({ system: 'parcels', team: 'team-logistics' });

for (const environment of app.environments) {
  const shipments = new PostgresInstance(environment, 'shipments', { size: PostgresSize.SMALL });
  const tracking = new PlatformService(environment, 'tracking', {
    image: Image.digest('registry.acme.example/parcels/tracking', 'sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752'),
    exposure: Exposure.host('tracking.{zone}'),
  });
  tracking.bind(shipments);
}

app.synth();
