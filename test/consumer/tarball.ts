import { join } from 'node:path';
import { cachePath, withLock } from '../integration/harness/cache';
import { mustSucceed, run } from '../integration/harness/run';

/** The folder of the library. */
export const ROOT = join(__dirname, '../..');

/** What `npm publish` would publish. */
export interface Tarball {
  readonly path: string;
  readonly size: number;
  readonly unpackedSize: number;
  /** Paths of the files in it. */
  readonly files: string[];
  /** Names of the packages that are shipped inside. */
  readonly bundled: string[];
}

/** Compiles what is packed, and packs it, while no other test process does: each writes into the same folders. */
export async function packing(action: () => void): Promise<void> {
  await withLock(cachePath('packing'), async () => action());
}

/** Compiles the library and packs it into a folder. */
export async function packInto(folder: string): Promise<Tarball> {
  let packed: Tarball | undefined;
  await packing(() => { packed = pack(folder); });
  return packed!;
}

function pack(folder: string): Tarball {
  mustSucceed('projen compile', run('npx', ['projen', 'compile'], { cwd: ROOT }));
  const { stdout } = mustSucceed('npm pack', run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT }));
  const [{ filename, size, unpackedSize, files, bundled }] = JSON.parse(stdout) as {
    filename: string; size: number; unpackedSize: number; files: { path: string }[]; bundled: string[];
  }[];
  return { path: join(folder, filename), size, unpackedSize, files: files.map(({ path }) => path), bundled };
}
