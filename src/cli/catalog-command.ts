import { Command } from 'commander';
import { affectedCommand } from './catalog/affected-command';
import { buildCommand } from './catalog/build-command';
import { diffCommand } from './catalog/diff-command';
import { docsCommand } from './catalog/docs-command';
import { graphCommand } from './catalog/graph-command';
import { indexCommand } from './catalog/index-command';
import { organizationCommand } from './catalog/organization-command';
import { ownerCommand } from './catalog/owner-command';
import { siteCommand } from './catalog/site-command';
import { staleCommand } from './catalog/stale-command';
import { validateCommand } from './catalog/validate-command';
import { CommandContext } from './context';

/** The sub-commands, each in a file of its own. */
const COMMANDS = [
  affectedCommand, buildCommand, diffCommand, docsCommand, graphCommand, indexCommand, organizationCommand, ownerCommand, siteCommand, staleCommand,
  validateCommand,
];

/** `pavement catalog`: what exists, whose it is, what needs it. */
export function catalogCommand(context: CommandContext): Command {
  const catalog = new Command('catalog').description('Answers what exists, who owns it and what else a change affects, from what synth wrote.');
  COMMANDS.forEach(command => catalog.addCommand(command(context)));
  return catalog;
}
