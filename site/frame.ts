/** What leads from this page to the top of the site. */
export const ROOT = document.body.dataset.root ?? '';

/** How many files something is in. */
export function shards(what: 'graph' | 'search'): number {
  return Number(document.body.dataset[`${what}Shards`] ?? 1);
}

/** Where the files of the data put what is in them. */
const data = globalThis as { siteData?: Record<string, unknown> };

/** A file of the site's data. It is a script, which a page may load from a disk as well. */
export async function load<T>(path: string): Promise<T> {
  const script = document.createElement('script');
  script.src = `${ROOT}data/${path}.js`;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${path} could not be loaded`));
    document.head.append(script);
  });
  script.remove();
  return data.siteData?.[path] as T;
}
