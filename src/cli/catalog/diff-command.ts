import { Command } from 'commander';
import { loadCatalog } from './catalog-source';
import { differenceText } from './difference-text';
import { compareCatalogs, isSame } from '../../catalog/compare';
import type { Entity } from '../../catalog/model';
import { BACKSTAGE } from '../../catalog/portals/backstage';
import type { ReadCatalog } from '../../catalog/read-catalog';
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
      const catalogs = [old, now].map(path => loadCatalog(context, path));
      const [before, after] = comparable(catalogs, context);
      const difference = compareCatalogs(before, after);
      context.print(json ? JSON.stringify(difference, undefined, 2) : differenceText(difference));
      context.finish(isSame(difference) ? ExitCode.OK : ExitCode.FINDINGS);
    });
}

/** Entities as far as both catalogs can say the same: the file of the portal has no objects, and groups and domains are declared elsewhere. */
function comparable(catalogs: readonly ReadCatalog[], context: CommandContext): (readonly Entity[])[] {
  const isPortalFile = ({ files }: ReadCatalog) => files.every(file => /\.ya?ml$/.test(file));
  if (catalogs.every(isPortalFile) || !catalogs.some(isPortalFile)) {
    return catalogs.map(({ entities }) => entities);
  }
  context.note('compared as far as the file of a portal says it: without objects, addresses, clusters, groups and domains');
  return catalogs.map(catalog => BACKSTAGE.parse(BACKSTAGE.emit(catalog).files).entities.filter(({ kind }) => kind !== 'group' && kind !== 'domain'));
}
