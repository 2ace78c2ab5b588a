import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, statSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import { ATTESTATION, attested, subjectName } from './attestation';
import { commit, finishInterrupted } from './commit';
import { sha256 } from '../core/digest';
import { fail } from '../core/problems';
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

const FREE_PLACE = 'free the place, or let the output go somewhere else';

/**
 * Puts the output in place of the previous one: the only code that writes to the disk.
 *
 * Everything is written beside its place first, then moved in one go, so that a failure leaves the previous output as it was; a process
 * that is killed while moving is finished by the next one. What the previous synth wrote and this one does not is removed, if it is
 * still as it was written. Files of anyone else are never touched.
 *
 * @param untouched - names of files that stay, even where the previous synth wrote them
 */
export function write(
  files: readonly RenderedFile[], folders: OutputFolders, stateDirectory: string, untouched: readonly string[] = [],
): Written {
  try {
    return replace(files, folders, stateDirectory, untouched);
  } catch (error) {
    const { code, syscall, path, dest, message } = error as NodeJS.ErrnoException & { dest?: string };
    if (code === undefined || syscall === undefined) {
      throw error;
    }
    return fail(dest ?? path ?? 'output', 'the output must be writable', message.split(',')[0], FREE_PLACE);
  }
}

function replace(files: readonly RenderedFile[], folders: OutputFolders, stateDirectory: string, untouched: readonly string[]): Written {
  const finished = finishInterrupted(stateDirectory);
  const placed = files.map(({ folder, path, content }) => ({ root: folders[folder], path: join(folders[folder], ...path.split('/')), content }));
  const targets = new Set(placed.map(({ path }) => resolve(path)));

  placed.forEach(({ path }) => refuseFolder(path));
  const unchanged = new Set(placed.filter(({ path, content }) => readIfThere(path)?.toString() === content));
  const changed = placed.filter(file => !unchanged.has(file));
  const stale = writtenBefore(folders).filter(({ name, path }) => !targets.has(resolve(path)) && !untouched.includes(name));
  const kept = new Set([...targets, ...stale.map(({ path }) => resolve(path))]);
  const foreign = listFiles(folders.manifests).filter(path => !kept.has(resolve(path)));

  mkdirSync(folders.manifests, { recursive: true });
  commit(stateDirectory, [...changed, ...stale]);

  const shown = (path: string) => relative(process.cwd(), path).split(sep).join('/');
  return {
    written: changed.map(({ path }) => shown(path)),
    unchanged: [...unchanged].map(({ path }) => shown(path)),
    removed: stale.map(({ path }) => shown(path)),
    foreign: foreign.map(shown),
    finished: finished.map(shown),
  };
}

/** What the previous synth wrote and nobody has changed since. Its attestation is a file like any other: it is not trusted with paths. */
function writtenBefore(folders: OutputFolders): { name: string; root: string; path: string }[] {
  const previous = [...attested(readIfThere(join(folders.governance, ATTESTATION))?.toString())];
  return Object.entries(folders).flatMap(([folder, root]) => previous
    .filter(([name]) => name.startsWith(`${folder}/`))
    .map(([name, digest]) => ({ name, root, path: join(root, name.slice(folder.length + 1)), digest }))
    .filter(({ path, digest }) => isBelow(resolve(path), resolve(root)) && fingerprint(path) === digest)
    // wherever links lead
    .filter(({ path }) => isBelow(realpathSync(path), realpathSync(root))));
}

/** Files that two parts of a program would both write. */
export function clashes(files: readonly RenderedFile[]): string[] {
  const seen = new Set<string>();
  return files.filter(file => seen.has(subjectName(file)) || !seen.add(subjectName(file))).map(({ path }) =>
    `[${path}] a file must be written by one chart only, got two; give the charts or their objects different names`);
}

function isBelow(path: string, root: string): boolean {
  return path.startsWith(`${root}${sep}`);
}

function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    fail(path, 'the place of an output file must be free or a file', 'a folder', FREE_PLACE);
  }
}

function readIfThere(path: string): Buffer | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;
}

function fingerprint(path: string): string | undefined {
  const content = readIfThere(path);
  return content && sha256(content);
}

function listFiles(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries.filter(entry => !entry.isDirectory()).map(entry => join(entry.parentPath, entry.name));
}
