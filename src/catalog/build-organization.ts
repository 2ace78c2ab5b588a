import { ref } from './entity-ref';
import { Catalog, DEFAULT_NAMESPACE, Entity, entity, sortEntities } from './model';
import { StandardsProps } from '../standards/standards-props';

/** The groups and domains of the standards: all of them, for the one file that declares them to the portal. */
export function buildOrganization(standards: StandardsProps, library: string): Catalog {
  return {
    labelDomain: standards.labelDomain,
    library,
    entities: sortEntities([...groups(standards), ...domains(standards)]),
  };
}

/** The groups and domains with the given references, with all that they are part of. */
export function organizationEntities(standards: StandardsProps, wanted: ReadonlySet<string>): Entity[] {
  const all = new Map([...groups(standards), ...domains(standards)].map(item => [ref(item.kind, item.namespace, item.name), item]));
  const found = new Map<string, Entity>();
  const add = (reference: string | undefined): void => {
    const item = reference === undefined || found.has(reference) ? undefined : all.get(reference);
    if (reference !== undefined && item) {
      found.set(reference, item);
      [item.parent, item.owner].forEach(add);
    }
  };
  wanted.forEach(add);
  return [...found.values()];
}

function groups({ teams }: StandardsProps): Entity[] {
  return Object.entries(teams).map(([id, { displayName, contact, parent, onCall }]) => entity('group', DEFAULT_NAMESPACE, id, {
    title: displayName,
    type: 'team',
    contact,
    parent: parent === undefined ? undefined : ref('group', DEFAULT_NAMESPACE, parent),
    links: onCall === undefined ? [] : [{ url: onCall, title: 'On call', type: 'on-call' }],
  }));
}

function domains({ domains: all }: StandardsProps): Entity[] {
  return Object.entries(all ?? {}).map(([id, { displayName, description, owner, parent }]) => entity('domain', DEFAULT_NAMESPACE, id, {
    title: displayName,
    description,
    owner: ref('group', DEFAULT_NAMESPACE, owner),
    parent: parent === undefined ? undefined : ref('domain', DEFAULT_NAMESPACE, parent),
  }));
}
