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
  cdk8s: ['cdk8s'],
  cdk8sAll: ['cdk8s', 'all'],
};
type Subject = keyof typeof SUBJECTS;
type Measure = (subject: Subject, count: number) => Measurement;

/** All measurements, by subject and number of services. */
type Results = Record<Subject, Map<number, Measurement[]>>;

/** Many services in one program: how time and memory grow, and how cdk8s does on comparable content. */
export function services(options: Options): Report {
  const project = createProject(
    { 'cdk8s.js': program('services-cdk8s'), 'pavement.js': program('services-pavement') },
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
  const results: Results = { pavement: new Map(), cdk8s: new Map(), cdk8sAll: new Map() };
  const add = (subject: Subject, count: number, measurements: Measurement[]) =>
    results[subject].set(count, [...results[subject].get(count) ?? [], ...measurements]);

  for (const count of quick ? [100, 1000] : [100, 1000, RATIO_AT]) {
    const turn = interleaved({
      before: () => measure('pavement', count),
      cdk8s: () => measure('cdk8s', count),
      between: () => measure('pavement', count),
      cdk8sAll: () => measure('cdk8sAll', count),
    }, roundsFor(count, runs));
    add('pavement', count, [...turn.before, ...turn.between]);
    add('cdk8s', count, turn.cdk8s);
    add('cdk8sAll', count, turn.cdk8sAll);
  }
  if (quick) {
    return [results, undefined];
  }
  const { half, whole } = interleaved({ half: () => measure('pavement', RATIO_AT), whole: () => measure('pavement', LARGEST) }, runs);
  add('pavement', RATIO_AT, half);
  add('pavement', LARGEST, whole);
  if (full) {
    add('cdk8s', LARGEST, [measure('cdk8s', LARGEST)]);
    add('cdk8sAll', LARGEST, [measure('cdk8sAll', LARGEST)]);
  }
  return [results, middle(whole) / middle(half)];
}

/** The peer's time grows with the square of the number: from some size on, one run is what there is time for. */
function roundsFor(count: number, runs: number): number {
  return count >= RATIO_AT ? 1 : count >= 1000 ? Math.min(runs, 2) : runs;
}

function report({ pavement, cdk8s, cdk8sAll }: Results, growth?: number): Report {
  const ratio = (peer: Map<number, Measurement[]>, count: number) => middle(peer.get(count)) / middle(pavement.get(count));
  const times = (measurements: Measurement[] | undefined) => measurements ? spread(measurements.map(({ ms }) => ms), time) : 'not run';
  const peak = (measurements: Measurement[] | undefined) => measurements ? memory(Math.max(...measurements.map(({ bytes }) => bytes))) : 'not run';
  const peer = (measurements: Map<number, Measurement[]>, count: number) =>
    measurements.has(count) ? `${times(measurements.get(count))}, ${ratio(measurements, count).toFixed(1)} ×` : 'not run';
  const judged = growth === undefined ? [] : [
    judge(`cdk8s, three objects / pavement at ${RATIO_AT} services, time`, ratio(cdk8s, RATIO_AT), '≥', 15),
    judge(`pavement at ${LARGEST} / ${RATIO_AT} services, time`, growth, '≤', 2.1),
  ];
  return {
    title: 'Many services in one program',
    about: [
      'Building and synthesising in a fresh process each, loading of modules not counted; in turns; median (fastest–slowest).',
      'pavement writes six objects for each service. cdk8s, three objects: a Deployment, a Service and a NetworkPolicy, with most of the same content.',
      'cdk8s, all objects: also a ServiceAccount, an autoscaler and a disruption budget, with the same dependencies. A chart for each service in all.',
    ],
    head: ['services', 'pavement', 'cdk8s, three objects', 'cdk8s, all objects', 'peak memory: pavement', 'cdk8s, three objects', 'cdk8s, all objects'],
    rows: [...pavement.keys()].map(count => [
      String(count), times(pavement.get(count)), peer(cdk8s, count), peer(cdk8sAll, count),
      ...[pavement, cdk8s, cdk8sAll].map(measurements => peak(measurements.get(count))),
    ]),
    results: judged.length === 0 ? ['no targets at these sizes'] : [
      ...judged.flatMap(({ results }) => results),
      `cdk8s, all objects / pavement at ${RATIO_AT} services, time: ${ratio(cdk8sAll, RATIO_AT).toFixed(2)}`,
    ],
    missed: judged.flatMap(({ missed }) => missed),
  };
}

function middle(measurements: Measurement[] | undefined): number {
  return median((measurements ?? []).map(({ ms }) => ms));
}
