import { EntityDefinition, EntityLink, EntityObject } from './model';
import { CatalogKind } from '../core/catalog-facts';
import { StandardsProps } from '../standards/standards-props';

/** A program as the catalog sees it: plain data, in which constructs are paths. */
export interface ProgramDescription {
  readonly system: string;
  readonly about: SystemDescription;
  readonly standards: StandardsProps;
  /** Such as `pavement 1.2.0`. */
  readonly library: string;
  readonly components: readonly ComponentDescription[];
}

/** What the program says of its system. */
export interface SystemDescription {
  /** Id of the team that owns the system; the team that owns most of what is in it when nothing is said. */
  readonly team?: string;
  readonly title?: string;
  readonly description?: string;
  readonly domain?: string;
  readonly links: readonly EntityLink[];
  readonly repository?: string;
  readonly branch: string;
  readonly source?: string;
  readonly docs?: string;
  /** Whether this program declares the system, or only things that are part of it. */
  readonly declaresSystem: boolean;
}

/** A component in one environment. */
export interface ComponentDescription {
  readonly environment: string;
  readonly path: string;
  readonly name: string;
  readonly kind: CatalogKind;
  readonly type: string;
  readonly owner: string;
  readonly title?: string;
  readonly description?: string;
  readonly lifecycle?: string;
  readonly tags: readonly string[];
  readonly links: readonly EntityLink[];
  readonly tier?: string;
  readonly uses: readonly UseDescription[];
  readonly apis: readonly ApiDescription[];
  readonly podSelector?: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly objects: readonly EntityObject[];
  readonly addresses: readonly string[];
  /** Where the program declares it, where that is known; put into words only when somebody asks. */
  readonly origin?: { readonly file: string; readonly line: number };
}

/** Something that a component needs: of this program by its path, of another one by system and name. */
export interface UseDescription {
  readonly path?: string;
  readonly port?: string;
  readonly system?: string;
  readonly name?: string;
}

/** An API that a component offers. */
export interface ApiDescription {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly port?: string;
  readonly definition: EntityDefinition;
}
