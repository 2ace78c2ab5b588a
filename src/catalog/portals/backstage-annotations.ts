import { compact } from './portal';
import { Entity, EntityEnvironment, Repository } from '../model';
import { fileUrl, hostOf, repositoryFrom, slugOf, sourceUrl } from '../repository-urls';

/** Which annotation tells a generated entity from one that a team wrote by hand, with the organisation's domain in front. */
export const MANAGED_BY = 'managed-by';
const MANAGER = 'pavement';

/** What the annotations of an entity say that the entity does not. */
interface Surroundings {
  readonly labelDomain: string;
  readonly library: string;
  /** The entity whose documents are about it as well. */
  readonly documentedAt?: string;
}

/** The annotations that Backstage's plugins look for, and those of the organisation, which carry what Backstage has no field for. */
export function annotationsOf(entity: Entity, { labelDomain, library, documentedAt }: Surroundings): Record<string, string> {
  const { name, tier, lifecycle, kind, contact, repository, docs, podSelector, environments } = entity;
  const own = (key: string, value: string | undefined) => ({ [`${labelDomain}/${key}`]: value });
  return compact({
    ...own(MANAGED_BY, MANAGER),
    ...own('library', library),
    ...own('tier', tier),
    ...own('lifecycle', kind === 'resource' ? lifecycle : undefined),
    ...own('contact', contact?.includes('@') ? undefined : contact),
    ...own('environments', environments.map(environment => environment.name).join(', ')),
    ...own('construct-paths', environments.map(({ construct }) => construct).join(', ')),
    ...podSelector && kubernetesAnnotations(name, podSelector, environments),
    ...repository && repositoryAnnotations(repository),
    'backstage.io/techdocs-ref': docs && `dir:${docs}`,
    'backstage.io/techdocs-entity': documentedAt,
    'argocd/app-name': environments[environments.length - 1]?.argoCdApp,
  }) as Record<string, string>;
}

function kubernetesAnnotations(
  name: string, selector: Readonly<Record<string, string>>, environments: readonly EntityEnvironment[],
): Record<string, string | undefined> {
  const namespaces = new Set(environments.flatMap(environment => environment.namespaces));
  return {
    'backstage.io/kubernetes-id': name,
    'backstage.io/kubernetes-label-selector': Object.entries(selector).map(([key, value]) => `${key}=${value}`).sort().join(','),
    'backstage.io/kubernetes-namespace': namespaces.size === 1 ? [...namespaces][0] : undefined,
  };
}

function repositoryAnnotations(repository: Repository): Record<string, string | undefined> {
  const host = hostOf(repository.url);
  return {
    'backstage.io/source-location': `url:${sourceUrl(repository)}`,
    'backstage.io/view-url': fileUrl(repository, 'view'),
    'backstage.io/edit-url': fileUrl(repository, 'edit'),
    ...host !== 'other' && { [`${host}.com/project-slug`]: slugOf(repository.url) },
  };
}

/** What annotations say of an entity, and of what made it. */
type Noted = Partial<Entity> & { readonly labelDomain?: string; readonly library?: string };

/** What annotations say of an entity, read back. */
export function readAnnotations(annotations: Readonly<Record<string, string>>): Noted {
  const key = Object.keys(annotations).find(name => name.endsWith(`/${MANAGED_BY}`) && annotations[name] === MANAGER);
  const labelDomain = key?.slice(0, -MANAGED_BY.length - 1);
  const own = (name: string): string | undefined => labelDomain === undefined ? undefined : annotations[`${labelDomain}/${name}`];
  const { 'backstage.io/techdocs-ref': docs, 'backstage.io/source-location': source, 'backstage.io/edit-url': edit } = annotations;
  return {
    labelDomain,
    library: own('library'),
    tier: own('tier'),
    lifecycle: own('lifecycle'),
    contact: own('contact'),
    docs: docs?.startsWith('dir:') ? docs.slice('dir:'.length) : undefined,
    repository: source?.startsWith('url:') ? repositoryFrom(source.slice('url:'.length), edit) : undefined,
    podSelector: selectorOf(annotations['backstage.io/kubernetes-label-selector']),
    environments: environmentsOf(own('environments'), own('construct-paths'), annotations),
  };
}

/** Whether the annotations are those of a generated entity. */
export function isManaged(annotations: unknown): boolean {
  return Object.entries(annotations ?? {}).some(([name, value]) => name.endsWith(`/${MANAGED_BY}`) && value === MANAGER);
}

function environmentsOf(
  names: string | undefined, constructs: string | undefined, annotations: Readonly<Record<string, string>>,
): EntityEnvironment[] {
  const listed = (text: string | undefined) => text === undefined ? [] : text.split(/,\s*/);
  const namespace = annotations['backstage.io/kubernetes-namespace'];
  return listed(names).map((name, i, all) => ({
    name,
    tier: '',
    construct: listed(constructs)[i] ?? '',
    cluster: '',
    account: '',
    region: '',
    namespaces: namespace === undefined ? [] : [namespace],
    ...i === all.length - 1 && { argoCdApp: annotations['argocd/app-name'] },
    files: [],
    objects: [],
    addresses: [],
  }));
}

function selectorOf(text: string | undefined): Record<string, string> | undefined {
  const terms = (text ?? '').split(',').map(term => term.split('='));
  return text === undefined ? undefined : Object.fromEntries(terms.map(([key, value = '']) => [key.trim(), value.trim()]));
}
