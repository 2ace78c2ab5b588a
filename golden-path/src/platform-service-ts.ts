import type { typescript } from 'projen';
import { TS_NODE, addDeployment, serviceLayers } from './files/deployment';
import { addLinting } from './files/linting';
import { unknownSwitches } from './options/command-line';
import { PlatformServiceTsOptions } from './options/options';
import { ServiceSpec, resolveService } from './options/resolve-service';
import { packageVersion } from './package';
import { DEV_DEPS, POSTGRES_DEPS, POSTGRES_DEV_DEPS, SERVICE_DEPS } from './pins';
import { TYPESCRIPT, servicePipeline } from './pipeline/service-pipeline';
import { PlatformProject, isNew } from './platform-project';
import { packageSpec, projenOptions } from './projen-options';
import { TYPESCRIPT_WORDS, serviceWords } from './service-words';

/**
 * A service in TypeScript that answers HTTP, with its infrastructure, its pipeline and what the platform asks of every service.
 *
 * @pjid platform-service-ts
 */
export class PlatformServiceTs extends PlatformProject {
  /**
   * Declares a service.
   *
   * @param options - what the team says of it
   * @throws with every problem of the options; then nothing has been written
   */
  constructor(options: PlatformServiceTsOptions) {
    const spec = resolveService(options, packageVersion(), isNew(options) ? unknownSwitches(process.argv) : []);
    super({
      type: 'platform-service-ts',
      given: options,
      library: `${spec.platform.name}@${spec.platform.spec}`,
      projen: projenOptions({
        ...spec,
        deps: [...SERVICE_DEPS, ...spec.postgres ? POSTGRES_DEPS : [], ...spec.deps],
        devDeps: [...DEV_DEPS, ...spec.postgres ? POSTGRES_DEV_DEPS : [], packageSpec(spec.platform)],
        ownDevDeps: spec.devDeps,
      }),
      layers: serviceLayers('ts', spec),
      words: { ...serviceWords(spec), ...TYPESCRIPT_WORDS },
    });
    addDeployment(this, spec, servicePipeline(spec, TYPESCRIPT));
    addTasks(this, spec);
  }
}

function addTasks(project: typescript.TypeScriptProject, { postgres }: ServiceSpec): void {
  const { run, env } = TS_NODE;
  project.compileTask.reset('tsc');
  project.testTask.reset(`${run} --test test/*.test.ts test/*/*.test.ts`, { receiveArgs: true });
  project.testTask.env('TS_NODE_PROJECT', env.TS_NODE_PROJECT);
  project.testTask.env('TS_NODE_TRANSPILE_ONLY', env.TS_NODE_TRANSPILE_ONLY);
  addLinting(project);
  project.addTask('openapi', { description: 'Writes openapi.json from the routes', exec: `${run} src/platform/openapi.ts`, env });
  const local = postgres ? ' --env-file local/database.env' : '';
  project.addTask('dev', { description: 'Runs the service on this machine', exec: `${run}${local} src/main.ts`, env: { ...env, SHUTDOWN_SECONDS: '1' } });
  if (postgres) {
    project.addTask('migrate:local', {
      description: 'Brings the tables of the database of this machine up to date',
      exec: `${run} --env-file local/database.env src/platform/migrate.ts`,
      env,
    });
  }
}
