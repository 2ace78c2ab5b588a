import { statSync } from 'fs';
import { join } from 'path';
import { Ingestion, ingest } from './backstage';
import { measured, timed } from './child';
import { Options } from './options';
import { Project, createProject, program } from './project';
import { Report, judge, memory, time } from './report';
import { interleaved, median, spread } from './statistics';

const FOLDERS = 1000;
const EACH = 10;

interface Measurement {
  readonly ms: number;
  readonly bytes: number;
  readonly entities: number;
}

/** What was measured of one number of repositories. */
interface Size {
  readonly folders: number;
  readonly index: Measurement[];
  readonly model: Measurement[];
  readonly owner: number[];
  readonly affected: number[];
  readonly indexBytes: number;
}

/** The catalogs of many repositories: how long an index takes, and how long an answer from it. */
export async function catalog(options: Options): Promise<Report> {
  const project = createProject({
    'entities.js': program('catalog-entities'), 'index.js': program('catalog-index'), 'model.js': program('catalog-model'),
  }, ['pavement', '@backstage/catalog-model', 'yaml']);
  try {
    const sizes = (options.quick ? [FOLDERS / 10] : [FOLDERS / 2, FOLDERS]).map(folders => measure(project, folders, options.runs));
    const { folders } = sizes[sizes.length - 1];
    return report(sizes, await ingest(repositoriesOf(project, folders), folders * EACH, project.folder));
  } finally {
    project.remove();
  }
}

function repositoriesOf({ folder }: Project, folders: number): string { return join(folder, `repositories-${folders}`); }

function measure(project: Project, folders: number, runs: number): Size {
  const { folder } = project;
  const repositories = repositoriesOf(project, folders);
  const output = join(folder, `catalog-${folders}.ndjson`);
  timed([process.execPath, join(folder, 'entities.js'), repositories, String(folders), String(EACH)], folder);
  const { index, model } = interleaved({
    index: () => measured<Measurement>(join(folder, 'index.js'), [repositories, output], folder),
    model: () => measured<Measurement>(join(folder, 'model.js'), [repositories], folder),
  }, Math.min(runs, 3));
  const ask = (...args: string[]) => timed([process.execPath, join(folder, 'node_modules/pavement/lib/cli/main.js'), 'catalog', ...args, '--from', output], folder);
  const { owner, affected } = interleaved({
    owner: () => ask('owner', `component:system-${folders / 2}/service-3`),
    affected: () => ask('affected', 'component:system-0/service-0', '--depth', '5'),
  }, runs);
  return { folders, index, model, owner, affected, indexBytes: statSync(output).size };
}

function report(sizes: readonly Size[], backstage: Ingestion): Report {
  const last = sizes[sizes.length - 1];
  const middle = (measurements: readonly Measurement[]) => median(measurements.map(({ ms }) => ms));
  const peak = (measurements: readonly Measurement[]) => memory(Math.max(...measurements.map(({ bytes }) => bytes)));
  const judged = [
    judge(`Backstage's model / index at ${last.folders * EACH} entities, time`, middle(last.model) / middle(last.index), '≥', 0.9),
    judge(`Backstage's ingestion / index at ${last.folders * EACH} entities, time`, backstage.ms / middle(last.index), '≥', 10),
    // a process that does nothing but start takes a good part of it
    judge(`owner from the index at ${last.folders * EACH} entities, cold, seconds`, median(last.owner) / 1000, '≤', 0.5),
    judge(`affected from the index at ${last.folders * EACH} entities, cold, seconds`, median(last.affected) / 1000, '≤', 0.5),
    ...sizes.length === 1 ? [] : [judge(`index at ${last.folders * EACH} / ${sizes[0].folders * EACH} entities, time`, middle(last.index) / middle(sizes[0].index), '≤', 2.2)],
  ];
  return {
    title: 'The catalog of many repositories',
    about: [
      `A catalog-info.yaml with ${EACH} components in each repository; fresh processes, in turns; median (fastest–slowest).`,
      'index: pavement catalog index reads all files and writes one. Backstage\'s model: what Backstage does before it stores anything, which is to parse and to validate;',
      'owner, affected: the whole command, from its start to its end, on the index.',
      `Backstage's ingestion: a real backend with its database in memory, once, takes the same ${last.folders} files from one location on its disk; from its first answer until its`,
      'catalog has every entity. It does more than an index: it stores and keeps up to date what it has read.',
    ],
    head: ['entities', 'files', 'index', 'peak memory', 'size of the index', 'Backstage\'s model', 'peak memory', 'Backstage\'s ingestion', 'peak memory', 'owner', 'affected'],
    rows: sizes.map(({ folders, index, model, owner, affected, indexBytes }, i) => [
      String(folders * EACH), String(folders), spread(index.map(({ ms }) => ms), time), peak(index), memory(indexBytes),
      spread(model.map(({ ms }) => ms), time), peak(model), ...i === sizes.length - 1 ? [time(backstage.ms), memory(backstage.bytes)] : ['–', '–'], spread(owner, time), spread(affected, time),
    ]),
    results: judged.flatMap(({ results }) => results),
    missed: judged.flatMap(({ missed }) => missed),
  };
}
