import { ROOT } from './frame';

/** Loads what draws a graph when one comes near the screen. */
export function lazyGraphs(): void {
  const graphs = document.querySelectorAll<HTMLElement>('[data-graph]');
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) {
      observer.disconnect();
      const script = document.createElement('script');
      script.src = `${ROOT}assets/graph.js`;
      document.head.append(script);
    }
  }, { rootMargin: '200px' });
  graphs.forEach(graph => observer.observe(graph));
}
