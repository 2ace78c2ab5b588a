import { Command } from 'commander';
import { loadCatalog } from './catalog-source';
import { Difference, compareCatalogs, isSame } from '../../catalog/compare';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

/** `pavement catalog diff`: what came, went and changed. */
export function diffCommand(context: CommandContext): Command {
  return new Command('diff')
    .description('Says how two catalogs differ; ends with 1 if they do.')
    .argument('<old>', 'a folder that was synthesised, a file of a catalog, or an index')
    .argument('<new>', 'another one')
    .option('--json', 'write JSON')
    .action((old: string, now: string, { json }: { json?: boolean }) => {
      const difference = compareCatalogs(loadCatalog(context, old).entities, loadCatalog(context, now).entities);
      context.print(json ? JSON.stringify(difference, undefined, 2) : differenceText(difference));
      context.finish(isSame(difference) ? ExitCode.OK : ExitCode.FINDINGS);
    });
}

/** A difference, one line for each thing. */
export function differenceText(difference: Difference): string {
  const { added, removed, changed, addedEdges, removedEdges } = difference;
  const value = (content: unknown) => content === undefined ? 'nothing' : JSON.stringify(content);
  return isSame(difference) ? 'no difference' : [
    ...removed.map(reference => `- ${reference}`),
    ...added.map(reference => `+ ${reference}`),
    ...removedEdges.map(edge => `- ${edge}`),
    ...addedEdges.map(edge => `+ ${edge}`),
    ...changed.map(({ entity, field, before, after }) => `~ ${entity} ${field}: ${value(before)} → ${value(after)}`),
  ].join('\n');
}
