import { join } from 'node:path';
import { packBoth } from '../integration/harness/golden-path';
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

/** Packs the library into a folder once more, and says what is in it. */
export async function packInto(folder: string): Promise<Tarball> {
  // which compiles it
  await packBoth();
  const { stdout } = mustSucceed('npm pack', run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT }));
  const [{ filename, size, unpackedSize, files, bundled }] = JSON.parse(stdout) as {
    filename: string; size: number; unpackedSize: number; files: { path: string }[]; bundled: string[];
  }[];
  return { path: join(folder, filename), size, unpackedSize, files: files.map(({ path }) => path), bundled };
}
