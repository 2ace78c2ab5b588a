import { relative, resolve } from 'path';
import { Command } from 'commander';
import { CommandContext } from './context';
import { progress } from './progress';

/** Writes the catalog as pages that any file server can show. */
export function siteCommand(context: CommandContext): Command {
  return new Command('site')
    .description('Writes the catalog as a static site: teams, components, dependencies, governance, documents. Needs no server but one for files.')
    .argument('[dirs...]', 'folders that synth wrote to', ['.'])
    .option('-o, --output <dir>', 'folder of the site; replaced as a whole', 'site')
    .option('--title <title>', 'what the site is called', 'Software catalog')
    .action((dirs: string[], { output, title }: { output: string; title: string }) => {
      // loaded when there is a site to write
      const { buildSite } = require('../catalog/site/build-site') as typeof import('../catalog/site/build-site'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { siteAssets, writeSite } = require('../catalog/site/write-site') as typeof import('../catalog/site/write-site'); // eslint-disable-line @typescript-eslint/no-require-imports
      const model = modelOf(context, dirs);
      const bar = progress(context.io.stderr, 'pages', model.entities.length);
      let done = 0;
      try {
        const files = [...siteAssets()];
        const count = writeSite(resolve(context.io.cwd, output), output, concat(files, buildSite(model, title)), () => bar.update(done += 1));
        bar.end();
        context.note(`${model.entities.length} entities, ${count} files in ${output}; open index.html through a file server`);
      } finally {
        bar.end();
      }
    });
}

/** Writes the documents of a system as MkDocs and Backstage's TechDocs read them. */
export function docsCommand(context: CommandContext): Command {
  return new Command('docs')
    .description('Writes the documents of a system, with the reference of what it runs, as MkDocs and Backstage TechDocs read them.')
    .argument('[dir]', 'folder that synth wrote to', '.')
    .option('-o, --output <dir>', 'folder of the documents; replaced as a whole', 'techdocs')
    .action((dir: string, { output }: { output: string }) => {
      const { techDocs } = require('../catalog/site/techdocs') as typeof import('../catalog/site/techdocs'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { writeSite } = require('../catalog/site/write-site') as typeof import('../catalog/site/write-site'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { fail } = require('../core/problems') as typeof import('../core/problems'); // eslint-disable-line @typescript-eslint/no-require-imports
      const model = modelOf(context, [dir]);
      const system = model.entities.find(({ kind }) => kind === 'system') ?? fail(dir, 'the catalog must have a system', undefined, 'name the folder of the program that declares it');
      const count = writeSite(resolve(context.io.cwd, output), output, techDocs(model, system));
      context.note(`${count} files in ${output}`);
    });
}

function modelOf({ io: { cwd } }: CommandContext, dirs: readonly string[]) {
  const { SiteModel } = require('../catalog/site/site-model') as typeof import('../catalog/site/site-model'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { readSource } = require('../catalog/site/read-source') as typeof import('../catalog/site/read-source'); // eslint-disable-line @typescript-eslint/no-require-imports
  return new SiteModel(dirs.map(dir => readSource(resolve(cwd, dir), relative(cwd, resolve(cwd, dir)) || '.')));
}

function* concat<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) {
    yield* list;
  }
}
