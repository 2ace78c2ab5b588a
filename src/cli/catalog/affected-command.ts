import { Command, InvalidArgumentError, Option } from 'commander';
import { FromOption, columns, findIn, fromOption, loadCatalog } from './catalog-source';
import { refOf } from '../../catalog/entity-ref';
import { Direction, Reached, reach } from '../../catalog/graph';
import type { Entity } from '../../catalog/model';
import { CommandContext } from '../context';
import { progress } from '../progress';

interface Options extends FromOption {
  readonly depth?: number;
  readonly direction: Direction;
  readonly json?: boolean;
}

/** `pavement catalog affected`: what else a change reaches, and whose that is. */
export function affectedCommand(context: CommandContext): Command {
  return new Command('affected')
    .description('Says what else a change affects: everything that needs it, directly or not, with owners and tiers.')
    .argument('<name...>', 'references or other names; or one range of git revisions, such as main..HEAD')
    .addOption(fromOption())
    .option('--depth <steps>', 'how many steps to go', steps)
    .addOption(new Option('--direction <direction>', 'who needs it, or what it needs').choices(['dependents', 'dependencies']).default('dependents'))
    .option('--json', 'write JSON')
    .action((names: string[], options: Options) => {
      const { entities } = loadCatalog(context, options.from);
      const isRange = names.length === 1 && names[0].includes('..') && !names[0].includes('/..');
      const named = () => ({ references: [...new Set(names.flatMap(name => findIn(entities, name)).map(refOf))], files: [] });
      const changed = isRange ? changedIn(context, names[0], entities, options) : named();
      const byReference = new Map(entities.map(item => [refOf(item), item]));
      const reached = reach(entities, changed.references, options.direction, options.depth).map(found => describe(found, byReference));
      if (options.json) {
        context.print(JSON.stringify({ changed: changed.references, unassigned: changed.files, affected: reached }, undefined, 2));
        return;
      }
      changed.files.forEach(file => context.note(`belongs to no entity: ${file}`));
      context.print(reached.length === 0 ? 'nothing' : columns(reached.map(({ distance, entity, owner, tier, via }) => [String(distance), entity, owner, tier, via])));
    });
}

function steps(text: string): number {
  const depth = Number(text);
  if (!Number.isInteger(depth) || depth < 0) {
    throw new InvalidArgumentError('It must be a whole number from 0.');
  }
  return depth;
}

function changedIn(context: CommandContext, range: string, entities: readonly Entity[], { from }: Options) {
  const { changedEntities } = require('./git-changes') as typeof import('./git-changes'); // eslint-disable-line @typescript-eslint/no-require-imports
  const bar = progress(context.io.stderr, 'comparing revisions', 1);
  try {
    return changedEntities(context.io.cwd, range, from, entities);
  } finally {
    bar.end();
  }
}

function describe({ reference, distance, via }: Reached, entities: ReadonlyMap<string, Entity>) {
  const item = entities.get(reference);
  return { entity: reference, distance, via: via === undefined ? '' : `via ${via}`, owner: item?.owner ?? '', tier: item?.tier ?? '', lifecycle: item?.lifecycle ?? '' };
}
