import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { buildSync } from 'esbuild';

/**
 * Builds what the pages of the catalog site load, with the libraries inside and their licences beside them.
 *
 * The folder that it goes to is an argument; without one it is where the compiled library looks for it.
 */
const ROOT = join(__dirname, '..');
const folder = process.argv[2] ?? join(ROOT, 'lib/catalog/site/assets');

const { metafile } = buildSync({
  absWorkingDir: ROOT,
  entryPoints: ['site/site.ts', 'site/graph.ts', 'site/site.css'],
  outdir: folder,
  bundle: true,
  minify: true,
  metafile: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  tsconfig: 'site/tsconfig.json',
});

const packages = [...new Set(Object.keys(metafile.inputs).flatMap(path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))].sort();
const notices = packages.map((name) => {
  const { version, license } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string; license: string };
  const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md'].map(candidate => join(ROOT, 'node_modules', name, candidate)).find(candidate => textOf(candidate) !== undefined);
  if (file === undefined) {
    throw new Error(`${name} has no licence file`);
  }
  return `${name} ${version} (${license})\n\n${textOf(file)?.trim()}\n`;
});
mkdirSync(dirname(join(folder, 'NOTICES.txt')), { recursive: true });
writeFileSync(join(folder, 'NOTICES.txt'), `The scripts of this site contain:\n\n${notices.join(`\n${'-'.repeat(72)}\n\n`)}`);

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
