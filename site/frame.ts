/** What leads from this page to the top of the site. */
export const ROOT = document.body.dataset.root ?? '';

/** How many files something is in. */
export function shards(what: 'graph' | 'search'): number {
  return Number(document.body.dataset[`${what}Shards`] ?? 1);
}

/** A file of the site's data. */
export async function load<T>(path: string): Promise<T> {
  const response = await fetch(`${ROOT}data/${path}`);
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return await response.json() as T;
}
