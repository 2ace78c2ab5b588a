import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mustSucceed, Outcome, run, runAsync } from './run';
import { ROOT, packing } from '../../consumer/tarball';

/** Both packages as they would be published, in one folder. */
export interface Packages {
  readonly library: string;
  readonly goldenPath: string;
}

/** Compiles and packs both packages. */
export async function packBoth(folder: string): Promise<Packages> {
  mkdirSync(folder, { recursive: true });
  await packing(() => {
    mustSucceed('compiling the library', run('npx', ['projen', 'compile'], { cwd: ROOT }));
    mustSucceed('compiling the golden path', run('npx', ['projen', 'golden-path:compile'], { cwd: ROOT }));
    mustSucceed('packing the library', run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT }));
    mustSucceed('packing the golden path', run('npx', ['projen', 'golden-path:pack', folder], { cwd: ROOT }));
  });
  const tarball = (name: RegExp) => join(folder, readdirSync(folder).find(file => name.test(file)) ?? '');
  return { library: tarball(/^pavement-\d.*\.tgz$/), goldenPath: tarball(/^pavement-golden-path-.*\.tgz$/) };
}

/** Runs `projen new` in an empty folder, as its README says, with the packed packages. */
export async function createService(folder: string, { library, goldenPath }: Packages, ...options: string[]): Promise<Outcome> {
  mkdirSync(folder, { recursive: true });
  return inRepository(
    folder, 'npx', '--yes', 'projen@0.103.25', 'new', '--from', `pavement-golden-path@file:${goldenPath}`, 'platform-service-ts',
    '--owner', 'team-payments', '--platform-package', `pavement@file:${library}`, ...options,
  );
}

/** Runs a program in a repository with nothing of the process that runs the tests. */
export async function inRepository(folder: string, file: string, ...args: string[]): Promise<Outcome> {
  return runAsync(file, args, { cwd: folder, env: cleanEnvironment() });
}

/** The environment of a developer. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|NODE_PATH|NODE_ENV|JEST_|TS_|CDK|PAVEMENT_|PROJEN_|PG|CI$|npm_(?!config_))/.test(name));
  const author = { GIT_AUTHOR_NAME: 'developer', GIT_AUTHOR_EMAIL: 'developer@example.com', GIT_COMMITTER_NAME: 'developer', GIT_COMMITTER_EMAIL: 'developer@example.com' };
  return { ...Object.fromEntries(own), ...author, NO_COLOR: '1' };
}
