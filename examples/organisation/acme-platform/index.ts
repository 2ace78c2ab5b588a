import { join } from 'path';
import { PlatformApp, Standards } from 'pavement';

// What an organisation publishes as @acme/platform: its decisions, and the words its developers need.
export { Exposure, Image, PlatformService, PostgresInstance, PostgresSize, ServiceSize } from 'pavement';

export interface AcmeAppProps {
  /** Name of the system. */
  readonly system: string;
  /** The team that owns it. */
  readonly team: 'team-logistics' | 'team-search';
}

/** A program of Acme: its environments, its teams, its sizes. */
export class AcmeApp extends PlatformApp {
  constructor(props: AcmeAppProps) {
    super({ ...props, standards: Standards.fromFile(join(__dirname, 'standards.yaml')), controls: join(__dirname, 'controls') });
  }
}
