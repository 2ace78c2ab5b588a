import type { FolderStore } from '../../src/metrics/store/folder-store';
import type { PostgresStore } from '../../src/metrics/store/postgres-store';

/**
 * The five DORA metrics, time to first deploy and adoption from a store.
 *
 * Arguments: the library's folder, the question as JSON, and a folder of events or the URL of a database. Prints how long the answers took, and the
 * most memory the process had.
 */
const [lib, question, place] = process.argv.slice(2);

async function main(): Promise<void> {
  const load = <T>(path: string): T => require(`${lib}/metrics/store/${path}`) as T; // eslint-disable-line @typescript-eslint/no-require-imports
  const store = place.startsWith('postgres:')
    ? new (load<{ PostgresStore: typeof PostgresStore }>('postgres-store')).PostgresStore(place, process.env.PGPASSWORD)
    : new (load<{ FolderStore: typeof FolderStore }>('folder-store')).FolderStore(place);
  const asked = JSON.parse(question) as Parameters<typeof store.delivery>[0];
  const begin = process.hrtime.bigint();
  const [delivery] = await store.delivery(asked, 'all');
  await store.histories(asked);
  await store.adoption(asked);
  const ms = Number(process.hrtime.bigint() - begin) / 1e6;
  await store.close();
  const answer = [delivery.frequency.n, delivery.changeFailRate.part, delivery.leadTime.p50 ?? 0];
  process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024, answer }));
}

void main();
