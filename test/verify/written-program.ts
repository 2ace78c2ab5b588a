import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, Chart } from 'cdk8s';
import { owned } from '../synth/owned';
import { IMAGE } from '../synthesised';
import { PlatformApp, PlatformAppProps, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

/** Writes a program's output into a folder: a service, a database it is bound to, and a chart in no environment. */
export function writeProgram(rootdir: string, build?: (app: PlatformApp) => void, props: Partial<PlatformAppProps> = {}): void {
  const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir });
  const prod = app.environment('prod');
  new PlatformService(prod, 'api', { image: IMAGE }).bind(new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL }));
  new ApiObject(new Chart(app, 'tools', owned()), 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'tools' }, data: { mode: 'yes' } });
  build?.(app);
  app.synth();
}

/** A ConfigMap in production that the control for tests finds. */
export function legacy(app: PlatformApp, name: string, got = 'old'): void {
  new ApiObject(new Chart(app.environment('prod'), name, owned('prod')), 'config', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop-prod', annotations: { legacy: got } },
  });
}

/** Writes a waivers file below a folder. */
export function writeWaivers(rootdir: string, ...entries: object[]): void {
  mkdirSync(join(rootdir, 'governance'), { recursive: true });
  writeFileSync(join(rootdir, 'governance/waivers.yaml'), JSON.stringify({ waivers: entries }));
}
