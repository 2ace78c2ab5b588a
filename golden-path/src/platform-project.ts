import { existsSync } from 'fs';
import { join } from 'path';
import { FileBase, SampleReadme, typescript } from 'projen';
import { forgetGenerated } from './day2/generated-files';
import { Lock, isOnPath, readEjected, readLock } from './day2/lock';
import { MIGRATIONS, migrate } from './day2/migrations';
import { writeState } from './day2/state';
import { TeamFiles } from './day2/team-files';
import { PackageEntries, keepTeamEntries } from './day2/team-package';
import { Files, readLayers } from './files/layers';
import { ManagedFile } from './files/managed-file';
import { OptionsError } from './options/options-error';
import { packageVersion } from './package';

/** What a repository of the path consists of. */
export interface Repository {
  /** Project type. */
  readonly type: string;
  /** What the team has said. */
  readonly given: { readonly outdir?: string; readonly createdAt?: string };
  /** The library that its infrastructure is declared with, as package.json names it. */
  readonly library: string;
  /** What projen makes of it. */
  readonly projen: typescript.TypeScriptProjectOptions;
  /** Folders of `assets`, a later one in place of an earlier one. */
  readonly layers: readonly string[];
  /** What stands in their files in place of `__WORD__`. */
  readonly words: Readonly<Record<string, string>>;
}

/** The layer that every repository begins with. */
const EVERY = 'every';

/**
 * A repository on the path, whatever it holds: its files by class, what the path remembers of them, and what the team has taken over.
 * A project type says what it consists of and adds what only it has.
 *
 * @internal
 */
export abstract class PlatformProject extends typescript.TypeScriptProject {
  private readonly lock: Lock | undefined;
  private readonly teamFiles: TeamFiles;
  private readonly repository: Repository;
  private teamPackage: PackageEntries | undefined;

  protected constructor(repository: Repository) {
    const { given, projen, words } = repository;
    const layers = [EVERY, ...repository.layers];
    super({
      ...'__new__' in given && { __new__: (given as { __new__?: unknown }).__new__ },
      ...projen,
      outdir: given.outdir,
    });
    // the README is a sample of the path's; projen's would be there first
    this.components.filter(component => component instanceof SampleReadme).forEach(({ node }) => this.node.tryRemoveChild(node.id));
    this.repository = repository;
    const root = this.outdir;
    const before = readLock(root);
    this.lock = before && migrate(root, before, MIGRATIONS, text => this.logger.info(text));

    const managed = readLayers(layers, 'managed', words);
    if (!isOnPath(root)) {
      refuseToOverwrite(root, managed);
    }
    managed.forEach((text, path) => new ManagedFile(this, path, text));
    this.teamFiles = new TeamFiles(this, this.lock, withoutEjected(root, readLayers(layers, 'sample', words)), withoutEjected(root, readLayers(layers, 'region', words)));
  }

  /** Keeps what the team has added, and takes what it has taken over out of what is written. */
  public preSynthesize(): void {
    this.teamPackage = keepTeamEntries(this, this.lock);
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
    const { type, library, given } = this.repository;
    writeState(this.outdir, {
      version: packageVersion(),
      type,
      library,
      options: given,
      managed: this.files.filter((file: FileBase) => file.readonly).map(({ path }) => path),
      samples: this.teamFiles.samples,
      regions: this.teamFiles.regions,
      teamPackage: this.teamPackage!,
      before: this.lock,
    });
  }
}

/** Whether a repository is being created, and not written again. */
export function isNew(given: object): boolean {
  return '__new__' in given;
}

function withoutEjected(root: string, files: Files): Files {
  const ejected = readEjected(root);
  return new Map([...files].filter(([path]) => !Object.hasOwn(ejected, path)));
}

/** A repository that is not on the path yet is adopted, file by file; creating one never replaces anything. */
function refuseToOverwrite(root: string, managed: Files): void {
  const taken = [...managed.keys()].filter(path => existsSync(join(root, path)) && !Object.hasOwn(readEjected(root), path));
  if (taken.length > 0) {
    throw new OptionsError(taken.map(path => `[${path}] must not be there yet, got a file; move it away, or take the repository onto the path with golden-path adopt`));
  }
}
