import { Argument, Command } from 'commander';
import { loadBundled } from './bundled';

/** The library for completion: it adds the command that prints a shell's script, and the one that the script asks what could come next. */
interface CompletionEngine {
  readonly default: (program: Command, options: { completionCommandName: string }) => unknown;
}

/**
 * Adds `pavement completion bash|zsh|fish|powershell`. The script for bash needs the package bash-completion.
 *
 * The library is loaded only when it is asked: it looks at every command there is, so this comes last.
 */
export function addCompletion(program: Command, args: readonly string[]): void {
  if (args[0] === 'completion' || args[0] === 'complete') {
    loadBundled<CompletionEngine>('completion-engine', '@bomb.sh/tab/commander').default(program, { completionCommandName: 'completion' });
  } else {
    program.addCommand(new Command('completion')
      .description('Prints what lets a shell complete commands, such as: source <(pavement completion bash)')
      .addArgument(new Argument('<shell>', 'which one').choices(['bash', 'zsh', 'fish', 'powershell'])));
  }
}
