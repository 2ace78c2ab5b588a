import * as fc from 'fast-check';
import { PASSWORD, Postgres, postgresBinaries, startPostgres } from './harness/postgres';
import { ADOPTION_DEFAULTS } from '../../src/metrics/definitions/adoption';
import { explain } from '../../src/metrics/explain/explain';
import { EXPLAINABLE } from '../../src/metrics/explain/explainable';
import { GOLDEN_CASES } from '../../src/metrics/golden/golden-cases';
import { replay } from '../../src/metrics/golden/replay';
import { FolderStore } from '../../src/metrics/store/folder-store';
import { PostgresStore } from '../../src/metrics/store/postgres-store';
import { allAnswers } from '../metrics/answers';
import { arbitraryLog, arbitraryQuestion, entangledLog } from '../metrics/arbitrary-log';
import { inFolder } from '../metrics/scratch';

const RUNS = 60;

describe.each(postgresBinaries())('$name', ({ folder: binaries }) => {
  let postgres: Postgres;
  let store: PostgresStore;

  beforeAll(async () => {
    postgres = await startPostgres(binaries);
    await postgres.as('root', 'GRANT CREATE ON SCHEMA public TO platform_admin');
    store = new PostgresStore(`postgres://platform_admin@127.0.0.1:${postgres.port}/orders`, PASSWORD);
  });

  afterAll(async () => {
    await store?.close();
    await postgres?.stop();
  });

  beforeEach(empty);

  async function empty(): Promise<void> {
    await store.contents(0); // makes the tables
    await postgres.as('platform_admin', 'TRUNCATE pavement_events, pavement_facts');
  }

  test.each(GOLDEN_CASES.map(golden => [golden.id, golden] as const))('answers %s as it was worked out', async (_, golden) => {
    await store.append(golden.events);

    expect(await replay(golden, store)).toEqual([]);
  });

  test('answers every question about any log as a folder does, whatever comes twice', async () => {
    await fc.assert(fc.asyncProperty(arbitraryLog, arbitraryQuestion, async (events, question) => inFolder(async (folder) => {
      await empty();
      const other = new FolderStore(folder);
      await other.append(events);
      await store.append(events.slice(0, 10));
      await store.append(events);

      expect(await allAnswers(store, question)).toEqual(await allAnswers(other, question));
    })), { numRuns: RUNS });
  });

  test('explains every row as a folder does', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(arbitraryLog, entangledLog), arbitraryQuestion, fc.constantFrom(...EXPLAINABLE),
      async (events, question, metric) => inFolder(async (folder) => {
        await empty();
        const other = new FolderStore(folder);
        await other.append(events);
        await store.append(events);

        expect(await explain(metric, 'beta', store, question, ADOPTION_DEFAULTS)).toEqual(await explain(metric, 'beta', other, question, ADOPTION_DEFAULTS));
      })), { numRuns: 3 * RUNS });
  });
});
