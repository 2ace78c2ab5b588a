import { CatalogLink } from '../core/catalog-facts';

/** What people read in the catalog about a system. Everything else there comes from the program. */
export interface CatalogProps {
  /**
   * Whether `catalog-info.yaml` is written. A file that is there is left as it is when it is not.
   *
   * @default true
   */
  readonly file?: boolean;

  /**
   * Whether this program declares the system to the portal. Where several programs are about one system, one of them does.
   *
   * @default true
   */
  readonly declaresSystem?: boolean;

  /**
   * Name of the system for people.
   *
   * @default - its id
   */
  readonly title?: string;

  /**
   * What the system is for, in a sentence or two.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Id of the domain that the system belongs to; one of the standards.
   *
   * @default - none
   */
  readonly domain?: string;

  /**
   * Pages about the system.
   *
   * @default - none
   */
  readonly links?: CatalogLink[];

  /**
   * Address of the repository, such as `https://github.com/acme/checkout`.
   *
   * @default - portals are not told where the source is
   */
  readonly repository?: string;

  /**
   * Branch of the repository that is the current state.
   *
   * @default "main"
   */
  readonly branch?: string;

  /**
   * The file of the repository that is this program, such as `platform/main.ts`: where portals send people who want to edit an entity.
   *
   * @default - portals send nobody anywhere
   */
  readonly source?: string;

  /**
   * Folder of the repository with `mkdocs.yml`, relative to `catalog-info.yaml`, such as `.`: the documentation of the system.
   *
   * @default - none
   */
  readonly docs?: string;
}
