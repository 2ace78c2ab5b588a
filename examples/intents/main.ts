import { join } from 'path';
import { Intents, PlatformApp } from 'pavement';

// The quick start as data: `pavement synth -f platform.yaml` writes the same files without a program.
const intents = Intents.fromFile(join(__dirname, 'platform.yaml'));
const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });

intents.addTo(app);

app.synth();
