import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cachePath, makeOnce } from './cache';
import { part } from './parts';
import { goEnv } from './programs';
import { mustSucceed, Outcome, run, runAsync } from './run';

/** The Go module that pins promtool. */
const MODULE = resolve(__dirname, '..', 'prometheus');

/** Rules as a PrometheusRule holds them. */
export interface RuleGroups {
  readonly groups: readonly { readonly name: string; readonly rules: readonly object[] }[];
}

/** Asks promtool whether rules are well-formed, with its linter on. */
export async function checkRules(rules: RuleGroups): Promise<Outcome> {
  return inFolder(async (folder) => run(await promtool(), ['check', 'rules', '--lint=all', '--lint-fatal', join(folder, 'rules.json')]), rules);
}

/** Lets promtool evaluate rules over time, as a unit-test file of Prometheus describes it. */
export async function testRules(rules: RuleGroups, tests: readonly object[]): Promise<Outcome> {
  return inFolder(async (folder) => {
    const file = join(folder, 'tests.json');
    writeFileSync(file, JSON.stringify({ rule_files: ['rules.json'], evaluation_interval: '1m', tests }));
    return run(await promtool(), ['test', 'rules', file]);
  }, rules);
}

/** The file of promtool. The first time it is built, then taken from the cache. */
async function promtool(): Promise<string> {
  const pins = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) pins.update(readFileSync(join(MODULE, file)));
  return makeOnce(cachePath('prometheus', pins.digest('hex').slice(0, 16), 'promtool'), async (temporary) => {
    // rules need no service discovery, whose clients of every cloud take longer to build than all the rest
    const args = ['build', '-tags', 'remove_all_sd,plugins', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags=-s -w', '-o', temporary, 'github.com/prometheus/prometheus/cmd/promtool'];
    mustSucceed('go build promtool', await runAsync(part('go'), args, { cwd: MODULE, env: goEnv() }));
  });
}

/** JSON is YAML, and needs nobody to write it. */
async function inFolder(work: (folder: string) => Promise<Outcome>, rules: RuleGroups): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-rules-'));
  try {
    writeFileSync(join(folder, 'rules.json'), JSON.stringify(rules));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
