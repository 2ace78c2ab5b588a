import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { startBackstage } from '../test/integration/harness/backstage';

/** What the catalog of a portal took to have so many entities. */
export interface Ingestion {
  /** From the start of its process until it answers. */
  readonly startMs: number;
  /** From then on, until it has all of them. */
  readonly ms: number;
  /** The most memory that its process had. */
  readonly bytes: number;
}

const LONGEST_MS = 60 * 60_000;

/** In the process of the backend: notes the most memory it had, once a second. */
const OBSERVER = (file: string) => `
const { createRequire } = require('node:module');
const { writeFileSync } = require('node:fs');
const { createBackendModule } = createRequire(process.argv[1])('@backstage/backend-plugin-api');
setInterval(() => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS * 1024)), 1000).unref();
module.exports = createBackendModule({ pluginId: 'catalog', moduleId: 'observer', register({ registerInit }) { registerInit({ deps: {}, async init() {} }); } });
`;

/** Lets a real Backstage backend, its database in memory, take every catalog-info.yaml below a folder until it has so many components. */
export async function ingest(repositories: string, components: number, folder: string): Promise<Ingestion> {
  const [observer, peak] = [join(folder, 'observer.js'), join(folder, 'peak')];
  writeFileSync(observer, OBSERVER(peak));
  const began = Date.now();
  const backstage = await startBackstage({ files: [join(repositories, '*/catalog-info.yaml')], extensions: [observer] });
  try {
    const answered = Date.now();
    let unanswered = 0;
    for (let found = 0; found < components; await sleep(250)) {
      const last = found;
      // it may be too busy for an answer
      found = await count(backstage.ask('/api/catalog/entity-facets?facet=kind')).catch((error: Error) => {
        if (++unanswered > 20) throw error;
        return last;
      });
      if (Date.now() - answered > LONGEST_MS) throw new Error(`Backstage has ${found} of ${components} components`);
    }
    const ms = Date.now() - answered;
    await sleep(1500);
    return { startMs: answered - began, ms, bytes: existsSync(peak) ? Number(readFileSync(peak, 'utf8')) : NaN };
  } finally {
    await backstage.stop();
  }
}

async function count(answer: Promise<unknown>): Promise<number> {
  const { facets } = await answer as { facets: { kind?: { value: string; count: number }[] } };
  return facets.kind?.find(({ value }) => value === 'Component')?.count ?? 0;
}
