import { join } from 'node:path';
import { cachePath, makeOnce } from './cache';
import { part } from './parts';
import { mustSucceed, run, runAsync } from './run';

/** Programs that come as Python packages, pinned. */
const PACKAGES = {
  checkov: 'checkov==3.3.30',
  ministack: 'ministack[full]==1.5.33',
  moto_server: 'moto[server]==5.2.1',
};

/** A program that comes as a Python package. */
export type PythonProgram = keyof typeof PACKAGES;

/** The folder with a program and the Python it runs on. The first time it is installed from PyPI, then taken from the cache. */
export async function pythonProgram(name: PythonProgram): Promise<string> {
  const python = part('python3');
  const version = mustSucceed('python3 --version', run(python, ['--version'])).stdout.trim().split(' ')[1];
  const key = `${PACKAGES[name].replace(/[^a-z0-9.]+/g, '-')}-python-${version}`;
  // a virtual environment knows its own path and cannot be moved: the mark beside it says that it is complete
  const folder = cachePath('python', key);
  await makeOnce(`${folder}.complete`, async (mark) => {
    mustSucceed('python3 -m venv', await runAsync(python, ['-m', 'venv', '--clear', folder]));
    mustSucceed(`pip install ${PACKAGES[name]}`, await runAsync(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', PACKAGES[name]]));
    mustSucceed('marking it complete', run('touch', [mark]));
  });
  return join(folder, 'bin');
}
