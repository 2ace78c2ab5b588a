import { annotationsOf } from './backstage-annotations';
import { backstageProblems } from './backstage-rules';
import { parseBackstage } from './parse-backstage';
import { CATALOG_INFO, Losses, Portal, PortalFile, PortalOutput, compact } from './portal';
import { refOf } from '../entity-ref';
import { Catalog, DEFAULT_NAMESPACE, Entity } from '../model';

const KINDS: Record<string, string> = { group: 'Group', domain: 'Domain', system: 'System', component: 'Component', resource: 'Resource', api: 'API' };

/** An entity in the words of Backstage. */
export interface BackstageEntity {
  readonly apiVersion: 'backstage.io/v1alpha1';
  readonly kind: string;
  readonly metadata: Record<string, unknown>;
  readonly spec: Record<string, unknown>;
}

/** Backstage, by its software catalog's model; @see https://backstage.io/docs/features/software-catalog/descriptor-format */
export const BACKSTAGE: Portal = {
  name: 'backstage',
  title: 'Backstage',
  emit(catalog: Catalog): PortalOutput {
    const losses = new Losses();
    catalog.entities.forEach(entity => noteLosses(entity, losses));
    const documents = backstageEntities(catalog, catalog.entities);
    return { files: [{ path: CATALOG_INFO, documents }], losses: losses.list };
  },
  parse: (files: readonly PortalFile[]) => parseBackstage(files.flatMap(({ documents }) => documents)),
  problems: (files: readonly PortalFile[]) => files.flatMap(({ path, documents }) => documents.flatMap(document => backstageProblems(document).map(text => `${path}: ${text}`))),
};

/** What a program's own file says. Groups and domains are declared once for all repositories, by `pavement catalog organization`. */
export function declaredEntities(catalog: Catalog): BackstageEntity[] {
  return backstageEntities(catalog, catalog.entities.filter(({ kind }) => kind !== 'group' && kind !== 'domain'));
}

/** Entities in the words of Backstage. What is part of a system is documented where the system is. */
export function backstageEntities(catalog: Catalog, entities: readonly Entity[]): BackstageEntity[] {
  const documented = new Set(catalog.entities.filter(({ docs }) => docs !== undefined).map(refOf));
  return entities.map(entity => backstageEntity(entity, catalog, entity.docs === undefined && documented.has(entity.system ?? '') ? entity.system : undefined));
}

function backstageEntity(entity: Entity, { labelDomain, library }: Pick<Catalog, 'labelDomain' | 'library'>, documentedAt: string | undefined): BackstageEntity {
  const { kind, name, namespace, title, description, tags, links } = entity;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: KINDS[kind] ?? kind,
    metadata: compact({
      name,
      namespace: namespace === DEFAULT_NAMESPACE ? undefined : namespace,
      title,
      description,
      annotations: annotationsOf(entity, { labelDomain, library, documentedAt }),
      tags: [...tags],
      links: links.map(link => compact({ ...link })),
    }),
    spec: specOf(entity),
  };
}

function specOf(entity: Entity): Record<string, unknown> {
  const { kind, type, owner, lifecycle, system, domain, parent, dependsOn, provides, consumes, definition, title, contact } = entity;
  switch (kind) {
    case 'group':
      return { ...compact({ type, profile: profileOf(title, contact), parent }), children: [] };
    case 'domain':
      return compact({ owner, subdomainOf: parent });
    case 'system':
      return compact({ owner, domain });
    case 'api':
      return compact({ type, lifecycle, owner, system, definition: definition?.form === 'file' ? { $text: `./${definition.value}` } : definition?.value });
    case 'resource':
      return compact({ type, owner, system, dependsOn: [...dependsOn] });
    default:
      return compact({ type, lifecycle, owner, system, dependsOn: [...dependsOn], providesApis: [...provides], consumesApis: [...consumes] });
  }
}

function profileOf(displayName: string | undefined, contact: string | undefined): Record<string, unknown> | undefined {
  const profile = compact({ displayName, email: contact?.includes('@') ? contact : undefined });
  return Object.keys(profile).length === 0 ? undefined : profile;
}

/** What Backstage has no field for: kept as an annotation of the organisation's own, or not at all. */
function noteLosses(entity: Entity, losses: Losses): void {
  const reference = refOf(entity);
  const own = 'an annotation of the organisation';
  losses.note(entity.tier, 'tier', reference, own);
  losses.note(entity.kind === 'resource' ? entity.lifecycle : undefined, 'lifecycle', reference, own);
  losses.note(entity.contact?.includes('@') ? undefined : entity.contact, 'contact', reference, own);
  losses.note(entity.environments.length > 0 ? 'some' : undefined, 'environments', reference, `${own}: names and construct paths`);
  const all = entity.environments;
  (['tier', 'cluster', 'account', 'region'] as const).forEach(field =>
    losses.note(all.map(environment => environment[field]), `environments.${field}`, reference));
  (['files', 'objects', 'addresses'] as const).forEach(field => losses.note(all.flatMap<unknown>(environment => environment[field]), `environments.${field}`, reference));
  // one namespace is held beside the labels of its Pods
  const isOne = new Set(all.map(({ namespaces }) => namespaces.join())).size === 1 && all[0].namespaces.length === 1;
  const isHeld = entity.podSelector !== undefined && isOne;
  losses.note(isHeld ? undefined : all.flatMap(({ namespaces }) => namespaces), 'environments.namespaces', reference);
  losses.note(all.slice(0, -1).flatMap(({ argoCdApp }) => argoCdApp ?? []), 'environments.argoCdApp', reference);
}
