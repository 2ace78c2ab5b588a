import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeOnce } from './cache';
import { Outcome, mustSucceed, run, runAsync } from './run';
import { runFolder } from './run-folder';
import { readmeBlocks } from '../golden-path/readme';

const ROOT = join(__dirname, '../../..');

/** Both packages as they would be published, in one folder. */
export interface Packages {
  readonly library: string;
  readonly goldenPath: string;
}

/** Compiles and packs both packages with the commands of the README; the first suite of a run that asks does it for all. */
export async function packBoth(): Promise<Packages> {
  const folder = await makeOnce(join(runFolder(), 'packages'), async temporary => {
    const commands = readmeBlocks()[1].replace(/\bdist\/js\b/g, temporary);
    mustSucceed(commands, run('sh', ['-ec', commands], { cwd: ROOT }));
  });
  const tarball = (name: RegExp) => join(folder, readdirSync(folder).find(file => name.test(file)) ?? '');
  return { library: tarball(/^pavement-\d.*\.tgz$/), goldenPath: tarball(/^pavement-golden-path-.*\.tgz$/) };
}

/** Runs the command of the README in an empty folder, with the packed packages and more options. */
export async function createService(folder: string, packages: Packages, ...options: string[]): Promise<Outcome> {
  return createRepository('platform-service-ts', folder, packages, ...options);
}

/** The same for a repository of another type. */
export async function createRepository(type: string, folder: string, { goldenPath }: Packages, ...options: string[]): Promise<Outcome> {
  mkdirSync(folder, { recursive: true });
  const command = readmeBlocks()[2].split('/path/to/dist/js').join(dirname(goldenPath))
    .replace('npx projen', 'npx --yes projen@0.103.25').replace('platform-service-ts', type);
  return inRepository(folder, 'sh', '-ec', [command, ...options].join(' '));
}

/** Creates a repository in an empty folder from the packed path alone: its type, then its options. */
export async function createFrom(folder: string, { goldenPath }: Packages, ...options: string[]): Promise<Outcome> {
  mkdirSync(folder, { recursive: true });
  return inRepository(folder, 'npx', '--yes', 'projen@0.103.25', 'new', '--from', `pavement-golden-path@file:${goldenPath}`, ...options);
}

/** Runs a program in a repository with nothing of the process that runs the tests. */
export async function inRepository(folder: string, file: string, ...args: string[]): Promise<Outcome> {
  return runAsync(file, args, { cwd: folder, env: cleanEnvironment() });
}

/** The environment of a developer. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|NODE_PATH|NODE_ENV|JEST_|TS_|CDK|PAVEMENT_|PROJEN_|PG|CI$|npm_(?!config_))/.test(name));
  const author = { GIT_AUTHOR_NAME: 'developer', GIT_AUTHOR_EMAIL: 'developer@example.com', GIT_COMMITTER_NAME: 'developer', GIT_COMMITTER_EMAIL: 'developer@example.com' };
  // what is in npm's cache is not asked for again
  return { ...Object.fromEntries(own), ...author, NO_COLOR: '1', npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
}
