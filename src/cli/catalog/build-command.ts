import { resolve } from 'path';
import { Command, Option } from 'commander';
import { FromOption, fromOption, loadCatalog } from './catalog-source';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

const NAMES = ['backstage', 'cortex', 'datadog', 'opslevel', 'port', 'score'];

interface Options extends FromOption {
  readonly portal: string;
  readonly output: string;
  readonly replaces?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `pavement catalog build`: the catalog in the words of a portal. */
export function buildCommand(context: CommandContext): Command {
  return new Command('build')
    .description('Writes the catalog for a portal and says what the portal cannot hold.')
    .addOption(fromOption())
    .addOption(new Option('--portal <name>', 'which one').choices(NAMES).default('backstage'))
    .option('-o, --output <folder>', 'where the files go, which are named as the portal wants them', '.')
    .addOption(new Option('--replaces <name>', 'the portal that was used before: says how its files and the new ones differ').choices(NAMES))
    .option('--dry-run', 'write nothing')
    .option('--json', 'write JSON')
    .action((options: Options) => {
      const { buildPortal } = require('./build-portal') as typeof import('./build-portal'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { differenceText } = require('./difference-text') as typeof import('./difference-text'); // eslint-disable-line @typescript-eslint/no-require-imports
      const catalog = loadCatalog(context, options.from);
      const { written, losses, problems, difference } = buildPortal(catalog, { ...options, output: resolve(context.io.cwd, options.output) });
      if (options.json) {
        context.print(JSON.stringify({ files: written, losses, problems, difference }, undefined, 2));
      } else {
        losses.forEach(({ field, emittedAs, entities }) => context.note(
          `${options.portal} cannot hold ${field} of ${entities.length === 1 ? entities[0] : `${entities.length} entities`}: ${emittedAs === undefined ? 'left out' : `emitted as ${emittedAs}`}`,
        ));
        problems.forEach(problem => context.note(`error: ${problem}`));
        if (difference) {
          context.print(differenceText(difference));
        }
        written.forEach(path => context.print(path));
      }
      context.finish(problems.length > 0 ? ExitCode.FINDINGS : ExitCode.OK);
    });
}
