import { graph } from './entity-page';
import { SiteFile, SiteFrame, page } from './layout';
import { html } from './markup';
import { entityLink, entityTable, facts, kindTitle, kindWord, outsideLink, titleOf } from './parts';
import { SiteModel } from './site-model';
import { pageOf, pageOfDocument, rootFrom } from './urls';
import { refOf } from '../entity-ref';
import { Entity } from '../model';

/** The page of a system or a domain: what is part of it, and its documents. */
export function systemPage(frame: SiteFrame, model: SiteModel, system: Entity): SiteFile {
  const path = pageOf(system);
  const root = rootFrom(path);
  const parts = model.partsOf(refOf(system));
  const ofKind = (kind: string) => parts.filter(entity => entity.kind === kind).map(refOf);
  const inside = new Set(parts.map(refOf));
  const outside = [...new Set(parts.flatMap(entity => model.usesOf(entity)))].filter(ref => !inside.has(ref)).sort();
  const users = [...new Set(parts.flatMap(entity => model.usedBy(entity)))].filter(ref => !inside.has(ref)).sort();
  return page(frame, path, titleOf(system), [[kindTitle(system.kind), `browse/${system.kind}-1.html`]], html`
<h1>${titleOf(system)} <span class="kind">${system.type === '' ? kindWord(system.kind) : system.type}</span></h1>
${system.description !== undefined && html`<p class="lead">${system.description}</p>`}
${facts([
  ['Owner', system.owner === undefined ? undefined : entityLink(model, root, system.owner)],
  ['Domain', system.domain === undefined ? undefined : entityLink(model, root, system.domain)],
  ['Documentation', system.kind === 'system' ? html`<a href="${root}${pageOfDocument(system, 'index.md')}">Guides and reference</a>` : undefined],
  ['Source', system.repository && outsideLink(system.repository.url, system.repository.url)],
  ['Made by', model.sourceOf(system)?.catalog.library],
])}
${system.links.length > 0 && html`<ul class="links" aria-label="Links">${system.links.map(({ url, title }) => html`<li>${outsideLink(url, title)}</li>`)}</ul>`}
${parts.length > 0 && graph(system)}
${entityTable(model, root, 'Systems', ofKind('system'))}
${entityTable(model, root, 'Components', ofKind('component'))}
${entityTable(model, root, 'Resources', ofKind('resource'))}
${entityTable(model, root, 'APIs', ofKind('api'))}
${entityTable(model, root, 'Needs of other systems', outside)}
${entityTable(model, root, 'Used by other systems', users)}`);
}
