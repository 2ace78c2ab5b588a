import { resolve } from 'path';
import { Command } from 'commander';
import { FromOption, fromOption, loadCatalog } from './catalog-source';
import { fail } from '../../core/problems';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

interface Options extends FromOption {
  readonly environment: string;
  readonly kubernetes?: string;
  readonly terraform?: string;
  readonly json?: boolean;
}

/** `pavement catalog stale`: what is declared and not there, and what is there and not declared. */
export function staleCommand(context: CommandContext): Command {
  return new Command('stale')
    .description('Compares the catalog with what runs in an environment; ends with 1 where the two differ.')
    .addOption(fromOption())
    .requiredOption('--environment <name>', 'which environment')
    .option('--kubernetes <file>', 'what kubectl get <kinds> -A -o json wrote')
    .option('--terraform <file>', 'what terraform show -json wrote')
    .option('--json', 'write JSON')
    .action(({ from, environment, kubernetes, terraform, json }: Options) => {
      if (kubernetes === undefined && terraform === undefined) {
        fail('catalog stale', '--kubernetes or --terraform must be given', undefined, 'name a file with what is there');
      }
      const { mustKnow, staleKubernetes, staleTerraform } = require('../../catalog/live-state') as typeof import('../../catalog/live-state'); // eslint-disable-line @typescript-eslint/no-require-imports
      const catalog = loadCatalog(context, from);
      mustKnow(catalog, environment, from);
      const read = (path: string) => readJsonFile(resolve(context.io.cwd, path), path);
      const objects = kubernetes === undefined ? { stale: [], notAsked: [] } : staleKubernetes(catalog, environment, read(kubernetes), kubernetes);
      const stale = [
        ...objects.stale,
        ...terraform === undefined ? [] : staleTerraform(catalog, environment, read(terraform), terraform),
      ];
      if (objects.notAsked.length > 0) {
        context.note(`not in ${kubernetes}, so nothing is said about them: ${objects.notAsked.join(', ')}`);
      }
      context.print(json ? JSON.stringify(stale, undefined, 2) : stale.length === 0 ? 'nothing differs'
        : stale.map(({ state, what, entity }) => `${state}: ${what}${entity === undefined ? '' : ` of ${entity}`}`).join('\n'));
      context.finish(stale.length > 0 ? ExitCode.FINDINGS : ExitCode.OK);
    });
}

function readJsonFile(path: string, shown: string): unknown {
  const { readFileSync } = require('fs') as typeof import('fs'); // eslint-disable-line @typescript-eslint/no-require-imports
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(shown, 'the file must be readable and hold JSON', (error as Error).message, 'write it with -o json, or with terraform show -json');
  }
}
