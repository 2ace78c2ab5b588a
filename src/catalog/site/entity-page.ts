import { SiteFile, SiteFrame, page } from './layout';
import { Markup, html } from './markup';
import { entityLink, entityTable, facts, kindTitle, kindWord, outsideLink, titleOf } from './parts';
import { GovernanceLine } from './site-input';
import { SiteModel } from './site-model';
import { pageOf, pageOfDocument, rootFrom } from './urls';
import { refOf } from '../entity-ref';
import { Entity, EntityEnvironment } from '../model';

/** The page of a component, a resource or an API: whose it is, where it runs, whom to call, what it needs and what needs it. */
export function entityPage(frame: SiteFrame, model: SiteModel, entity: Entity): SiteFile {
  const path = pageOf(entity);
  const root = rootFrom(path);
  const uses = model.usesOf(entity);
  const usedBy = model.usedBy(entity);
  const system = entity.system === undefined ? undefined : model.find(entity.system);
  const trail = system ? [[titleOf(system), pageOf(system)] as const] : [[kindTitle(entity.kind), `browse/${entity.kind}-1.html`] as const];
  return page(frame, path, titleOf(entity), trail, html`
<h1>${titleOf(entity)} <span class="kind">${entity.type === '' ? kindWord(entity.kind) : entity.type}</span></h1>
${entity.description !== undefined && html`<p class="lead">${entity.description}</p>`}
${facts([
  ['Owner', entity.owner === undefined ? html`<strong class="warn">nobody</strong>` : entityLink(model, root, entity.owner)],
  ['On call', onCall(model, entity)],
  ['Runbook', linkOfType(entity, 'runbook')],
  ['System', entity.system === undefined ? undefined : entityLink(model, root, entity.system)],
  ['Lifecycle', entity.lifecycle],
  ['Tier', entity.tier],
  ['Tags', entity.tags.join(', ')],
  ['Source', source(entity)],
  ['Documentation', documentation(model, root, entity)],
  ['Made by', model.sourceOf(entity)?.catalog.library],
  ['Reference', html`<code>${refOf(entity)}</code>`],
])}
${otherLinks(entity)}
${graph(entity)}
${entityTable(model, root, 'Depends on', uses)}
${entityTable(model, root, 'Used by', usedBy)}
${entityTable(model, root, 'Provides', entity.provides)}
${uses.length + usedBy.length === 0 && html`<p>It needs nothing of this catalog, and nothing here needs it.</p>`}
${entity.definition && html`<h2>Definition</h2>${entity.definition.form === 'file' ? html`<p><code>${entity.definition.value}</code></p>` : html`<pre tabindex="0">${entity.definition.value}</pre>`}`}
${environments(entity.environments)}
${governance(model, entity)}`);
}

/** The graph of an entity's neighbours; what it shows is in the tables below as well. */
export function graph(entity: Entity): Markup {
  return html`<section class="graph" aria-labelledby="graph-title" data-graph="${refOf(entity)}">
<h2 id="graph-title">Dependencies</h2>
<p class="hint" id="graph-help">What needs it is on the left, what it needs on the right. Arrow keys move, Enter opens, E shows the neighbours of a node, + and − zoom, 0 fits.</p>
<div class="canvas" tabindex="0" role="application" aria-roledescription="graph" aria-label="Dependency graph of ${titleOf(entity)}" aria-describedby="graph-help"></div>
<p class="status" role="status"></p>
<noscript><p>The tables below hold the same dependencies.</p></noscript>
</section>`;
}

/** What the governance report says of an entity. */
export function governance(model: SiteModel, entity: Entity): Markup | undefined {
  const report = model.sourceOf(entity)?.governance;
  if (!report || entity.environments.length === 0) {
    return undefined;
  }
  const lines = model.governanceOf(entity);
  const open = lines.filter(({ waiver }) => waiver === undefined);
  const waived = lines.filter(({ waiver }) => waiver !== undefined);
  return html`<h2>Governance</h2>
<p><strong class="${open.length === 0 ? 'good' : 'warn'}">${open.length === 0 ? 'No open findings' : `${open.length} open ${open.length === 1 ? 'finding' : 'findings'}`}</strong> of ${report.controls} controls.</p>
${findingTable('Findings', open)}${findingTable('Waivers', waived)}`;
}

/** Findings as a table. */
export function findingTable(caption: string, lines: readonly GovernanceLine[]): Markup | undefined {
  const isWaived = lines.some(({ waiver }) => waiver !== undefined);
  return lines.length === 0 ? undefined : html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption} <span class="count">${lines.length}</span></caption>
<thead><tr><th scope="col">Control</th><th scope="col">Severity</th><th scope="col">Environment</th><th scope="col">What</th>${isWaived && html`<th scope="col">Waiver</th><th scope="col">Until</th>`}</tr></thead>
<tbody>${lines.map(line => html`<tr><th scope="row">${line.control}</th><td>${line.severity}</td><td>${line.environment}</td><td>${line.text}</td>${
  isWaived && html`<td>${line.waiver}</td><td>${line.expires ?? ''}</td>`}</tr>
`)}</tbody></table></div>`;
}

function environments(all: readonly EntityEnvironment[]): Markup | undefined {
  return all.length === 0 ? undefined : html`<div class="scroll" tabindex="0" role="region" aria-label="Environments"><table>
<caption>Environments <span class="count">${all.length}</span></caption>
<thead><tr><th scope="col">Environment</th><th scope="col">Tier</th><th scope="col">Cluster</th><th scope="col">Namespaces</th><th scope="col">Account</th><th scope="col">Region</th><th scope="col">Objects</th></tr></thead>
<tbody>${all.map(one => html`<tr><th scope="row">${one.name}</th><td>${one.tier}</td><td>${one.cluster}</td><td>${one.namespaces.join(', ')}</td><td>${one.account}</td><td>${one.region}</td><td>${
  (one.objects ?? []).length + (one.addresses ?? []).length}</td></tr>
`)}</tbody></table></div>`;
}

function onCall(model: SiteModel, entity: Entity): Markup | string | undefined {
  const own = linkOfType(entity, 'on-call');
  const contact = entity.owner === undefined ? undefined : model.find(entity.owner)?.contact;
  return own ?? (contact === undefined ? undefined : contactLink(contact));
}

/** Where people reach a team: an address, a page, or words such as the name of a channel. */
export function contactLink(contact: string): Markup | string {
  return /^[^\s@]+@[^\s@]+$/.test(contact) ? outsideLink(`mailto:${contact}`, contact) : /^https?:/.test(contact) ? outsideLink(contact, contact) : contact;
}

function linkOfType(entity: Entity, type: string): Markup | undefined {
  const link = entity.links.find(other => other.type === type);
  return link && outsideLink(link.url, link.title);
}

function otherLinks(entity: Entity): Markup | undefined {
  const others = entity.links.filter(({ type }) => type !== 'runbook' && type !== 'on-call');
  return others.length === 0 ? undefined : html`<ul class="links" aria-label="Links">${others.map(({ url, title }) => html`<li>${outsideLink(url, title)}</li>`)}</ul>`;
}

function source({ repository }: Entity): Markup | undefined {
  return repository && outsideLink(repository.url, repository.source ?? repository.url);
}

function documentation(model: SiteModel, root: string, entity: Entity): Markup | undefined {
  const system = entity.system === undefined ? undefined : model.find(entity.system);
  return system && html`<a href="${root}${pageOfDocument(system, 'index.md')}">${titleOf(system)}</a>`;
}
