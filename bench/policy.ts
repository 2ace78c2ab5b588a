import { spawnSync } from 'child_process';
import { readFileSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';
import { measured } from './child';
import { ROOT } from './library';
import { Options } from './options';
import { Project, createProject, program } from './project';
import { Report, judge, time } from './report';
import { interleaved, median, spread } from './statistics';
import { findPart } from '../test/integration/harness/parts';
import { program as tool } from '../test/integration/harness/programs';
import { pythonProgram } from '../test/integration/harness/python';

/** How many services there are in the directory that is checked. */
const CHECKED = 200;

interface Measurement {
  readonly buildMs: number;
  readonly synthMs: number;
  readonly governedMs: number;
  readonly evaluatedMs: number;
  readonly runMs: number;
  readonly evaluations: number;
}

/** Commands that check what is in a folder. */
type Checkers = Record<string, string[]>;

/** What the controls cost within a synth, and how long it takes to check a directory, beside others that do. */
export async function policy({ quick, runs }: Options): Promise<Report> {
  const project = createProject({ 'governance.js': program('governance') }, ['pavement', 'cdk8s', 'constructs']);
  try {
    const synth = (count: number) => (): Measurement => {
      rmSync(join(project.folder, 'output'), { recursive: true, force: true });
      return measured(join(project.folder, 'governance.js'), [String(count), join(project.folder, 'output')], project.folder);
    };
    const counts = quick ? [CHECKED] : [2000, CHECKED];
    const synthesised = new Map(counts.map(count => [count, interleaved({ synth: synth(count) }, runs).synth]));
    const [checkers, missing] = await checkersOf(project);
    const checks = Object.entries(checkers).map(([name, command]) => [name, () => check(command, project.folder)] as const);
    const checked = interleaved(Object.fromEntries(checks), runs);
    return report(synthesised, checked, documentsIn(join(project.folder, 'output/dist')), missing);
  } finally {
    project.remove();
  }
}

/** Those that can be had here, and what is missing for the others. */
async function checkersOf({ folder }: Project): Promise<[Checkers, string[]]> {
  const [output, dist] = [join(folder, 'output'), join(folder, 'output/dist')];
  const checkers: Checkers = { 'pavement verify': [process.execPath, join(ROOT, 'lib/cli/main.js'), 'verify', output] };
  const missing: string[] = [];
  if (findPart('go')) {
    const files = readdirSync(join(dist, 'prod')).map(file => join(dist, 'prod', file));
    checkers['kube-score'] = [await tool('kube-score'), 'score', '--output-format', 'ci', ...files];
    checkers.conftest = [await tool('conftest'), 'test', '--policy', join(__dirname, 'conftest'), '--output', 'json', dist];
  } else {
    missing.push('kube-score and conftest need Go');
  }
  if (findPart('python3')) {
    const { python, start } = await pythonProgram('checkov');
    checkers.Checkov = [python, ...start, '-d', dist, '--framework', 'kubernetes', '--compact', '--quiet', '--skip-download', '--output', 'json'];
  } else {
    missing.push('Checkov needs Python');
  }
  return [checkers, missing];
}

/** Who finds something ends with 1. Throws when there is no answer. */
function check([command, ...args]: string[], cwd: string): number {
  const begin = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const ms = Number(process.hrtime.bigint() - begin) / 1e6;
  if (![0, 1].includes(status ?? -1) || stdout.length === 0) {
    throw new Error(`${command} gave no answer: ${error?.message ?? stderr}`);
  }
  return ms;
}

function documentsIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
    .reduce((sum, file) => sum + (readFileSync(join(folder, file), 'utf8').match(/^kind: /gm) ?? []).length, 0);
}

function report(
  synthesised: ReadonlyMap<number, Measurement[]>, checked: Record<string, number[]>, documents: number, missing: readonly string[],
): Report {
  const share = ({ governedMs, synthMs }: Measurement) => 100 * governedMs / synthMs;
  const shareOfRun = ({ governedMs, runMs }: Measurement) => 100 * governedMs / runMs;
  const percent = (value: number) => `${value.toFixed(0)} %`;
  const ours = median(checked['pavement verify']);
  const judged = [
    ...[...synthesised].map(([count, measurements]) =>
      judge(`share of the controls in synth() at ${count} services, %`, median(measurements.map(share)), '≤', 20)),
    ...Object.entries(checked).filter(([name]) => name !== 'pavement verify')
      .map(([name, times]) => judge(`${name} / pavement verify, time for the same directory`, median(times) / ours, '≥', 1)),
  ];
  return {
    title: 'Controls',
    about: [
      'Synth: many services in a fresh process each, loading of what the controls alone need counted as theirs; median (fastest–slowest).',
      `Checking: the ${documents} documents of ${CHECKED} services, each program in a fresh process, in turns. pavement verify asks all controls, compares every`,
      'digest and finds what is stale; conftest asks the eleven rules of `bench/conftest`, kube-score and Checkov what they ask by default.',
    ],
    head: ['what', 'time', 'of it the controls', 'rate'],
    rows: [
      ...[...synthesised].flatMap(([count, measurements]) => [
        [
          `synth() of ${count} services`, spread(measurements.map(({ synthMs }) => synthMs), time), spread(measurements.map(share), percent),
          `${Math.round(median(measurements.map(({ evaluations, evaluatedMs }) => evaluations / evaluatedMs)) * 1000)} evaluations/s`,
        ],
        ['their program, from start to end', spread(measurements.map(({ runMs }) => runMs), time), spread(measurements.map(shareOfRun), percent), ''],
      ]),
      ...Object.entries(checked).map(([name, times]) => [name, spread(times, time), '', `${Math.round(documents / median(times) * 1000)} documents/s`]),
    ],
    results: [...judged.flatMap(({ results }) => results), ...missing],
    missed: judged.flatMap(({ missed }) => missed),
  };
}
