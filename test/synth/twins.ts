import { App, AppProps } from 'cdk8s';
import { contents, scratch } from './scratch';
import { writeUngoverned } from './ungoverned';
import { PlatformApp } from 'pavement';

/** A program that knows nothing of platforms. */
export type Program = (app: App) => void;

/** The files of a folder, or why there are none. */
export type Outcome = Record<string, string> | Error;

/** What a program comes to as a cdk8s app, and what as a PlatformApp. */
export function twins(program: Program, props: AppProps = {}): { cdk8s: Outcome; pavement: Outcome } {
  const rootdir = scratch();
  return {
    cdk8s: outcome(outdir => new App({ ...props, outdir }), program, app => app.synth()),
    pavement: outcome(
      outdir => new PlatformApp({ ...props, system: 'checkout', rootdir, outdir }), program, app => writeUngoverned(app, rootdir, props.recordConstructMetadata),
    ),
  };
}

function outcome<A extends App>(create: (outdir: string) => A, program: Program, write: (app: A) => void): Outcome {
  const outdir = scratch();
  try {
    const app = create(outdir);
    program(app);
    write(app);
  } catch (error) {
    return error as Error;
  }
  // cdk8s leaves an empty folder for a chart without objects
  return Object.fromEntries(Object.entries(contents(outdir)).filter(([path]) => !path.endsWith('/')));
}
