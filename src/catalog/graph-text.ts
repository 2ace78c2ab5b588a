import { nameOf, refOf } from './entity-ref';
import { Edge, EdgeKind, edgesOf } from './graph';
import { Entity } from './model';

/** A catalog as a graph: what exists, and the edges that are drawn. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Edge[];
}

/** An entity in a graph; `missing` when something leads to it and it is in no catalog that was read. */
export interface GraphNode {
  readonly reference: string;
  readonly label: string;
  readonly kind: string;
  readonly type: string;
  readonly owner?: string;
  readonly missing?: boolean;
}

/** The graph of what needs what; ownership and membership only where they are asked for. */
export function graphOf(entities: readonly Entity[], kinds: readonly EdgeKind[] = ['dependsOn', 'provides', 'consumes']): Graph {
  const edges = edgesOf(entities).filter(({ kind }) => kinds.includes(kind));
  const nodes = new Map<string, GraphNode>();
  const drawn = new Set(edges.flatMap(({ from, to }) => [from, to]));
  entities.forEach(item => {
    const reference = refOf(item);
    if (drawn.has(reference) || ['component', 'resource', 'api'].includes(item.kind)) {
      nodes.set(reference, { reference, label: item.title ?? item.name, kind: item.kind, type: item.type, owner: item.owner });
    }
  });
  drawn.forEach(reference => nodes.has(reference) || nodes.set(reference, { reference, label: nameOf(reference), kind: reference.split(':')[0], type: '', missing: true }));
  return { nodes: [...nodes.values()].sort((a, b) => a.reference < b.reference ? -1 : 1), edges };
}

const MERMAID_SHAPES: Record<string, [string, string]> = { component: ['[', ']'], resource: ['[(', ')]'], api: ['([', '])'] };
const DOT_SHAPES: Record<string, string> = { component: 'box', resource: 'cylinder', api: 'oval' };
const LINES: Record<EdgeKind, string> = { dependsOn: '-->', provides: '-.->', consumes: '-.->', partOf: '---', ownedBy: '---' };

/** As Mermaid, which GitHub, GitLab and TechDocs draw. */
export function mermaid({ nodes, edges }: Graph): string {
  const ids = new Map(nodes.map(({ reference }, i) => [reference, `n${i}`]));
  const lines = nodes.map(({ reference, label, kind }) => {
    const [open, close] = MERMAID_SHAPES[kind] ?? ['{{', '}}'];
    return `  ${ids.get(reference)}${open}"${label.replace(/"/g, '#quot;')}"${close}`;
  });
  return ['flowchart LR', ...lines, ...edges.map(({ from, to, kind }) => `  ${ids.get(from)} ${LINES[kind]}${kind === 'dependsOn' ? '' : `|${kind}|`} ${ids.get(to)}`)].join('\n') + '\n';
}

/** In the language of Graphviz. */
export function dot({ nodes, edges }: Graph): string {
  const text = (value: string) => JSON.stringify(value);
  return [
    'digraph catalog {',
    '  rankdir=LR;',
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
    ...nodes.map(({ reference, label, kind, owner, missing }) =>
      `  ${text(reference)} [label=${text(label)}, shape=${DOT_SHAPES[kind] ?? 'hexagon'}, tooltip=${text([reference, owner].filter(Boolean).join(', '))}${missing ? ', style=dashed' : ''}];`),
    ...edges.map(({ from, to, kind }) => `  ${text(from)} -> ${text(to)}${kind === 'dependsOn' ? '' : ` [label=${text(kind)}, style=dashed]`};`),
    '}',
  ].join('\n') + '\n';
}
