import { Entity } from '../model';

/** Path of an entity's page below the site, such as `component/shop/cart.html`. */
export function pageOf({ kind, namespace, name }: Pick<Entity, 'kind' | 'namespace' | 'name'>): string {
  return `${segment(kind)}/${segment(namespace)}/${segment(name)}.html`;
}

/** Path of a page of a system's documents. */
export function pageOfDocument(system: Pick<Entity, 'namespace' | 'name'>, path: string): string {
  return ['docs', system.namespace, system.name, ...path.replace(/\.md$/, '.html').split('/')].map(segment).join('/');
}

/** What leads from a page back to the top of the site. */
export function rootFrom(page: string): string {
  return '../'.repeat(page.split('/').length - 1);
}

/** A text as part of a path on every file system: what portals allow in names is kept as it is. */
function segment(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, character => `_${character.charCodeAt(0).toString(16)}`).replace(/^\./, '_.');
}
