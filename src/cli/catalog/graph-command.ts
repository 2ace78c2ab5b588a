import { Command, Option } from 'commander';
import { FromOption, findIn, fromOption, loadCatalog } from './catalog-source';
import { refOf } from '../../catalog/entity-ref';
import { reach } from '../../catalog/graph';
import { dot, graphOf, mermaid } from '../../catalog/graph-text';
import { CommandContext } from '../context';

interface Options extends FromOption {
  readonly format: 'json' | 'mermaid' | 'dot' | 'svg';
  readonly around?: string;
}

/** `pavement catalog graph`: the dependencies as a picture, or as data. */
export function graphCommand(context: CommandContext): Command {
  return new Command('graph')
    .description('Draws what needs what.')
    .addOption(fromOption())
    .addOption(new Option('--format <format>', 'how').choices(['json', 'mermaid', 'dot', 'svg']).default('mermaid'))
    .option('--around <name>', 'only what needs this, and what this needs')
    .action(async ({ from, format, around }: Options) => {
      const { entities } = loadCatalog(context, from);
      const wanted = around === undefined ? undefined : new Set((['dependents', 'dependencies'] as const).flatMap(direction =>
        reach(entities, findIn(entities, around).map(refOf), direction)).map(({ reference }) => reference));
      const graph = graphOf(wanted ? entities.filter(item => wanted.has(refOf(item))) : entities);
      switch (format) {
        case 'json':
          return context.print(JSON.stringify(graph, undefined, 2));
        case 'mermaid':
          return context.print(mermaid(graph));
        case 'dot':
          return context.print(dot(graph));
        default:
          return context.print(await svg(dot(graph)));
      }
    });
}

/** The part of Graphviz that is used. */
interface Graphviz {
  instance(): Promise<{ renderString(input: string, options: { format: string }): string }>;
}

/** Drawn by Graphviz itself, which is loaded only now: it is as large as all the rest of the command. */
async function svg(text: string): Promise<string> {
  const { loadBundled } = require('../bundled') as typeof import('../bundled'); // eslint-disable-line @typescript-eslint/no-require-imports
  const graphviz = await loadBundled<Graphviz>('graphviz', '@viz-js/viz').instance();
  return graphviz.renderString(text, { format: 'svg' });
}
