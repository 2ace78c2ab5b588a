import { resolve } from 'path';
import { Command } from 'commander';
import { siteModel } from './site-model';
import { CommandContext } from '../context';

/** `pavement catalog docs`: the documents of a system as MkDocs and Backstage's TechDocs read them. */
export function docsCommand(context: CommandContext): Command {
  return new Command('docs')
    .description('Writes the documents of a system, with the reference of what it runs, as MkDocs and Backstage TechDocs read them.')
    .argument('[dir]', 'folder that was synthesised', '.')
    .option('-o, --output <dir>', 'folder of the documents; replaced as a whole', 'techdocs')
    .action((dir: string, { output }: { output: string }) => {
      const { techDocs } = require('../../catalog/site/techdocs') as typeof import('../../catalog/site/techdocs'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { writeSite } = require('../../catalog/site/write-site') as typeof import('../../catalog/site/write-site'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { fail } = require('../../core/problems') as typeof import('../../core/problems'); // eslint-disable-line @typescript-eslint/no-require-imports
      const model = siteModel(context, [dir]);
      const system = model.entities.find(({ kind }) => kind === 'system') ?? fail(dir, 'the catalog must have a system', undefined, 'name the folder of the program that declares it');
      const count = writeSite(resolve(context.io.cwd, output), output, techDocs(model, system));
      context.note(`${count} files in ${output}`);
    });
}
