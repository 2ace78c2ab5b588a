import { writeFileSync } from 'fs';
import { cpus } from 'os';
import { catalog } from './catalog';
import { cold } from './cold';
import { goldenPath } from './golden-path';
import { ensureCompiled } from './library';
import { loading } from './loading';
import { metrics } from './metrics';
import { Options, readOptions } from './options';
import { policy } from './policy';
import { Report, markdown } from './report';
import { services } from './services';

/**
 * Measures the library against named peers, in turns in the same run, and prints what it found as Markdown.
 *
 * `bench [all|loading|cold|services|catalog|metrics|policy|golden-path]... [--quick] [--full] [--runs N] [--out FILE]`; ends with 1 when a target is missed.
 */
const PARTS: Record<string, (options: Options) => Report | Promise<Report>> = { loading, cold, services, catalog, metrics, policy, 'golden-path': goldenPath };

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), Object.keys(PARTS));
  ensureCompiled();
  const texts = [`Node.js ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores. Ratios count; times are of this machine.\n`];
  process.stdout.write(`${texts[0]}\n`);
  const missed: string[] = [];
  for (const part of options.parts) {
    const report = await PARTS[part](options);
    texts.push(markdown(report));
    process.stdout.write(`${markdown(report)}\n`);
    missed.push(...report.missed);
  }
  if (options.out !== undefined) {
    writeFileSync(options.out, texts.join('\n'));
  }
  missed.forEach(line => process.stderr.write(`target missed: ${line}\n`));
  return missed.length > 0 ? 1 : 0;
}

main().then(code => { process.exitCode = code; }, (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
