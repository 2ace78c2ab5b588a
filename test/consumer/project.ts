import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tarball';
import { cachePath, makeOnce } from '../integration/harness/cache';
import { mustSucceed, run, runAsync } from '../integration/harness/run';

/** What a program that uses the library installs besides it. */
const BESIDE = ['cdk8s', 'cdktf', '@cdktf/provider-aws', 'constructs', 'typescript', 'ts-node', '@types/node'];

/** Makes a folder a project that has installed the library from a tarball, and what the library expects beside it. */
export async function createConsumer(folder: string, tarball: string): Promise<void> {
  const cached = await installedBeside();
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(cached, file), join(folder, file));
  }
  // hard links where the file systems allow it: the provider alone is 400 MB
  const linked = run('cp', ['-al', join(cached, 'node_modules'), folder]);
  if (linked.status !== 0) {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    mustSucceed('cp', run('cp', ['-a', join(cached, 'node_modules'), folder]));
  }
  mustSucceed('npm install of the tarball', await runAsync('npm', ['install', '--no-audit', '--no-fund', tarball], { cwd: folder }));
}

/** Installs what goes beside the library, in the versions that it is developed with; once for each set of versions. */
async function installedBeside(): Promise<string> {
  const versions = Object.fromEntries(BESIDE.map(name => [name, versionOf(name)]));
  const folder = cachePath('consumer', createHash('sha256').update(JSON.stringify(versions)).digest('hex').slice(0, 16));
  return makeOnce(folder, async unfinished => {
    mkdirSync(unfinished, { recursive: true });
    writeFileSync(join(unfinished, 'package.json'), JSON.stringify({ name: 'consumer', private: true, dependencies: versions }, undefined, 2));
    mustSucceed('npm install', await runAsync('npm', ['install', '--no-audit', '--no-fund'], { cwd: unfinished }));
  });
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}
