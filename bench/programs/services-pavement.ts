import { Image, PlatformApp, PlatformService } from 'pavement';

/**
 * Many services as a program of this library declares them, with everything it writes for each.
 *
 * Arguments: how many, and where to. Prints how long building and writing took, and the most memory the process had.
 */
const [count, rootdir] = [Number(process.argv[2]), process.argv[3]];

const begin = process.hrtime.bigint();
const app = new PlatformApp({ system: 'shop', team: 'team-payments', rootdir });
const prod = app.environment('prod');
for (let i = 0; i < count; i++) {
  new PlatformService(prod, `service-${i}`, {
    image: Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
    port: 8080,
  });
}
app.synth();
const ms = Number(process.hrtime.bigint() - begin) / 1e6;
process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024 }));
