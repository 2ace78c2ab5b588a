import { join } from 'path';
import { render, writeOutput } from '../../src/synth/synth';
import { PlatformApp } from 'pavement';

/**
 * Writes what `synth()` writes, without asking the controls: for programs that try out every form that cdk8s can write, whoever's it is.
 *
 * That `synth()` asks them first is for the tests of `app`.
 */
export function writeUngoverned(app: PlatformApp, rootdir: string, recordConstructMetadata = false): void {
  writeOutput(render(app), {
    folders: { root: rootdir, manifests: app.outdir, terraform: join(rootdir, 'cdktf.out'), governance: join(rootdir, 'governance') },
    stateDirectory: join(rootdir, '.pavement'),
    origin: { libraryVersion: '0.0.0', standardsDigest: '0'.repeat(64), controlsDigest: '0'.repeat(64) },
    reports: [],
    waivers: [],
    recordConstructMetadata,
  });
}
