import { SiteFile, SiteFrame, page } from './layout';
import { Markup, html } from './markup';
import { entityTable, kindTitle, kindWord, titleOf } from './parts';
import { SiteModel } from './site-model';
import { pageOf } from './urls';
import { refOf } from '../entity-ref';
import { Entity } from '../model';

/** Rows of a list, so that a page of it stays light. */
const ROWS = 250;

/** The first page: how much there is, the teams and the systems. */
export function homePage(frame: SiteFrame, model: SiteModel): SiteFile {
  const kinds = [...new Set(model.entities.map(({ kind }) => kind))];
  const count = (kind: string) => model.entities.filter(entity => entity.kind === kind).length;
  const findings = model.sources.flatMap(({ governance }) => governance?.lines ?? []);
  const open = findings.filter(({ waiver }) => waiver === undefined).length;
  return page(frame, 'index.html', frame.title, [], html`
<h1>${frame.title}</h1>
<p class="lead">What exists, who maintains it, and what depends on it. Press <kbd>/</kbd> to search.</p>
<ul class="tiles">${kinds.map(kind => html`<li><a href="browse/${kind}-1.html"><strong>${count(kind)}</strong> ${kindWord(kind, count(kind))}</a></li>`)}${
  model.sources.some(({ governance }) => governance) && html`<li><span><strong>${open}</strong> open ${open === 1 ? 'finding' : 'findings'}</span></li>`}</ul>
${tiles('Teams', model, 'group', entity => `${model.ownedBy(refOf(entity)).length}`)}
${tiles('Systems', model, 'system', entity => `${model.partsOf(refOf(entity)).length}`)}`);
}

/** Lists of all entities of a kind, in pages. */
export function browsePages(frame: SiteFrame, model: SiteModel): SiteFile[] {
  return [...new Set(model.entities.map(({ kind }) => kind))].flatMap((kind) => {
    const all = model.entities.filter(entity => entity.kind === kind);
    const title = kindTitle(kind);
    return Array.from({ length: Math.ceil(all.length / ROWS) }, (_, i) => page(frame, `browse/${kind}-${i + 1}.html`, title, [], html`
<h1>${title} <span class="kind">${all.length}</span></h1>
${pager(kind, i + 1, Math.ceil(all.length / ROWS))}
${entityTable(model, '../', title, all.slice(i * ROWS, (i + 1) * ROWS).map(refOf))}`));
  });
}

function pager(kind: string, current: number, last: number): Markup | undefined {
  return last === 1 ? undefined : html`<nav class="pager" aria-label="Pages"><ol>${Array.from({ length: last }, (_, i) => html`<li>${
    i + 1 === current ? html`<a aria-current="page" href="${kind}-${i + 1}.html">${i + 1}</a>` : html`<a href="${kind}-${i + 1}.html">${i + 1}</a>`}</li>`)}</ol></nav>`;
}

/** The most of a kind that the first page lists; the rest is in its list. */
const MOST = 60;

function tiles(title: string, model: SiteModel, kind: string, note: (entity: Entity) => string): Markup | undefined {
  const all = model.entities.filter(entity => entity.kind === kind);
  return all.length === 0 ? undefined : html`<h2>${title}</h2>
<ul class="cards">${all.slice(0, MOST).map(entity => html`<li><a href="${pageOf(entity)}">${titleOf(entity)}</a> <span class="count">${note(entity)}</span></li>`)}</ul>
${all.length > MOST && html`<p><a href="browse/${kind}-1.html">All ${all.length} ${kindWord(kind, 2)}</a></p>`}`;
}
