import { join } from 'node:path';
import { PlatformApp as AnyApp, type PlatformAppProps as AnyAppProps, Standards } from '__PLATFORM_PACKAGE__';

/** The folder of this package, with what was decided. */
const PACKAGE = join(__dirname, '..');

/** What a team says of its program; the rest was decided here. */
export type PlatformAppProps = Omit<AnyAppProps, 'standards' | 'controls'>;

/** A program by our standards and our controls. */
export class PlatformApp extends AnyApp {
  constructor(props: PlatformAppProps) {
    super({
      ...props,
      standards: Standards.fromFile(join(PACKAGE, 'standards.yaml')),
      controls: join(PACKAGE, 'controls'),
    });
  }
}
