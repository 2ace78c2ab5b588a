import type { Evaluation } from '../../src/policy/evaluate';
import { Image, PlatformApp, PlatformService } from 'pavement';

/**
 * Many services, and what of synthesising them the controls take.
 *
 * Arguments: how many, and where to. Prints how long building, synthesising, the controls within that and the rules within those took, with
 * finding what they look at, how long the process took from its start, and how many answers of rules there were.
 */
const [count, rootdir] = [Number(process.argv[2]), process.argv[3]];

const clock = () => Number(process.hrtime.bigint()) / 1e6;
const took = { governed: 0, evaluated: 0 };
let evaluations = 0;

function timed<T>(what: keyof typeof took, work: () => T): T {
  const start = clock();
  try {
    return work();
  } finally {
    took[what] += clock() - start;
  }
}

/* eslint-disable @typescript-eslint/no-require-imports */
const governance = require('pavement/lib/app/governance') as typeof import('../../src/app/governance');
const { Evaluator } = require('pavement/lib/policy/evaluate') as typeof import('../../src/policy/evaluate');
/* eslint-enable @typescript-eslint/no-require-imports */

// what the app calls are these two; what `govern` hands back writes the reports
const { govern } = governance;
Object.assign(governance, {
  govern: (...args: Parameters<typeof govern>) => {
    const governed = timed('governed', () => govern(...args));
    return { ...governed, reports: () => timed('governed', () => governed.reports()) };
  },
});
const { evaluate } = Evaluator.prototype;
Evaluator.prototype.evaluate = function (this: InstanceType<typeof Evaluator>, ...args: Parameters<typeof evaluate>): Evaluation {
  const evaluation = timed('evaluated', () => evaluate.apply(this, args));
  evaluation.tallies.forEach(tally => { evaluations += Object.values(tally).reduce((sum, times) => sum + times, 0); });
  return evaluation;
};

const begin = clock();
const app = new PlatformApp({ system: 'shop', team: 'team-payments', rootdir });
const prod = app.environment('prod');
for (let i = 0; i < count; i++) {
  new PlatformService(prod, `service-${i}`, {
    image: Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
    port: 8080,
  });
}
const built = clock();
app.synth();
const end = clock();
const runMs = 1000 * process.uptime();
const result = { buildMs: built - begin, synthMs: end - built, governedMs: took.governed, evaluatedMs: took.evaluated, runMs, evaluations };
process.stdout.write(JSON.stringify(result));
