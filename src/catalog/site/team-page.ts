import { contactLink, findingTable } from './entity-page';
import { SiteFile, SiteFrame, page } from './layout';
import { html } from './markup';
import { entityLink, entityTable, facts, kindTitle, titleOf } from './parts';
import { SiteModel } from './site-model';
import { pageOf, rootFrom } from './urls';
import { refOf } from '../entity-ref';
import { Entity } from '../model';

/** The page of a team: what it owns, who it needs, who needs it, what is open. */
export function teamPage(frame: SiteFrame, model: SiteModel, team: Entity): SiteFile {
  const path = pageOf(team);
  const root = rootFrom(path);
  const owned = model.ownedBy(refOf(team));
  const ofKind = (kind: string) => owned.filter(entity => entity.kind === kind).map(refOf);
  const others = (refs: string[]) => {
    const owners = refs.map(ref => model.find(ref)?.owner).filter((owner): owner is string => owner !== undefined && owner !== refOf(team));
    return [...new Set(owners)].sort();
  };
  const needs = others(owned.flatMap(entity => model.usesOf(entity)));
  const neededBy = others(owned.flatMap(entity => model.usedBy(entity)));
  const lines = owned.flatMap(entity => model.governanceOf(entity).map(line => ({ ...line, text: `${titleOf(entity)}: ${line.text}` })));
  const teams = (refs: string[]) => refs.length === 0 ? undefined : html`${refs.map((ref, i) => html`${i > 0 && ', '}${entityLink(model, root, ref)}`)}`;
  return page(frame, path, titleOf(team), [[kindTitle('group'), 'browse/group-1.html']], html`
<h1>${titleOf(team)} <span class="kind">${team.type === '' ? 'team' : team.type}</span></h1>
${team.description !== undefined && html`<p class="lead">${team.description}</p>`}
${facts([
  ['Contact', team.contact === undefined ? undefined : contactLink(team.contact)],
  ['Part of', team.parent === undefined ? undefined : entityLink(model, root, team.parent)],
  ['Owns', `${owned.length} ${owned.length === 1 ? 'thing' : 'things'}`],
  ['Needs', teams(needs)],
  ['Needed by', teams(neededBy)],
])}
${owned.length === 0 && html`<p>It owns nothing of this catalog.</p>`}
${entityTable(model, root, 'Teams', model.membersOf(refOf(team)).map(refOf))}
${entityTable(model, root, 'Systems', ofKind('system'))}
${entityTable(model, root, 'Components', ofKind('component'))}
${entityTable(model, root, 'Resources', ofKind('resource'))}
${entityTable(model, root, 'APIs', ofKind('api'))}
${entityTable(model, root, 'Others', owned.filter(({ kind }) => !['system', 'component', 'resource', 'api'].includes(kind)).map(refOf))}
${findingTable('Open findings', lines.filter(({ waiver }) => waiver === undefined))}
${findingTable('Waivers', lines.filter(({ waiver }) => waiver !== undefined))}`);
}
