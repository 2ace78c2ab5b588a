import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { measured } from './child';
import { ROOT } from './library';
import { Options } from './options';
import { createProject, program } from './project';
import { Report, judge, memory, time } from './report';
import { interleaved, median, spread } from './statistics';
import { DAY, QUESTION_DEFAULTS, Question } from '../src/metrics/definitions/question';
import { CdEvent } from '../src/metrics/events/event';
import { FolderStore } from '../src/metrics/store/folder-store';
import { PostgresStore } from '../src/metrics/store/postgres-store';
import { MetricsStore } from '../src/metrics/store/store';
import { PASSWORD, postgresBinaries, startPostgres } from '../test/integration/harness/postgres';
import { BEGINNING, PLAYED_DAYS, organisation } from '../test/metrics/organisation';

const LARGEST = 1_000_000;
const BATCH = 20_000;
/** Events of a service with so many deployments: a change and a deployment each, some incidents, and a few more. */
const DEPLOYMENTS = 200;

const END = BEGINNING + PLAYED_DAYS * DAY;
const QUESTION: Question = { ...QUESTION_DEFAULTS, now: END, from: BEGINNING + 30 * DAY, to: END };

interface Measurement {
  readonly ms: number;
  readonly bytes: number;
  readonly answer: readonly number[];
}

/** One million events: how long the answers take, from files and from a database, and how plain SQL does over the same files. */
export async function metrics({ quick, runs }: Options): Promise<Report> {
  const project = createProject({ 'store.js': program('metrics-store'), 'duckdb.js': program('metrics-duckdb') }, ['@duckdb']);
  const postgres = await startPostgres(postgresBinaries()[0].folder);
  const folders: string[] = [];
  try {
    await postgres.as('root', 'GRANT CREATE ON SCHEMA public TO platform_admin');
    const url = `postgres://platform_admin@127.0.0.1:${postgres.port}/orders`;
    process.env.PGPASSWORD = PASSWORD;
    const rows: string[][] = [];
    const medians = new Map<string, number[]>();
    for (const size of quick ? [LARGEST / 20] : [LARGEST / 4, LARGEST / 2, LARGEST]) {
      const folder = mkdtempSync(join(tmpdir(), 'pavement-bench-metrics-'));
      folders.push(folder);
      const written = await filled(new FolderStore(folder), size);
      await postgres.as('platform_admin', 'DROP TABLE IF EXISTS pavement_events, pavement_facts');
      const database = new PostgresStore(url, PASSWORD);
      const began = Date.now();
      await filled(database, size);
      const loaded = Date.now() - began;
      await database.close();
      const ask = (place: string) => measured<Measurement>(join(project.folder, 'store.js'), [join(ROOT, 'lib'), JSON.stringify(QUESTION), place], project.folder);
      const results = interleaved({
        folder: () => ask(folder),
        postgres: () => ask(url),
        duckdb: () => measured<Measurement>(join(project.folder, 'duckdb.js'), [join(folder, '*.ndjson'), ...[QUESTION.from, QUESTION.to].map(at => new Date(at).toISOString())], project.folder),
      }, quick ? 1 : Math.min(runs, 3));
      Object.entries(results).forEach(([name, all]) => medians.set(name, [...medians.get(name) ?? [], median(all.map(({ ms }) => ms))]));
      rows.push([
        written.toLocaleString('en'), ...(['folder', 'postgres', 'duckdb'] as const).map(name => `${spread(results[name].map(({ ms }) => ms), time)}, ${memory(Math.max(...results[name].map(({ bytes }) => bytes)))}`),
        time(loaded), results.folder[0].answer.join(' / '), results.duckdb[0].answer.join(' / '),
      ]);
      if (JSON.stringify(results.folder[0].answer) !== JSON.stringify(results.postgres[0].answer)) {
        throw new Error(`the stores disagree: ${results.folder[0].answer.join()} and ${results.postgres[0].answer.join()}`);
      }
    }
    const growth = (name: string) => medians.get(name)!.at(-1)! / medians.get(name)!.at(-2)!;
    const judged = quick ? [] : [judge('folder, twice as many events, time', growth('folder'), '≤', 2.3), judge('PostgreSQL, twice as many events, time', growth('postgres'), '≤', 2.3)];
    return {
      title: 'A million events',
      about: [
        'Five DORA metrics, time to first deploy and adoption in a fresh process, with the most memory of that process; in turns; median (fastest–slowest).',
        'DuckDB, two threads, reads the same files with plain SQL for three of them: deployments, failures and the median lead time, without the edge cases.',
      ],
      head: ['events', 'folder', 'PostgreSQL', 'DuckDB, plain SQL', 'into PostgreSQL', 'deployments / failed / p50 ms', 'the same of DuckDB'],
      rows,
      results: quick ? ['no targets at this size'] : judged.flatMap(({ results }) => results),
      missed: judged.flatMap(({ missed }) => missed),
    };
  } finally {
    await postgres.stop();
    project.remove();
    folders.forEach(folder => rmSync(folder, { recursive: true, force: true }));
  }
}

/** Fills a store with a played organisation, and answers how many events it has. */
async function filled(store: MetricsStore, size: number): Promise<number> {
  let batch: CdEvent[] = [];
  let count = 0;
  for (const event of organisation(Math.ceil(size / (DEPLOYMENTS * 2.25)), DEPLOYMENTS)) {
    batch.push(event);
    if (batch.length === BATCH) {
      await store.append(batch);
      count += batch.length;
      batch = [];
    }
  }
  await store.append(batch);
  return count + batch.length;
}
