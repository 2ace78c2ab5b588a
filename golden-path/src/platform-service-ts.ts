import { existsSync } from 'fs';
import { join } from 'path';
import { FileBase, SampleReadme, javascript, typescript } from 'projen';
import { forgetGenerated } from './day2/generated-files';
import { Lock, isOnPath, readEjected, readLock } from './day2/lock';
import { MIGRATIONS, migrate } from './day2/migrations';
import { writeState } from './day2/state';
import { TeamFiles } from './day2/team-files';
import { CATALOG_PATH } from './files/catalog-file';
import { FirstSynth } from './files/first-synth';
import { addGitops } from './files/gitops';
import { Images } from './files/images';
import { Files, readLayers } from './files/layers';
import { ManagedFile } from './files/managed-file';
import { addPipelines } from './files/pipelines';
import { unknownSwitches } from './options/command-line';
import { PlatformServiceTsOptions } from './options/options';
import { OptionsError } from './options/options-error';
import { ServiceSpec, resolveService } from './options/resolve-service';
import { packageVersion } from './package';
import { DEV_DEPS, POSTGRES_DEPS, POSTGRES_DEV_DEPS, PROJEN, SERVICE_DEPS, TYPESCRIPT } from './pins';
import { servicePipeline } from './pipeline/service-pipeline';
import { serviceWords, sourceUrl } from './service-words';

const TYPE = 'platform-service-ts';

/**
 * A service in TypeScript that answers HTTP, with its infrastructure, its pipeline and what the platform asks of every service.
 *
 * @pjid platform-service-ts
 */
export class PlatformServiceTs extends typescript.TypeScriptProject {
  private readonly lock: Lock | undefined;
  private readonly teamFiles: TeamFiles;
  private readonly spec: ServiceSpec;
  private readonly given: PlatformServiceTsOptions;

  /**
   * Declares a service.
   *
   * @param options - what the team says of it
   * @throws with every problem of the options; then nothing has been written
   */
  constructor(options: PlatformServiceTsOptions) {
    const isNew = '__new__' in options;
    const spec = resolveService(options, packageVersion(), isNew ? unknownSwitches(process.argv) : []);
    super({
      ...isNew && { __new__: (options as unknown as Record<string, unknown>).__new__ },
      ...projectOptions(spec),
      outdir: options.outdir,
    });
    // the README is a sample of the path's; projen's would be there first
    this.components.filter(component => component instanceof SampleReadme).forEach(({ node }) => this.node.tryRemoveChild(node.id));
    this.spec = spec;
    this.given = options;
    const root = this.outdir;
    const before = readLock(root);
    this.lock = before && migrate(root, before, MIGRATIONS, text => this.logger.info(text));

    const words = serviceWords(spec);
    const layers = layersOf(spec);
    const managed = readLayers(layers, 'managed', words);
    if (!isOnPath(root)) {
      refuseToOverwrite(root, managed);
    }
    managed.forEach((text, path) => new ManagedFile(this, path, text));
    addPipelines(this, servicePipeline(spec), spec.ci);
    addGitops(this, { ...spec, repositoryUrl: `${sourceUrl(spec)}.git` });
    this.teamFiles = new TeamFiles(this, this.lock, withoutEjected(root, readLayers(layers, 'sample', words)), withoutEjected(root, readLayers(layers, 'region', words)));
    new Images(this, spec.environments);
    addTasks(this, spec);
    // what synth writes is committed: clusters are brought to what the repository says
    this.gitignore.removePatterns('/dist/');
    for (const path of ['/dist/**', '/cdktf.out/**', '/governance/**', '/pavement.ledger.json', `/${CATALOG_PATH}`]) {
      // people add to the catalog
      if (!path.endsWith(CATALOG_PATH)) {
        this.annotateGenerated(path);
      }
      // byte for byte: what is verified has digests
      this.gitattributes.addAttributes(path, '-text');
    }
    new FirstSynth(this);
  }

  /** Takes what the team has taken over out of what is written. */
  public preSynthesize(): void {
    super.preSynthesize();
    const ejected = Object.keys(readEjected(this.outdir));
    for (const path of ejected) {
      this.tryRemoveFile(path);
      this.addExcludeFromCleanup(path);
    }
    if (ejected.includes('package.json')) {
      // it would install, and write what it has resolved into a file that is not the path's
      Object.assign(this.package, { postSynthesize: () => undefined });
    }
    forgetGenerated(this.outdir, ejected);
  }

  /** Writes everything, and then what was written. */
  public synth(): void {
    super.synth();
    writeState(this.outdir, {
      version: packageVersion(),
      type: TYPE,
      library: `${this.spec.platform.name}@${this.spec.platform.spec}`,
      options: this.given,
      managed: this.files.filter((file: FileBase) => file.readonly).map(({ path }) => path),
      samples: this.teamFiles.samples,
      regions: this.teamFiles.regions,
      before: this.lock,
    });
  }
}

function layersOf({ postgres, ci, renovate, docs }: ServiceSpec): string[] {
  return ['common', 'service-ts', ...postgres ? ['postgres-ts'] : [], ...ci, ...renovate ? ['renovate'] : [], ...docs ? ['docs'] : []];
}

function withoutEjected(root: string, files: Files): Files {
  const ejected = readEjected(root);
  return new Map([...files].filter(([path]) => !Object.hasOwn(ejected, path)));
}

/** A repository that is not on the path yet is adopted, file by file; creating a service never replaces anything. */
function refuseToOverwrite(root: string, managed: Files): void {
  const taken = [...managed.keys()].filter(path => existsSync(join(root, path)) && !Object.hasOwn(readEjected(root), path));
  if (taken.length > 0) {
    throw new OptionsError(taken.map(path => `[${path}] must not be there yet, got a file; move it away, or take the repository onto the path with golden-path adopt`));
  }
}

function projectOptions(spec: ServiceSpec): typescript.TypeScriptProjectOptions {
  const { platform } = spec;
  return {
    name: spec.name,
    description: spec.description,
    authorName: spec.owner,
    defaultReleaseBranch: 'main',
    packageManager: javascript.NodePackageManager.NPM,
    projenVersion: PROJEN,
    typescriptVersion: TYPESCRIPT,
    minNodeVersion: '20.12.0',
    projenrcTs: true,
    projenrcTsOptions: { projenCodeDir: '.projen', runner: typescript.TypeScriptRunner.tsNode({ typeCheck: false, tsconfig: 'tsconfig.json' }) },
    deps: [...SERVICE_DEPS, ...spec.postgres ? POSTGRES_DEPS : [], ...spec.deps],
    devDeps: [
      ...DEV_DEPS,
      ...spec.postgres ? POSTGRES_DEV_DEPS : [],
      platform.spec === '*' ? platform.name : `${platform.name}@${platform.spec}`,
      ...spec.devDeps,
      ...spec.devDeps.some(dep => dep.startsWith('pavement-golden-path')) ? [] : ['pavement-golden-path'],
    ],
    entrypoint: '',
    licensed: false,
    sampleCode: false,
    eslint: false,
    jest: false,
    github: false,
    buildWorkflow: false,
    release: false,
    depsUpgrade: false,
    package: false,
    npmignoreEnabled: false,
    gitignore: ['.pavement/', 'artifacts/', '.env', ...spec.gitignore],
    tsconfig: {
      compilerOptions: { exactOptionalPropertyTypes: true, lib: ['es2023'], module: 'node16', noUncheckedIndexedAccess: true, skipLibCheck: true, target: 'es2022' },
    },
  };
}

function addTasks(project: typescript.TypeScriptProject, { postgres }: ServiceSpec): void {
  const tsNode = { TS_NODE_PROJECT: 'tsconfig.json', TS_NODE_TRANSPILE_ONLY: 'true' };
  const run = 'node --require ts-node/register';
  project.compileTask.reset('tsc');
  project.testTask.reset(`${run} --test test/*.test.ts test/*/*.test.ts`, { receiveArgs: true });
  project.testTask.env('TS_NODE_PROJECT', tsNode.TS_NODE_PROJECT);
  project.testTask.env('TS_NODE_TRANSPILE_ONLY', tsNode.TS_NODE_TRANSPILE_ONLY);
  project.addTask('lint', {
    description: 'Reports what the linter and the compiler find; changes nothing',
    steps: [{ exec: 'biome ci' }, { exec: 'tsc --noEmit --project test' }, { exec: 'tsc --noEmit --project .projen' }],
  });
  project.addTask('format', { description: 'Formats the code and fixes what can be fixed safely', exec: 'biome check --write' });
  project.addTask('synth', { description: 'Writes manifests and Terraform for every environment', exec: `${run} platform/app.ts`, env: tsNode });
  project.addTask('openapi', { description: 'Writes openapi.json from the routes', exec: `${run} src/platform/openapi.ts`, env: tsNode });
  const local = postgres ? ' --env-file local/database.env' : '';
  project.addTask('dev', { description: 'Runs the service on this machine', exec: `${run}${local} src/main.ts`, env: { ...tsNode, SHUTDOWN_SECONDS: '1' } });
  if (postgres) {
    project.addTask('migrate:local', {
      description: 'Brings the tables of the database of this machine up to date',
      exec: `${run} --env-file local/database.env src/platform/migrate.ts`,
      env: tsNode,
    });
  }
}
