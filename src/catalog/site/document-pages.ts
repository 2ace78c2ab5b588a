import { SiteFile, SiteFrame, page } from './layout';
import { Markup, html } from './markup';
import { kindTitle, titleOf } from './parts';
import { REFERENCE_PAGE, referenceOf } from './reference';
import { DocumentPage } from './site-input';
import { SiteModel } from './site-model';
import { pageOf, pageOfDocument, rootFrom } from './urls';
import { Entity } from '../model';

/** The documents of a system: what its team wrote, and the reference that is written from the catalog. Sorted, the first page first. */
export function documentsOf(model: SiteModel, system: Entity): DocumentPage[] {
  const written = [...model.sourceOf(system)?.documents ?? []].filter(({ path }) => path !== REFERENCE_PAGE);
  const hasIndex = written.some(({ path }) => path === 'index.md');
  const index = hasIndex ? [] : [{ path: 'index.md', markdown: `# ${titleOf(system)}\n\n${system.description ?? ''}\n\n${[...written.map(({ path }) => path), REFERENCE_PAGE].map(path => `- [${nameOfPage(path)}](${path})`).join('\n')}\n` }];
  const rank = ({ path }: DocumentPage) => `${path === 'index.md' ? 0 : path === REFERENCE_PAGE ? 2 : 1} ${path}`;
  return [...index, ...written, { path: REFERENCE_PAGE, markdown: referenceOf(model, system) }].sort((a, b) => rank(a) < rank(b) ? -1 : 1);
}

/** The pages of a system's documents. */
export function documentPages(frame: SiteFrame, model: SiteModel, system: Entity): SiteFile[] {
  // loaded when there is a document
  const { renderMarkdown } = require('./markdown') as typeof import('./markdown'); // eslint-disable-line @typescript-eslint/no-require-imports
  const documents = documentsOf(model, system);
  const known = new Set(documents.map(({ path }) => path));
  return documents.map(({ path, markdown }) => {
    const at = pageOfDocument(system, path);
    const root = rootFrom(at);
    const { html: content, headings } = renderMarkdown(markdown);
    const title = headings.find(({ level }) => level === 1)?.text ?? nameOfPage(path);
    const menu = html`<nav class="pages" aria-label="Documents of ${titleOf(system)}"><ul>${[...known].map(other => html`<li>${
      other === path ? html`<a aria-current="page" href="${root}${pageOfDocument(system, other)}">${nameOfPage(other)}</a>`
        : html`<a href="${root}${pageOfDocument(system, other)}">${nameOfPage(other)}</a>`}</li>`)}</ul></nav>`;
    const trail = [[kindTitle('system'), 'browse/system-1.html'], [titleOf(system), pageOf(system)]] as const;
    return page(frame, at, `${title} · ${titleOf(system)}`, trail, html`<div class="document">${menu}<article>${new Markup(content)}</article></div>`);
  });
}

/** What a page is called in a menu. */
export function nameOfPage(path: string): string {
  const words = path.replace(/\.md$/, '').replace(/(^|\/)index$/, '').replace(/[-_]+/g, ' ').replace(/\//g, ' / ').trim();
  return words === '' ? 'Overview' : words.charAt(0).toUpperCase() + words.slice(1);
}
