import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { contents } from '../synthesised';
import { PlatformApp, Standards } from 'pavement';

/** What a program wrote, by path. */
export function written(system: string, build: (app: PlatformApp) => void, team: string | null = 'team-payments', standards?: Standards): Record<string, string> {
  return inFolder((rootdir) => {
    const app = new PlatformApp({ system, team: team ?? undefined, rootdir, standards });
    build(app);
    app.synth();
    return contents(rootdir);
  });
}

/** Hands a file of intents to somebody and takes it away again. */
export function withFile<T>(content: string, use: (file: string) => T): T {
  return inFolder((folder) => {
    const file = join(folder, 'platform.yaml');
    writeFileSync(file, content);
    return use(file);
  });
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-test-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
