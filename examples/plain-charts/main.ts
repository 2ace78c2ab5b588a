import { ApiObject, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Image, PlatformApp, PlatformService } from 'pavement';

const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });

// A chart of cdk8s, with whatever cdk8s can do, comes out as cdk8s writes it.
const tools = new Chart(app, 'tools', { namespace: 'tools' });
new ConfigMap(tools, 'settings', { data: { colour: 'green' } });

// An object added to a service is in its file, its namespace and carries its labels.
const service = new PlatformService(app.environment('dev'), 'checkout-api', {
  image: Image.tag('registry.example.com/shop/checkout-api', '1.4.2'),
});
new ApiObject(service, 'quota-note', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'quota-note' }, data: { note: 'see the runbook' } });

app.synth();
