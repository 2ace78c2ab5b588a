import { readFileSync, readdirSync, statSync } from 'fs';
import { join, posix, relative, sep } from 'path';
import { combinations, openService } from './open-service';
import type { Variant, WrittenFile } from './skeleton';
import { ANSWERS_PATH, LOCK_PATH } from '../day2/lock';
import { inDraft } from '../files/draft';
import type { PlatformServiceTsOptions } from '../options/options';
import { RESOLVED } from '../options/resolve-service';
import { PROJECT_TYPES } from '../types';

/** Made of digests and of the moment in which it was created: the first `npx projen` of a repository writes them. */
const OF_THE_REPOSITORY = [LOCK_PATH, ANSWERS_PATH];

/** A service of a type with its answers left open, once with every combination of facts. */
export function serviceVariants(type: string, decided: Partial<PlatformServiceTsOptions>, version: string): Variant[] {
  return combinations(decided, version).map(facts => inDraft(outdir => {
    const options = { name: '', owner: '', outdir, [RESOLVED]: openService(facts, decided, version) };
    PROJECT_TYPES[type].create(options).synth();
    return { facts, files: filesBelow(outdir) };
  }));
}

function filesBelow(root: string): Map<string, WrittenFile> {
  return new Map(readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => [relative(root, file).split(sep).join(posix.sep), file] as const)
    .filter(([path]) => !OF_THE_REPOSITORY.includes(path))
    // eslint-disable-next-line no-bitwise
    .map(([path, file]) => [path, { text: readFileSync(file, 'utf8'), executable: (statSync(file).mode & 0o100) !== 0 }]));
}
