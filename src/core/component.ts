import { IConstruct } from 'constructs';

/** What every abstraction tells synth, the catalog and metrics about itself. */
export interface IPlatformComponent extends IConstruct {
  /** Name of the component, unique in its system and environment. */
  readonly componentName: string;
  /** What kind of thing it is, such as `service` or `database`. */
  readonly componentType: string;
  /** The team that owns it. */
  readonly owner: string;
}
