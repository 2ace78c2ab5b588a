import { Command, Option } from 'commander';
import { CommandContext } from './context';
import type { ExportArguments } from './policies/export';
import type { ExportFormat } from '../policy/export/export-policies';

/* eslint-disable @typescript-eslint/no-require-imports */

const FORMATS: readonly ExportFormat[] = ['validating-admission-policy', 'kyverno', 'checkov-config'];

const collect = (value: string, all: string[]) => [...all, value];

/** `pavement policies`: the controls, and what they are to other tools. */
export function policiesCommand(context: CommandContext): Command {
  const shown = () => require('./policies/show') as typeof import('./policies/show');
  const policies = new Command('policies').description('Shows the controls, asks an organisation\'s own about their examples, and writes all of them for other tools.');
  withControls(policies.command('list'))
    .description('Lists everything that is asked of an output.')
    .option('--json', 'the controls as JSON')
    .action((flags: { controls?: string; json?: boolean }) => shown().list(context, flags));
  withControls(policies.command('explain'))
    .description('Says what a control asks for, why, and what to do about a finding.')
    .argument('<control>', 'id of the control, such as K8S-11')
    .action((id: string, flags: { controls?: string }) => shown().explain(context, id, flags));
  policies.command('test')
    .description('Asks every control of a folder about its own examples. Ends with 1 when one does not come out as it should.')
    .argument('<dir>', 'folder of the organisation\'s own controls')
    .action((dir: string) => shown().test(context, dir));
  policies.addCommand(exportCommand(context));
  return policies;
}

function exportCommand(context: CommandContext): Command {
  return withControls(new Command('export'))
    .description('Writes the controls as admission policies of clusters or as settings of a scanner, to standard output or to a folder.')
    .addOption(new Option('--to <format>', 'what for').choices(FORMATS).makeOptionMandatory())
    .option('--out <dir>', 'folder to write files to')
    .addOption(new Option('--standards <file>', 'the standards').default(undefined, 'those of the example organisation'))
    .option('--waivers <file>', 'the waivers, which become exceptions that end by themselves')
    .addOption(new Option('--now <day>', 'the day to judge waivers by, as YYYY-MM-DD').default(undefined, 'today'))
    .option('--environment <name>', 'only this environment; can be said several times', collect, [])
    .option('--exempt-namespace <name>', 'namespace in which nothing is asked, beside Kubernetes\' own and the platform\'s; several times', collect, [])
    .option('--exempt-group <name>', 'group of users that nothing is asked of; several times', collect, [])
    .addOption(new Option('--deny-from <severity>', 'the least severity that is refused; what is below is warned about').choices(['medium', 'high', 'critical']).default('medium'))
    .action((args: Omit<ExportArguments, 'now'> & { now?: string }) => {
      const { dayOf } = require('./verify-options') as typeof import('./verify-options');
      const { exported } = require('./policies/export') as typeof import('./policies/export');
      exported(context, { ...args, now: dayOf(args.now) });
    });
}

function withControls(command: Command): Command {
  return command.option('--controls <dir>', 'folder of the organisation\'s own controls');
}
