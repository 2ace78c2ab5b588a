import { Command, CommanderError } from 'commander';
import { catalogCommand } from './catalog-command';
import { addCompletion } from './completion';
import { CommandContext, CommandIo } from './context';
import { ExitCode } from './exit-code';
import { fleetCommand } from './fleet-command';
import { metricsCommand } from './metrics-command';
import { policiesCommand } from './policies-command';
import { synthCommand } from './synth-command';
import { templateCommand } from './template-command';
import { verifyCommand } from './verify-command';
import { waiveCommand } from './waive-command';
import { PlatformError } from '../core/problems';

/** The commands, each in a file of its own. */
const COMMANDS: readonly ((context: CommandContext) => Command)[] = [
  synthCommand,
  verifyCommand,
  waiveCommand,
  policiesCommand,
  metricsCommand,
  catalogCommand,
  fleetCommand,
  templateCommand,
];

/** Runs `pavement` with arguments and answers the exit code. Throws only what is a defect of the library. */
export async function run(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const context = new CommandContext(io);
  try {
    await program(context, args).parseAsync([...args], { from: 'user' });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    }
    if (error instanceof PlatformError) {
      // the heading of cdk8s is about a program; what was said to a command speaks for itself
      context.note(error.problems.join('\n'));
      return ExitCode.USAGE;
    }
    throw error;
  }
}

function program(context: CommandContext, args: readonly string[]): Command {
  const { version } = require('../../package.json') as { version: string }; // eslint-disable-line @typescript-eslint/no-require-imports
  const pavement = new Command('pavement')
    .description('Verifies what a platform program wrote, and answers questions about it, without running the program.')
    .version(version)
    .showHelpAfterError('(add --help for what can be said)');
  COMMANDS.forEach(command => pavement.addCommand(command(context)));
  addCompletion(pavement, args);
  eachCommand(pavement, command => command.exitOverride().configureOutput({
    writeOut: text => context.io.stdout.write(text),
    writeErr: text => context.io.stderr.write(text),
    getOutHelpWidth: () => context.io.stdout.columns ?? 80,
    getErrHelpWidth: () => context.io.stderr.columns ?? 80,
  }));
  return pavement;
}

/** A command takes over the settings of its parent only when it is made by it. */
function eachCommand(command: Command, action: (command: Command) => void): void {
  action(command);
  command.commands.forEach(child => eachCommand(child, action));
}
