import { cycles } from './cycles';
import { kindOf, namespaceOf, refOf } from './entity-ref';
import { CatalogFinding } from './finding';
import { DEFAULT_NAMESPACE, Entity, EntityOrigin } from './model';

/** What a catalog is checked against. */
export interface CheckOptions {
  /**
   * References of entities that are declared elsewhere. Without it, what leads out of the namespaces of the catalog is taken on trust.
   */
  readonly elsewhere?: ReadonlySet<string>;
  /** Where an entity of the program was declared, when somebody asks. */
  readonly locate?: (reference: string) => EntityOrigin | undefined;
}

const RELATIONS = ['dependsOn', 'provides', 'consumes'] as const;

/** Everything that does not hold between the entities of a catalog. Takes time proportional to entities and references. */
export function checkCatalog(entities: readonly Entity[], { elsewhere, locate }: CheckOptions = {}): CatalogFinding[] {
  const findings: CatalogFinding[] = [];
  const known = new Map<string, Entity>();
  const namespaces = new Set(entities.filter(({ kind }) => kind !== 'group' && kind !== 'domain' && kind !== 'user').map(({ namespace }) => namespace));
  const find = (rule: CatalogFinding['rule'], severity: CatalogFinding['severity'], item: Entity, text: string): void => {
    const reference = refOf(item);
    const construct = item.environments[item.environments.length - 1]?.construct;
    findings.push({ rule, severity, entity: reference, text, construct, origin: item.origin ?? locate?.(reference) });
  };
  entities.forEach(item => {
    const reference = refOf(item);
    const first = known.get(reference);
    if (first) {
      const where = first.origin ? ` at ${first.origin.file}:${first.origin.line}` : '';
      find('duplicate', 'error', item, `an entity must be declared once, got ${reference} again${where}; give one of them another name, or remove it`);
    }
    known.set(reference, first ?? item);
  });
  const exists = (reference: string) => known.has(reference) || elsewhere?.has(reference) === true;
  // without an index, only what should be in this very catalog can be missed
  const isHere = (namespace: string) => namespaces.has(namespace) && namespace !== DEFAULT_NAMESPACE;
  const isChecked = (reference: string) => elsewhere !== undefined || isHere(namespaceOf(reference));

  for (const item of entities) {
    const reference = refOf(item);
    for (const field of RELATIONS) {
      for (const target of item[field]) {
        if (kindOf(target) === '') {
          find('kind-less reference', 'error', item, `${field} of ${reference} must name the kind of what it leads to, got "${target.slice(1)}"; write it as component:${target.slice(1)} or resource:${target.slice(1)}`);
        } else if (target === reference) {
          find('cycle', 'error', item, `${field} of ${reference} must lead to something else, got itself; remove it`);
        } else if (isChecked(target) && !exists(target)) {
          find('dangling reference', 'error', item, `${field} of ${reference} must lead to something that exists, got ${target}; declare it, or remove the reference`);
        }
      }
    }
    for (const [field, target] of [['system', item.system], ['domain', item.domain], ['parent', item.parent]] as const) {
      if (target !== undefined && elsewhere !== undefined && !exists(target)) {
        find('dangling reference', 'error', item, `${field} of ${reference} must exist, got ${target}; declare it, or correct the reference`);
      }
    }
    checkOwner(item, exists, elsewhere !== undefined, (severity, text) => find('orphan owner', severity, item, text));
  }
  cycles(known).forEach(({ severity, path, through }) => {
    const first = known.get(path[0]);
    first && find('cycle', severity, first, `${through} must not lead back to where it began, got ${[...path, path[0]].join(' → ')}; remove one of these references`);
  });
  return findings;
}

/** Kinds that somebody has to answer for. */
const OWNED = new Set(['component', 'resource', 'api', 'system', 'domain']);

function checkOwner({ owner, kind, ...item }: Entity, exists: (reference: string) => boolean, isComplete: boolean, find: (severity: CatalogFinding['severity'], text: string) => void): void {
  const reference = refOf({ kind, ...item });
  if (OWNED.has(kind) && owner === undefined) {
    find('error', `${reference} must have an owner, got none; name a group`);
  } else if (owner !== undefined && !['group', 'user'].includes(kindOf(owner))) {
    find('error', `the owner of ${reference} must be a group or a user, got ${owner}; correct it`);
  } else if (owner !== undefined && !exists(owner)) {
    find(isComplete ? 'error' : 'warning', `the owner of ${reference} must exist, got ${owner}; add the team to the standards, or name another one`);
  }
}
