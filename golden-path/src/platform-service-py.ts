import type { typescript } from 'projen';
import { TS_NODE, addDeployment, serviceLayers } from './files/deployment';
import { unknownSwitches } from './options/command-line';
import { PlatformServiceTsOptions } from './options/options';
import { ServiceSpec, resolveService } from './options/resolve-service';
import { packageVersion } from './package';
import { DEV_DEPS } from './pins';
import { PYTHON, servicePipeline } from './pipeline/service-pipeline';
import { PlatformProject, isNew } from './platform-project';
import { packageSpec, projenOptions } from './projen-options';
import { pythonWords, serviceWords } from './service-words';

/** What Python and its tools leave. */
const IGNORED = ['/.venv', '__pycache__/', '.mypy_cache/', '.pytest_cache/', '.ruff_cache/'];

/** What is installed to run and to check the service, all of it by its hash. */
const REQUIREMENTS = ['requirements/dev.txt', 'requirements/platform.txt', 'requirements.txt'];

/**
 * A service in Python that answers HTTP, with its infrastructure, its pipeline and what the platform asks of every service. Its infrastructure is
 * declared in TypeScript, as everywhere.
 *
 * @pjid platform-service-py
 */
export class PlatformServicePy extends PlatformProject {
  /**
   * Declares a service.
   *
   * @param options - what the team says of it; `deps` and `devDeps` are npm packages for what declares its infrastructure
   * @throws with every problem of the options; then nothing has been written
   */
  constructor(options: PlatformServiceTsOptions) {
    const spec = resolveService(options, packageVersion(), isNew(options) ? unknownSwitches(process.argv) : []);
    super({
      type: 'platform-service-py',
      given: options,
      library: `${spec.platform.name}@${spec.platform.spec}`,
      projen: projenOptions({
        ...spec,
        gitignore: [...IGNORED, ...spec.gitignore],
        devDeps: [...DEV_DEPS, packageSpec(spec.platform)],
        ownDevDeps: spec.devDeps,
      }),
      layers: serviceLayers('py', spec),
      words: { ...serviceWords(spec), ...pythonWords(spec) },
    });
    addDeployment(this, spec, servicePipeline(spec, PYTHON));
    addTasks(this, spec);
  }
}

function addTasks(project: typescript.TypeScriptProject, { postgres }: ServiceSpec): void {
  const { run, env } = TS_NODE;
  // as modules: the scripts of a virtual environment name the folder that it was made in
  const python = '.venv/bin/python -m';
  project.addTask('setup', {
    description: 'Installs what the service and its checks need into .venv',
    exec: `python3 -m venv .venv && ${python} pip install --quiet --disable-pip-version-check --require-hashes ${REQUIREMENTS.map(file => `--requirement ${file}`).join(' ')}`,
  });
  project.addTask('requirements', {
    description: 'Pins what requirements.in names into requirements.txt, with hashes',
    exec: `${python} uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements.in --output-file requirements.txt`,
  });
  project.compileTask.reset('tsc --noEmit --project test');
  project.testTask.reset(`${run} --test test/*.test.ts`);
  project.testTask.exec(`${python} pytest`, { receiveArgs: true });
  project.testTask.env('TS_NODE_PROJECT', env.TS_NODE_PROJECT);
  project.testTask.env('TS_NODE_TRANSPILE_ONLY', env.TS_NODE_TRANSPILE_ONLY);
  project.addTask('lint', {
    description: 'Reports what the linters and the compilers find; changes nothing',
    steps: [
      { exec: `${python} ruff check` }, { exec: `${python} ruff format --check` }, { exec: `${python} mypy` },
      { exec: 'biome ci' }, { exec: 'tsc --noEmit --project test' }, { exec: 'tsc --noEmit --project .projen' },
    ],
  });
  project.addTask('format', {
    description: 'Formats the code and fixes what can be fixed safely',
    steps: [{ exec: `${python} ruff check --fix` }, { exec: `${python} ruff format` }, { exec: 'biome check --write' }],
  });
  project.addTask('openapi', { description: 'Writes openapi.json from the routes', exec: `${python} service.platform.openapi` });
  const local = postgres ? 'set -a && . ./local/database.env && set +a && ' : '';
  project.addTask('dev', { description: 'Runs the service on this machine', exec: `${local}${python} service.main`, env: { SHUTDOWN_SECONDS: '1' } });
  if (postgres) {
    project.addTask('migrate:local', {
      description: 'Brings the tables of the database of this machine up to date',
      exec: `${local}${python} service.platform.migrate`,
    });
  }
}
