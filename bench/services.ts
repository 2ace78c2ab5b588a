import { rmSync } from 'fs';
import { join } from 'path';
import { measured } from './child';
import { Options } from './options';
import { createProject, program } from './project';
import { Report, judge, memory, time } from './report';
import { interleaved, median, spread } from './statistics';

const RATIO_AT = 2000;
const LARGEST = 4000;

interface Measurement {
  readonly ms: number;
  readonly bytes: number;
}

/** Who is measured: the program, and what it is told besides how many and where to. */
const SUBJECTS = {
  pavement: ['pavement'],
  plus: ['plus'],
  plusOne: ['plus', 'one'],
  cdk8s: ['cdk8s'],
  cdk8sAll: ['cdk8s', 'all'],
};
type Subject = keyof typeof SUBJECTS;
type Measure = (subject: Subject, count: number) => Measurement;

/** All measurements, by subject and number of services. */
type Results = Record<Subject, Map<number, Measurement[]>>;

/** The programs beside ours, as the head of the table names them. */
const PEERS: Record<Exclude<Subject, 'pavement'>, string> = {
  plus: 'cdk8s-plus', plusOne: 'cdk8s-plus, one chart', cdk8s: 'cdk8s, three objects', cdk8sAll: 'cdk8s, all objects',
};
const peers = Object.keys(PEERS) as (keyof typeof PEERS)[];

/** Many services in one program: how time and memory grow, and how cdk8s does on comparable content. */
export function services(options: Options): Report {
  const project = createProject(
    { 'cdk8s.js': program('services-cdk8s'), 'plus.js': program('services-cdk8s-plus'), 'pavement.js': program('services-pavement') },
    ['pavement', 'cdk8s', 'cdk8s-plus-28', 'constructs'],
  );
  const output = join(project.folder, 'output');
  try {
    return report(...measureAll(options, (subject, count) => {
      const [main, ...args] = SUBJECTS[subject];
      rmSync(output, { recursive: true, force: true });
      return measured(join(project.folder, `${main}.js`), [String(count), output, ...args], project.folder);
    }));
  } finally {
    project.remove();
  }
}

/** Measures every size, and how the time grows from the one before the last to the last. */
function measureAll({ quick, full, runs }: Options, measure: Measure): [Results, number | undefined] {
  const results: Results = { pavement: new Map(), plus: new Map(), plusOne: new Map(), cdk8s: new Map(), cdk8sAll: new Map() };
  const add = (subject: Subject, count: number, measurements: Measurement[]) =>
    results[subject].set(count, [...results[subject].get(count) ?? [], ...measurements]);

  for (const count of quick ? [100, 1000] : [100, 1000, RATIO_AT]) {
    const turn = interleaved({
      before: () => measure('pavement', count),
      plus: () => measure('plus', count),
      plusOne: () => measure('plusOne', count),
      between: () => measure('pavement', count),
      cdk8s: () => measure('cdk8s', count),
      cdk8sAll: () => measure('cdk8sAll', count),
    }, roundsFor(count, runs));
    add('pavement', count, [...turn.before, ...turn.between]);
    peers.forEach(peer => add(peer, count, turn[peer]));
  }
  if (quick) {
    return [results, undefined];
  }
  const { half, whole } = interleaved({ half: () => measure('pavement', RATIO_AT), whole: () => measure('pavement', LARGEST) }, runs);
  add('pavement', RATIO_AT, half);
  add('pavement', LARGEST, whole);
  if (full) {
    peers.forEach(peer => add(peer, LARGEST, [measure(peer, LARGEST)]));
  }
  return [results, middle(whole) / middle(half)];
}

/** The peers' time grows with the square of the number, and differs from run to run: from some size on three runs are what there is time for. */
function roundsFor(count: number, runs: number): number {
  return count >= 1000 ? Math.min(runs, 3) : runs;
}

function report(results: Results, growth?: number): Report {
  const { pavement, cdk8s } = results;
  const ratio = (peer: Map<number, Measurement[]>, count: number) => middle(peer.get(count)) / middle(pavement.get(count));
  const times = (measurements: Measurement[] | undefined) => measurements ? spread(measurements.map(({ ms }) => ms), time) : 'not run';
  const peak = (measurements: Measurement[] | undefined) => measurements ? memory(Math.max(...measurements.map(({ bytes }) => bytes))) : 'not run';
  const beside = (measurements: Map<number, Measurement[]>, count: number) => measurements.has(count)
    ? `${times(measurements.get(count))}, ${ratio(measurements, count).toFixed(1)} ×, ${peak(measurements.get(count))}` : 'not run';
  const judged = growth === undefined ? [] : [
    judge(`${PEERS.cdk8s} / pavement at ${RATIO_AT} services, time`, ratio(cdk8s, RATIO_AT), '≥', 15),
    judge(`pavement at ${LARGEST} / ${RATIO_AT} services, time`, growth, '≤', 2.1),
  ];
  return {
    title: 'Many services in one program',
    about: [
      'Building and synthesising in a fresh process each, loading of modules not counted; in turns; median (fastest–slowest), ratio, peak memory.',
      'pavement writes eight objects for each service and asks all controls about them.',
      'cdk8s-plus: a Deployment, a Service and a NetworkPolicy, as its documentation declares them, a chart for each service; and all in one chart and file.',
      'cdk8s, three objects: the same kinds from its generated classes, with most of the content of ours, a chart for each service.',
      'cdk8s, all objects: also a ServiceAccount, an autoscaler and a disruption budget, with the same dependencies.',
    ],
    head: ['services', 'pavement', ...Object.values(PEERS)],
    rows: [...pavement.keys()].map(count => [
      String(count), `${times(pavement.get(count))}, ${peak(pavement.get(count))}`, ...peers.map(peer => beside(results[peer], count)),
    ]),
    results: judged.length === 0 ? ['no targets at these sizes'] : [
      ...judged.flatMap(({ results: texts }) => texts),
      ...peers.filter(peer => peer !== 'cdk8s')
        .map(peer => `${PEERS[peer]} / pavement at ${RATIO_AT} services, time: ${ratio(results[peer], RATIO_AT).toFixed(2)}`),
    ],
    missed: judged.flatMap(({ missed }) => missed),
  };
}

function middle(measurements: Measurement[] | undefined): number {
  return median((measurements ?? []).map(({ ms }) => ms));
}
