import { statSync } from 'fs';
import { join } from 'path';
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
export function catalog(options: Options): Report {
  const project = createProject({
    'entities.js': program('catalog-entities'), 'index.js': program('catalog-index'), 'model.js': program('catalog-model'),
  }, ['pavement', '@backstage/catalog-model', 'yaml']);
  try {
    return report((options.quick ? [FOLDERS / 10] : [FOLDERS / 2, FOLDERS]).map(folders => measure(project, folders, options.runs)));
  } finally {
    project.remove();
  }
}

function measure({ folder }: Project, folders: number, runs: number): Size {
  const repositories = join(folder, `repositories-${folders}`);
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

function report(sizes: readonly Size[]): Report {
  const last = sizes[sizes.length - 1];
  const middle = (measurements: readonly Measurement[]) => median(measurements.map(({ ms }) => ms));
  const peak = (measurements: readonly Measurement[]) => memory(Math.max(...measurements.map(({ bytes }) => bytes)));
  const judged = [
    judge(`Backstage's model / index at ${last.folders * EACH} entities, time`, middle(last.model) / middle(last.index), '≥', 0.9),
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
      'its own ingestion also writes to a database and waits between files. owner, affected: the whole command, from its start to its end, on the index.',
    ],
    head: ['entities', 'files', 'index', 'peak memory', 'size of the index', 'Backstage\'s model', 'peak memory', 'owner', 'affected'],
    rows: sizes.map(({ folders, index, model, owner, affected, indexBytes }) => [
      String(folders * EACH), String(folders), spread(index.map(({ ms }) => ms), time), peak(index), memory(indexBytes),
      spread(model.map(({ ms }) => ms), time), peak(model), spread(owner, time), spread(affected, time),
    ]),
    results: judged.flatMap(({ results }) => results),
    missed: judged.flatMap(({ missed }) => missed),
  };
}
