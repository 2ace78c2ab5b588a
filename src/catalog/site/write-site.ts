import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { SiteFile } from './layout';
import { fail } from '../../core/problems';

/** Marks a folder that may be replaced, because it holds nothing but a site. */
const MARKER = '.pavement-site';

/** What the compiled library brings for the pages. */
const ASSETS = join(__dirname, '../../../lib/catalog/site/assets');

/** The scripts, the styles and the licences, as files of the site. */
export function siteAssets(folder = ASSETS): SiteFile[] {
  return readdirSync(folder).sort().map(name => ({ path: `assets/${name}`, content: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Writes a site beside its place and then moves it there: who reads it sees the old one or the new one. A folder that holds anything else is
 * left as it is.
 *
 * @param written - hears of every file
 */
export function writeSite(folder: string, shown: string, files: Iterable<SiteFile>, written: () => void = () => undefined): number {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARKER))) {
    fail(shown, 'the folder of a site must be empty or hold a site', readdirSync(folder).sort().slice(0, 5), 'name another one with --output');
  }
  const [next, previous] = [`${folder}.next`, `${folder}.previous`];
  rmSync(next, { recursive: true, force: true });
  try {
    const count = writeFiles(next, files, written);
    rmSync(previous, { recursive: true, force: true });
    if (existsSync(folder)) {
      renameSync(folder, previous);
    }
    renameSync(next, folder);
    rmSync(previous, { recursive: true, force: true });
    return count;
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

function writeFiles(folder: string, files: Iterable<SiteFile>, written: () => void): number {
  const made = new Set<string>();
  const write = ({ path, content }: SiteFile) => {
    const parent = dirname(join(folder, path));
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    writeFileSync(join(folder, path), content);
  };
  write({ path: MARKER, content: 'Written by pavement catalog site, which replaces the whole folder.\n' });
  let count = 0;
  for (const file of files) {
    write(file);
    count += 1;
    written();
  }
  return count;
}
