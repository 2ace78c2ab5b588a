import { chmodSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Component, Project } from 'projen';
import { BASE_FOLDER, Lock, tryRead } from './lock';
import { reconcile } from './reconcile';
import type { Files } from '../files/layers';

/** The files of a repository that a team writes in: samples, which are its own from the start, and regions, which it shares with the path. */
export class TeamFiles extends Component {
  constructor(project: Project, private readonly lock: Lock | undefined, public readonly samples: Files, public readonly regions: Files) {
    super(project);
  }

  public synthesize(): void {
    const { outdir, logger } = this.project;
    const read = (path: string) => tryRead(join(outdir, path))?.toString('utf8');
    const { writes, bases, conflicts, kept } = reconcile({ read, base: path => read(`${BASE_FOLDER}/${path}`) }, this.lock, this.samples, this.regions);
    writes.forEach((text, path) => write(outdir, path, text));
    bases.forEach((text, path) => write(outdir, `${BASE_FOLDER}/${path}`, text));
    conflicts.forEach(path => logger.warn(`[${path}] you and the golden path have changed the same lines; both are in the file, between <<<<<<< and >>>>>>>: choose`));
    kept.forEach(path => logger.info(`[${path}] is new in the golden path; yours was there first and stays as it is`));
  }
}

/** Writes a text file, unless it is there already. */
export function write(root: string, path: string, text: string): void {
  const file = join(root, path);
  if (tryRead(file)?.toString('utf8') === text) {
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (path.endsWith('.sh')) {
    chmodSync(file, 0o755);
  }
}
