import cytoscape from 'cytoscape';
import { ROOT } from './frame';
import { Neighbourhood, known } from './neighbourhood';

const COLUMN = 230;
const ROW = 58;
/** Nodes below each other, before a column gets a second one beside it. */
const TALLEST = 8;
const MARGIN = 24;
/** Below this, names cannot be read: then the graph is larger than its window, which can be moved. */
const SMALLEST_ZOOM = 0.62;

document.querySelectorAll<HTMLElement>('[data-graph]').forEach((section) => {
  void draw(section).catch(() => {
    const status = section.querySelector('.status');
    if (status) {
      status.textContent = 'The graph could not be loaded; the tables below hold the same.';
    }
  });
});

async function draw(section: HTMLElement): Promise<void> {
  const center = section.dataset.graph ?? '';
  const canvas = section.querySelector<HTMLElement>('.canvas');
  const status = section.querySelector<HTMLElement>('.status');
  if (!canvas || !status) {
    return;
  }
  const around = new Neighbourhood();
  await around.expand(center);
  if (around.columns.size === 1) {
    section.hidden = true;
    return;
  }
  const cy = cytoscape({
    container: canvas, style: styles(), autoungrabify: true, minZoom: 0.2, maxZoom: 2, userZoomingEnabled: false, selectionType: 'single',
  });
  let selected = center;

  const select = async (ref: string, speak = true) => {
    selected = ref;
    cy.nodes().unselect();
    cy.$id(ref).select();
    show(cy, ref);
    const entity = await known(ref);
    if (selected !== ref || !speak) {
      return;
    }
    const words = entity
      ? [entity.title, entity.type, entity.owner && `owned by ${nameOf(entity.owner)}`, `needs ${entity.uses.length}`, `needed by ${entity.usedBy.length}`]
      : [nameOf(ref), 'not in this catalog'];
    const more = around.hidden.get(ref);
    status.textContent = `${words.filter(Boolean).join(', ')}${more ? `, ${more} neighbours are not drawn` : ''}.`;
  };
  const update = async () => {
    const fresh = [...around.columns.keys()].filter(ref => cy.$id(ref).empty());
    const nodes = await Promise.all(fresh.map(async (ref) => {
      const entity = await labelOf(ref, ref === center);
      return { group: 'nodes' as const, data: { id: ref, label: entity, kind: ref.slice(0, ref.indexOf(':')), center: ref === center ? 1 : 0 } };
    }));
    cy.add(nodes);
    cy.add([...around.edges].filter(edge => cy.$id(edge).empty()).map((edge) => {
      const [source, target] = edge.split(' ');
      return { group: 'edges' as const, data: { id: edge, source, target } };
    }));
    const rows = place(cy, around);
    canvas.style.height = `${Math.max(3, rows) * ROW + 2 * MARGIN}px`;
    cy.resize();
    fit(cy, selected);
    canvas.dataset.nodes = String(cy.nodes().length);
  };
  const expand = async (ref: string) => {
    const count = await around.expand(ref);
    await update();
    await select(ref, false);
    status.textContent = count === 0 ? `Everything near ${nameOf(ref)} is drawn.` : `${count} more around ${nameOf(ref)}.`;
  };
  const open = async (ref: string) => {
    const entity = await known(ref);
    if (entity) {
      location.href = ROOT + entity.page;
    }
  };

  await update();
  await select(center, around.hidden.has(center));
  canvas.dataset.ready = 'true';
  cy.on('tap', 'node', event => void select((event.target as cytoscape.NodeSingular).id()));
  cy.on('dbltap', 'node', event => void open((event.target as cytoscape.NodeSingular).id()));
  cy.on('cxttap', 'node', event => void expand((event.target as cytoscape.NodeSingular).id()));
  canvas.addEventListener('keydown', (event) => {
    const action = keys(cy, selected, { select, expand, open })[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      void action();
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => cy.style(styles()));
  new ResizeObserver(() => {
    cy.resize();
    fit(cy, selected);
  }).observe(canvas);
}

interface Actions {
  select(ref: string): Promise<void>;
  expand(ref: string): Promise<void>;
  open(ref: string): Promise<void>;
}

function keys(cy: cytoscape.Core, selected: string, { select, expand, open }: Actions): Record<string, (() => unknown) | undefined> {
  const to = (dx: number, dy: number) => () => {
    const from = cy.$id(selected).position();
    const ahead = cy.nodes().filter((node) => {
      const { x, y } = node.position();
      return dx !== 0 ? Math.sign(x - from.x) === dx : Math.abs(x - from.x) < COLUMN / 2 && Math.sign(y - from.y) === dy;
    });
    const cost = (node: cytoscape.NodeSingular) => Math.abs(node.position().x - from.x) * 10 + Math.abs(node.position().y - from.y);
    const [nearest] = ahead.toArray().sort((a, b) => cost(a as cytoscape.NodeSingular) - cost(b as cytoscape.NodeSingular));
    return nearest ? select(nearest.id()) : undefined;
  };
  const zoom = (factor: number) => () => cy.zoom({ level: cy.zoom() * factor, position: cy.$id(selected).position() });
  return {
    'ArrowRight': to(1, 0),
    'ArrowLeft': to(-1, 0),
    'ArrowDown': to(0, 1),
    'ArrowUp': to(0, -1),
    'Enter': () => open(selected),
    'e': () => expand(selected),
    '+': zoom(1.25),
    '=': zoom(1.25),
    '-': zoom(0.8),
    '0': () => cy.fit(undefined, MARGIN),
  };
}

/** Columns beside each other, a long one as several; in a column by name. Answers how many rows there are. */
function place(cy: cytoscape.Core, around: Neighbourhood): number {
  const columns = new Map<number, string[]>();
  around.columns.forEach((column, ref) => columns.set(column, [...columns.get(column) ?? [], ref]));
  let left = 0;
  let tallest = 0;
  for (const column of [...columns.keys()].sort((a, b) => a - b)) {
    const refs = (columns.get(column) ?? []).sort();
    const width = Math.ceil(refs.length / TALLEST);
    const height = Math.ceil(refs.length / width);
    refs.forEach((ref, i) => {
      const inColumn = Math.min(height, refs.length - Math.floor(i / height) * height);
      cy.$id(ref).position({ x: (left + Math.floor(i / height)) * COLUMN, y: (i % height - (inColumn - 1) / 2) * ROW });
    });
    left += width;
    tallest = Math.max(tallest, height);
  }
  return tallest;
}

/** Shows the whole graph where its names can be read then; else the part around a node. */
function fit(cy: cytoscape.Core, ref: string): void {
  cy.fit(undefined, MARGIN);
  if (cy.zoom() > 1) {
    cy.zoom(1);
    cy.center();
  } else if (cy.zoom() < SMALLEST_ZOOM) {
    cy.zoom(SMALLEST_ZOOM);
    cy.center(cy.$id(ref));
  }
}

/** Moves the window so that a node is in it. */
function show(cy: cytoscape.Core, ref: string): void {
  const { x1, x2, y1, y2 } = cy.$id(ref).renderedBoundingBox();
  const by = (low: number, high: number, size: number) => low < MARGIN ? MARGIN - low : high > size - MARGIN ? size - MARGIN - high : 0;
  cy.panBy({ x: by(x1, x2, cy.width()), y: by(y1, y2, cy.height()) });
}

async function labelOf(ref: string, isCenter: boolean): Promise<string> {
  const title = isCenter ? (await known(ref))?.title : undefined;
  const name = title ?? nameOf(ref);
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function styles(): cytoscape.StylesheetJson {
  const css = getComputedStyle(document.documentElement);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  return [
    {
      selector: 'node',
      style: {
        'shape': 'round-rectangle',
        'width': 176,
        'height': 36,
        'label': 'data(label)',
        'text-valign': 'center',
        'text-halign': 'center',
        'font-size': 13,
        'font-family': css.fontFamily,
        'color': colour('--text'),
        'background-color': colour('--raised'),
        'border-width': 1,
        'border-color': colour('--line-strong'),
      },
    },
    { selector: 'node[kind = "resource"]', style: { shape: 'barrel' } },
    { selector: 'node[kind = "api"]', style: { shape: 'round-hexagon' } },
    { selector: 'node[center = 1]', style: { 'background-color': colour('--accent-soft'), 'border-color': colour('--accent'), 'font-weight': 'bold' } },
    { selector: 'node:selected', style: { 'border-width': 3, 'border-color': colour('--accent') } },
    {
      selector: 'edge',
      style: {
        'width': 1.5, 'line-color': colour('--line-strong'), 'target-arrow-color': colour('--line-strong'), 'target-arrow-shape': 'triangle', 'curve-style': 'bezier', 'arrow-scale': 0.9,
      },
    },
  ];
}
