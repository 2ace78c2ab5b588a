import { chmodSync, writeFileSync } from 'fs';
import { join } from 'path';
import { readJson } from './lock';

/** Where projen notes what it has generated; it removes what is in the list and is not generated any more. */
const GENERATED = '.projen/files.json';

/** Takes files that the team has taken over out of the list of generated ones, so that they are not removed. */
export function forgetGenerated(root: string, paths: readonly string[]): void {
  const list = readJson<{ files: string[] }>(root, GENERATED);
  if (!list?.files.some(path => paths.includes(path))) {
    return;
  }
  const file = join(root, GENERATED);
  chmodSync(file, 0o644);
  writeFileSync(file, `${JSON.stringify({ ...list, files: list.files.filter(path => !paths.includes(path)) }, undefined, 2)}\n`);
}
