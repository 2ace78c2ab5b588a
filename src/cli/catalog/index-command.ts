import { resolve } from 'path';
import { Command } from 'commander';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

/** `pavement catalog index`: the catalogs of many repositories as one file that can be asked. */
export function indexCommand(context: CommandContext): Command {
  return new Command('index')
    .description('Gathers every catalog-info.yaml below some folders into one file, which the other commands read with --from.')
    .argument('<folders...>', 'where the repositories are checked out')
    .requiredOption('-o, --output <file>', 'the index, such as catalog.ndjson')
    .option('--json', 'write JSON')
    .action((folders: string[], { output, json }: { output: string; json?: boolean }) => {
      const { buildIndex } = require('./build-index') as typeof import('./build-index'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { cwd, stderr } = context.io;
      const { files, entities, problems } = buildIndex(folders.map(folder => resolve(cwd, folder)), resolve(cwd, output), stderr);
      problems.forEach(problem => context.note(problem));
      context.print(json ? JSON.stringify({ files, entities, problems }, undefined, 2) : `${entities} entities of ${files} files`);
      context.finish(problems.length > 0 ? ExitCode.FINDINGS : ExitCode.OK);
    });
}
