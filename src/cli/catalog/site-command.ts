import { join, resolve } from 'path';
import { Command } from 'commander';
import { siteModel } from './site-model';
import { CommandContext } from '../context';
import { progress } from '../progress';

/** `pavement catalog site`: the catalog as pages that any file server can show. */
export function siteCommand(context: CommandContext): Command {
  return new Command('site')
    .description('Writes the catalog as a static site: teams, components, dependencies, governance, documents. It opens from a disk and from any file server.')
    .argument('[paths...]', 'folders that were synthesised, files of catalogs, or indexes', ['.'])
    .option('-o, --output <dir>', 'folder of the site; replaced as a whole', 'site')
    .option('--title <title>', 'what the site is called', 'Software catalog')
    .action((paths: string[], { output, title }: { output: string; title: string }) => {
      // loaded when there is a site to write
      const { buildSite } = require('../../catalog/site/build-site') as typeof import('../../catalog/site/build-site'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { siteAssets, writeSite } = require('../../catalog/site/write-site') as typeof import('../../catalog/site/write-site'); // eslint-disable-line @typescript-eslint/no-require-imports
      const model = siteModel(context, paths);
      const bar = progress(context.io.stderr, 'pages', model.entities.length);
      let done = 0;
      try {
        const files = [...siteAssets()];
        const count = writeSite(resolve(context.io.cwd, output), output, concat(files, buildSite(model, title)), () => bar.update(done += 1));
        bar.end();
        context.note(`${model.entities.length} entities, ${count} files in ${output}; open ${join(output, 'index.html')}`);
      } finally {
        bar.end();
      }
    });
}

function* concat<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) {
    yield* list;
  }
}
