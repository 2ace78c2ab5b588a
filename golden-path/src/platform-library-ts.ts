import { DependencyType, type typescript } from 'projen';
import { TS_NODE } from './files/deployment';
import { FirstSynth } from './files/first-synth';
import { addLinting } from './files/linting';
import { addPipelines } from './files/pipelines';
import { libraryWords } from './library-words';
import { unknownSwitches } from './options/command-line';
import { LIBRARY_OPTIONS } from './options/library-option-table';
import { PlatformLibraryTsOptions } from './options/library-options';
import { LibrarySpec, resolveLibrary } from './options/resolve-library';
import { packageVersion } from './package';
import { DEV_DEPS } from './pins';
import { libraryPipeline } from './pipeline/library-pipeline';
import { PlatformProject, isNew } from './platform-project';
import { packageSpec, projenOptions } from './projen-options';
import { sourceUrl } from './service-words';

/**
 * A platform team's own library on top of pavement: its standards, its controls, and the words that its developers use.
 *
 * @pjid platform-library-ts
 */
export class PlatformLibraryTs extends PlatformProject {
  /**
   * Declares a library.
   *
   * @param options - what the platform team says of it
   * @throws with every problem of the options; then nothing has been written
   */
  constructor(options: PlatformLibraryTsOptions) {
    const spec = resolveLibrary(options, packageVersion(), isNew(options) ? unknownSwitches(process.argv, LIBRARY_OPTIONS) : []);
    super({
      type: 'platform-library-ts',
      given: options,
      library: packageSpec(spec.platform),
      projen: projenOptions({ ...spec, deps: [packageSpec(spec.platform), ...spec.deps], devDeps: DEV_DEPS, ownDevDeps: spec.devDeps }),
      layers: layersOf(spec),
      words: libraryWords(spec),
    });
    addPipelines(this, libraryPipeline(spec), spec.ci);
    addPackage(this, spec);
    addTasks(this);
    this.annotateGenerated('/example/expected/**');
    new FirstSynth(this);
  }
}

function layersOf({ ci, renovate, docs }: LibrarySpec): string[] {
  return ['library-ts', ...ci, ...renovate ? ['renovate'] : [], ...docs ? ['library-docs'] : []];
}

/** Says what is published: the compiled library, what was decided, and what is asked. */
function addPackage(project: typescript.TypeScriptProject, spec: LibrarySpec): void {
  project.deps.addDependency('constructs@^10.4.2', DependencyType.PEER);
  project.package.addField('main', 'lib/index.js');
  project.package.addField('types', 'lib/index.d.ts');
  project.package.addField('files', ['lib', 'standards.yaml', 'controls']);
  project.package.addField('repository', { type: 'git', url: `git+${sourceUrl(spec)}.git` });
}

function addTasks(project: typescript.TypeScriptProject): void {
  const { run, env } = TS_NODE;
  const controls = project.addTask('controls', { description: 'Asks every control about its own examples', exec: 'pavement policies test controls' });
  project.compileTask.reset('tsc');
  project.testTask.reset(`${run} --test test/*.test.ts`, { receiveArgs: true });
  project.testTask.spawn(controls);
  Object.entries(env).forEach(([name, value]) => project.testTask.env(name, value));
  addLinting(project);
  project.addTask('synth', { description: 'Writes what the example becomes in every environment; read the diff before committing it', exec: `${run} test/written.ts`, env });
}
