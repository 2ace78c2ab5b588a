import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { timed } from './child';
import { ROOT } from './library';
import { Options } from './options';
import { Report, judge, time } from './report';
import { interleaved, median, spread } from './statistics';

/** Seconds in which the files of a new service should be there. */
const MOST_SECONDS = 10;

/**
 * What a new service costs, beside a new project of cdk8s. npm's cache is warm: each is created once before it is measured. What installs
 * packages asks the registry that npm is configured with.
 */
export function goldenPath({ quick, runs }: Options): Report {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-bench-'));
  try {
    const { library, path } = pack(join(folder, 'packages'));
    let number = 0;
    const inNewFolder = (...command: string[]) => () => {
      const place = join(folder, String(number++), 'checkout-api');
      mkdirSync(place, { recursive: true });
      return timed(command, place);
    };
    const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);
    const projenNew = [
      bin('projen'), 'new', '--from', `pavement-golden-path@file:${path}`, 'platform-service-ts', '--owner', 'team-payments', '--no-git',
      '--platform-package', `pavement@file:${library}`,
    ];
    const files = inNewFolder(...projenNew, '--no-post');
    files();
    const written = interleaved({ files }, Math.min(runs, 3)).files;
    const whole = {
      'projen new, installed and synthesised': inNewFolder(...projenNew),
      'cdk8s init, installed, compiled, tested and synthesised': inNewFolder(bin('cdk8s'), 'init', 'typescript-app'),
    };
    const complete = quick ? [] : Object.entries(whole).map(([name, create]) => [name, onceWarm(create)]);
    return {
      title: 'A new service',
      about: ['From an empty folder, with a warm cache of npm; median (fastest–slowest). A service of the golden path comes with pipeline, image, tests and Terraform; a project of cdk8s with one empty chart.'],
      head: ['command', 'time'],
      rows: [['projen new, its files only', spread(written, time)], ...complete],
      ...judge('seconds until the files of a new service are there', median(written) / 1000, '≤', MOST_SECONDS),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The time of a command that has run once before; in words, when it fails: cdk8s needs GitHub, from which it loads Kubernetes' schema. */
function onceWarm(create: () => number): string {
  try {
    create();
    return time(create());
  } catch (error) {
    const reason = /^Error: .*/m.exec((error as Error).message)?.[0] ?? 'no reason given';
    return `did not end: ${reason}`;
  }
}

/** Packs both packages, the golden path compiled anew. */
function pack(folder: string): { library: string; path: string } {
  mkdirSync(folder);
  timed(['npx', 'projen', 'golden-path:compile'], ROOT);
  timed(['npm', 'pack', '--ignore-scripts', '--pack-destination', folder], ROOT);
  timed(['npx', 'projen', 'golden-path:pack', folder], ROOT);
  const tarball = (name: RegExp) => join(folder, readdirSync(folder).find(file => name.test(file)) as string);
  return { library: tarball(/^pavement-\d.*\.tgz$/), path: tarball(/^pavement-golden-path-.*\.tgz$/) };
}
