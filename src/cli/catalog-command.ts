import { Command } from 'commander';
import { CommandContext } from './context';
import { docsCommand, siteCommand } from './site-command';

/** What exists, who owns it, and what depends on it. */
export function catalogCommand(context: CommandContext): Command {
  return new Command('catalog')
    .description('Answers what exists, who owns it and what depends on it, from what synth wrote.')
    .addCommand(siteCommand(context))
    .addCommand(docsCommand(context));
}
