import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'fs';
import { dirname, join, relative, resolve, sep } from 'path';
import { ATTESTATION, attested, sha256, subjectName } from './attestation';
import { Move, commit, finishInterrupted } from './commit';
import { RenderedFile } from '../core/rendered';

/** Where each folder of the output is. */
export type OutputFolders = Record<RenderedFile['folder'], string>;

/** What a synth did to the disk. Paths are relative to the working directory. */
export interface Written {
  readonly written: string[];
  readonly unchanged: string[];
  readonly removed: string[];
  /** Files in the manifests folder that no synth wrote, or that were changed since; they are left alone. */
  readonly foreign: string[];
  /** Files that an interrupted synth had left half way, and that were put in place first. */
  readonly finished: string[];
}

/**
 * Puts the output in place of the previous one: the only code that writes to the disk.
 *
 * Everything is written beside its place first, then moved in one go, so that a failure leaves the previous output as it was; a process
 * that is killed while moving is finished by the next one. What the previous synth wrote and this one does not is removed, if it is
 * still as it was written. Files of anyone else are never touched.
 */
export function write(files: readonly RenderedFile[], folders: OutputFolders, stateDirectory: string): Written {
  const finished = finishInterrupted(stateDirectory);
  const place = (file: Pick<RenderedFile, 'folder' | 'path'>) => join(folders[file.folder], ...file.path.split('/'));
  const targets = new Set(files.map(file => resolve(place(file))));
  const previous = attested(readIfThere(join(folders.governance, ATTESTATION))?.toString());

  const changed = files.filter(file => readIfThere(place(file))?.toString() !== file.content);
  const stale = [...previous]
    .map(([name, digest]) => ({ path: join(folders[folderOf(name)], ...name.split('/').slice(1)), digest }))
    .filter(({ path, digest }) => !targets.has(resolve(path)) && fingerprint(path) === digest)
    .map(({ path }) => path);
  const foreign = listFiles(folders.manifests).filter(path => !targets.has(resolve(path)) && !stale.includes(path));

  mkdirSync(folders.manifests, { recursive: true });
  commit(stateDirectory, staging => [
    ...changed.map((file, i): Move => {
      const target = place(file);
      mkdirSync(dirname(target), { recursive: true });
      const staged = staging(target, i);
      writeFileSync(staged, file.content);
      return { from: staged, to: target };
    }),
    ...stale.map((path): Move => ({ to: path })),
  ]);
  stale.forEach(path => removeEmptyFolders(dirname(path), Object.values(folders)));

  const shown = (path: string) => relative(process.cwd(), path).split(sep).join('/');
  return {
    written: changed.map(place).map(shown),
    unchanged: files.filter(file => !changed.includes(file)).map(place).map(shown),
    removed: stale.map(shown),
    foreign: foreign.map(shown),
    finished: finished.map(shown),
  };
}

/** Files that two parts of a program would both write. */
export function clashes(files: readonly RenderedFile[]): string[] {
  const seen = new Set<string>();
  return files.filter(file => seen.has(subjectName(file)) || !seen.add(subjectName(file))).map(({ path }) =>
    `[${path}] a file must be written by one chart only, got two; give the charts or their objects different names`);
}

function folderOf(name: string): RenderedFile['folder'] {
  return name.split('/')[0] as RenderedFile['folder'];
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function fingerprint(path: string): string | undefined {
  const content = readIfThere(path);
  return content && sha256(content);
}

function listFiles(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries.filter(entry => !entry.isDirectory()).map(entry => join(entry.parentPath, entry.name));
}

function removeEmptyFolders(folder: string, roots: string[]): void {
  if (roots.map(root => resolve(root)).includes(resolve(folder)) || readdirSync(folder).length > 0) {
    return;
  }
  rmdirSync(folder);
  removeEmptyFolders(dirname(folder), roots);
}

