import { Command, Option } from 'commander';
import { CommandContext } from './context';
import type { ExportArguments } from './policies-export';
import type { ExportFormat } from '../policy/export/export-policies';

const FORMATS: readonly ExportFormat[] = ['validating-admission-policy', 'kyverno', 'checkov-config'];

/** `pavement policies`: the controls, and what they are to other tools. */
export function policiesCommand(context: CommandContext): Command {
  const policies = new Command('policies').description('Shows the controls, and writes them for other tools.');
  policies.addCommand(exportCommand(context));
  return policies;
}

function exportCommand(context: CommandContext): Command {
  const collect = (value: string, all: string[]) => [...all, value];
  return new Command('export')
    .description('Writes the controls as admission policies of clusters or as settings of a scanner, to standard output or to a folder.')
    .addOption(new Option('--to <format>', 'what for').choices(FORMATS).makeOptionMandatory())
    .option('--out <dir>', 'folder to write files to')
    .option('--standards <file>', 'the standards (default: those of the example organisation)')
    .option('--environment <name>', 'only this environment; can be given several times', collect, [])
    .option('--exempt-namespace <name>', 'namespace in which nothing is asked, beside Kubernetes\' own and the platform\'s; several times', collect, [])
    .option('--exempt-group <name>', 'group of users that nothing is asked of; several times', collect, [])
    .addOption(new Option('--deny-from <severity>', 'the least severity that is refused; what is below is warned about').choices(['medium', 'high', 'critical']).default('medium'))
    .action((args: ExportArguments) => {
      const { exported } = require('./policies-export') as typeof import('./policies-export'); // eslint-disable-line @typescript-eslint/no-require-imports
      exported(context, args);
    });
}
