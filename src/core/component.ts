import { IConstruct } from 'constructs';
import { CatalogFacts } from './catalog-facts';

/** What every abstraction tells synth, the catalog and metrics about itself. */
export interface IPlatformComponent extends IConstruct {
  /** Name of the component, unique in its system and environment. */
  readonly componentName: string;
  /** What kind of thing it is, such as `service` or `database`. */
  readonly componentType: string;
  /** The team that owns it. */
  readonly owner: string;
  /** What it tells the catalog beside that; undefined when there is nothing more to tell. */
  readonly catalogFacts?: CatalogFacts | undefined; // said twice for programs that are compiled with exactOptionalPropertyTypes
}
