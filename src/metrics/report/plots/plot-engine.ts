/** A plot in the words of ECharts. */
export type PlotOption = Readonly<Record<string, unknown>>;

interface Engine {
  init(element: null, theme: null, options: { renderer: 'svg'; ssr: true; width: number; height: number }): {
    setOption(option: PlotOption): void;
    renderToSVGString(): string;
    dispose(): void;
  };
}

/** Draws a plot as SVG, without a browser. The compiled library has what it uses of the engine inside. */
export function drawPlot(name: string, option: PlotOption, width: number, height: number): string {
  const engine = require('echarts') as Engine; // eslint-disable-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
  const chart = engine.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif', color: '#333' }, ...option });
    return still(chart.renderToSVGString(), name);
  } finally {
    // what is not disposed of keeps the program from ending
    chart.dispose();
  }
}

/** A plot without what reacts to a pointer, and with names of its own: the engine counts all that it ever drew. */
function still(svg: string, name: string): string {
  const ids = new Map<string, string>();
  return svg
    .replace(/<style[^]*?<\/style>\n?/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/\bzr\d+-[\w-]+/g, (id) => {
      ids.set(id, ids.get(id) ?? `${name}-${ids.size}`);
      return ids.get(id)!;
    });
}
