import { Markup, html } from './markup';
import { SiteModel } from './site-model';
import { pageOf } from './urls';
import { kindOf, nameOf, namespaceOf } from '../entity-ref';
import { DEFAULT_NAMESPACE, Entity } from '../model';

/** What a kind is called, one and many. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  group: ['team', 'teams'], domain: ['domain', 'domains'], system: ['system', 'systems'], component: ['component', 'components'], resource: ['resource', 'resources'], api: ['API', 'APIs'],
};

/** A kind in a reader's words, for a number of them. */
export function kindWord(kind: string, count = 1): string {
  const [one, many] = KINDS[kind] ?? [kind, `${kind}s`];
  return count === 1 ? one : many;
}

/** A kind as a title: `Components`. */
export function kindTitle(kind: string): string {
  const word = kindWord(kind, 2);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What an entity is called. */
export function titleOf({ title, name }: Entity): string {
  return title ?? name;
}

/** A link to an entity; what is not in the catalog is named without one. */
export function entityLink(model: SiteModel, root: string, ref: string): Markup {
  const entity = model.find(ref);
  return entity
    ? html`<a href="${root}${pageOf(entity)}">${titleOf(entity)}</a>`
    : html`<span class="unknown" title="${ref} is not in this catalog">${nameOf(ref)}</span>`;
}

/** Entities as a table. */
export function entityTable(model: SiteModel, root: string, caption: string, refs: readonly string[]): Markup | undefined {
  return refs.length === 0 ? undefined : html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption} <span class="count">${refs.length}</span></caption>
<thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">System</th><th scope="col">Owner</th><th scope="col">Lifecycle</th></tr></thead>
<tbody>
${refs.map(ref => row(model, root, ref))}</tbody></table></div>`;
}

function row(model: SiteModel, root: string, ref: string): Markup {
  const entity = model.find(ref);
  const system = entity?.system;
  const namespace = namespaceOf(ref) === DEFAULT_NAMESPACE ? '' : namespaceOf(ref);
  return html`<tr><th scope="row">${entityLink(model, root, ref)}</th><td>${entity?.type ? entity.type : kindWord(kindOf(ref))}</td><td>${
    system ? entityLink(model, root, system) : namespace}</td><td>${entity?.owner !== undefined && entityLink(model, root, entity.owner)}</td><td>${entity?.lifecycle ?? (entity ? '' : 'not in this catalog')}</td></tr>
`;
}

/** Pairs of a word and what stands for it; those with nothing are left out. */
export function facts(pairs: readonly (readonly [term: string, value: Markup | string | undefined])[]): Markup {
  return html`<dl class="facts">${pairs.filter(([, value]) => value !== undefined && value !== '').map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A link to a page outside; only addresses that a browser opens as a page. */
export function outsideLink(url: string, title: string): Markup {
  return /^(https?:|mailto:)/i.test(url) ? html`<a href="${url}" rel="noreferrer">${title}</a>` : html`${title} (${url})`;
}
