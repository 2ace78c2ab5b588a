import { IMAGE, synthesise } from '../synthesised';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { partsOrSkip } from './harness/parts';
import { mustSucceed } from './harness/run';
import { PlatformMigration, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

/** The manifests of a database and of a migration with a command. */
function manifests(command: string[]): { database: string; migration: string } {
  const { files } = synthesise(app => {
    const prod = app.environment('prod');
    const database = new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL });
    const service = new PlatformService(prod, 'api', { image: IMAGE });
    service.bind(database);
    new PlatformMigration(prod, 'orders-migration', { image: IMAGE, command, service, database });
  });
  return { database: files['dist/prod/orders.k8s.yaml'], migration: files['dist/prod/orders-migration.k8s.yaml'] };
}

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('Jobs on a Kubernetes API server that enforces Pod Security "restricted"', () => {
  const { database, migration } = manifests(['migrate', 'up']);
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    await controlPlane.applyCrds('SecretStore', 'ExternalSecret');
    controlPlane.createRestrictedNamespaces('shop');
  });

  afterAll(() => controlPlane?.stop());

  const kubectl = (args: string[], stdin?: string) => mustSucceed(`kubectl ${args.join(' ')}`, controlPlane.kubectl(args, stdin)).stdout;
  const jobs = () => kubectl(['get', 'jobs', '-n', 'shop', '-o', 'jsonpath={range .items[*]}{.metadata.name} {.metadata.generation}{"\\n"}{end}']).trim().split('\n');

  test('applied again they are the same', () => {
    kubectl(['apply', '-f', '-'], database + migration);
    const before = jobs();

    const again = kubectl(['apply', '-f', '-'], database + migration).split('\n').filter(line => line.startsWith('job'));

    expect(again).toEqual([expect.stringMatching(/orders-roles-\w+ unchanged$/), expect.stringMatching(/orders-migration-\w+ unchanged$/)]);
    expect(jobs()).toEqual(before);
  });

  test('what the documentation says to wait for is the Job and nothing else', () => {
    const names = kubectl(['apply', '-o', 'name', '-f', '-'], migration).split('\n').filter(name => name.startsWith('job'));

    expect(names).toEqual([expect.stringMatching(/^job\.batch\/orders-migration-[a-z2-7]{8}$/)]);
  });

  test('a changed migration is another Job; under the old name the server would refuse it', () => {
    const nameOf = (manifest: string) => /^  name: (orders-migration-\w+)$/m.exec(manifest.slice(manifest.indexOf('kind: Job')))![1];
    const changed = manifests(['migrate', 'down']).migration;

    const refused = controlPlane.kubectl(['apply', '-f', '-'], changed.replace(nameOf(changed), nameOf(migration)));
    kubectl(['apply', '-f', '-'], changed);

    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('field is immutable')]);
    expect(jobs()).toEqual(expect.arrayContaining([nameOf(migration), nameOf(changed)].map(name => `${name} 1`)));
  });
});
