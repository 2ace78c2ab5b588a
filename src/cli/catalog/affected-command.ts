import { Command, InvalidArgumentError, Option } from 'commander';
import { FromOption, columns, findIn, fromOption, loadCatalog } from './catalog-source';
import type { GitChanges } from './git-changes';
import { refOf } from '../../catalog/entity-ref';
import { Direction, Reached, reach } from '../../catalog/graph';
import type { Entity } from '../../catalog/model';
import { fail } from '../../core/problems';
import { CommandContext } from '../context';
import { progress } from '../progress';

/** Files that are named one by one. */
const MOST = 10;

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
      const named = () => ({ references: [...new Set(names.flatMap(name => meant(context, entities, name)).map(refOf))], files: [], outside: 0 });
      const changed = isRange ? changedIn(context, names[0], entities, options) : named();
      const byReference = new Map(entities.map(item => [refOf(item), item]));
      const reached = reach(entities, changed.references, options.direction, options.depth).map(found => describe(found, byReference));
      if (options.json) {
        const { references, files, outside } = changed;
        context.print(JSON.stringify({ changed: references, unassigned: files, outside, affected: reached }, undefined, 2));
        return;
      }
      noteRest(context, changed);
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

/** The entities that a name means; a revision alone is no name, and easily written. */
function meant(context: CommandContext, entities: readonly Entity[], name: string): readonly Entity[] {
  const { findEntities } = require('../../catalog/find-entities') as typeof import('../../catalog/find-entities'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { entities: found } = findEntities(entities, name);
  if (found.length === 0) {
    const { isRevision } = require('./git-changes') as typeof import('./git-changes'); // eslint-disable-line @typescript-eslint/no-require-imports
    if (isRevision(context.io.cwd, name)) {
      fail(name, 'a change must be a name in the catalog or a range of revisions', name, `write ${name}~1..${name} for what it changed, or main..${name} for what is not on main`);
    }
  }
  return findIn(entities, name);
}

/** What changed and is nobody's: the first few files, and how many there are. */
function noteRest(context: CommandContext, { files, outside }: GitChanges): void {
  files.slice(0, MOST).forEach(file => context.note(`belongs to no entity: ${file}`));
  if (files.length > MOST) {
    context.note(`and ${files.length - MOST} more, which --json names`);
  }
  if (outside > 0) {
    context.note(`${outside} changed ${outside === 1 ? 'file is' : 'files are'} outside of the folder and not looked at`);
  }
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
