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
    // the engine counts its plots: the same plot has the same names in it whichever it is
    return chart.renderToSVGString().replace(/\bzr\d+-/g, `${name}-`);
  } finally {
    // what is not disposed of keeps the program from ending
    chart.dispose();
  }
}
