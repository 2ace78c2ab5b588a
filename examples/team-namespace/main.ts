import { PlatformApp, TeamNamespace } from 'pavement';

// The platform team's program: where the services of the system checkout run.
const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });

for (const environment of app.environments) {
  new TeamNamespace(environment, 'namespace');
}

app.synth();
