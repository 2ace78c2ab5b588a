import { execFileSync } from 'child_process';
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { runCli } from './run-cli';
import { Catalog, Entity } from '../../src/catalog/model';
import { ABOUT, IMAGE, everything } from '../catalog/program';
import { contents, fill, scratch } from '../synth/scratch';
import { Exposure, PlatformApp, PlatformAppProps, PlatformService } from 'pavement';

/** A folder in which a program was synthesised. */
function synthesised(build: (app: PlatformApp) => void = everything, props: Partial<PlatformAppProps> = ABOUT, folder = scratch()): string {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir: folder });
  build(app);
  app.synth();
  stderr.mockRestore();
  fill(folder, { 'api/cart.yaml': 'openapi: 3.0.0\n' });
  return folder;
}

const shop = synthesised();
const { environments } = (JSON.parse(readFileSync(join(shop, 'governance/catalog.json'), 'utf8')) as Catalog).entities.find(({ name }) => name === 'orders-migration') as Entity;
const job = environments[0].objects.find(({ kind }) => kind === 'Job')?.name as string;
const OWNER = 'group:default/team-payments  payments@example.com';

describe('owner', () => {
  test.each([
    ['a full reference', 'component:shop/cart', 'component:shop/cart'],
    ['letters of any case', 'Component:Shop/Cart', 'component:shop/cart'],
    ['a name alone', 'web', 'component:shop/web'],
    ['a namespace and a name', 'shop/orders-db', 'resource:shop/orders-db'],
    ['a file that synth wrote', 'dist/prod/web.k8s.yaml', 'component:shop/web'],
    ['a file of an API', './api/cart.yaml', 'api:shop/cart'],
    ['a Kubernetes object as kubectl prints it', 'deployment.apps/web', 'component:shop/web'],
    ['a Kubernetes object by a short name', 'deploy/web', 'component:shop/web'],
    ['a Kubernetes object with its namespace', 'shop/Deployment/web', 'component:shop/web'],
    ['a Pod', 'pod/web-7c9f8b6d5-x2x9z', 'component:shop/web'],
    ['a Pod in its namespace', 'shop/pods/web-7c9f8b6d5-x2x9z', 'component:shop/web'],
    ['a Pod of a Job, which has a hash of its own', 'pod/HASHED-x2x9z', 'component:shop/orders-migration'],
    ['a ReplicaSet', 'rs/web-7c9f8b6d5', 'component:shop/web'],
    ['a namespace, for everything in it', 'ns/shop', 'component:shop/web'],
    ['a construct as messages name it', 'prod/web', 'component:shop/web'],
    ['what is below a construct', 'prod/web/deployment', 'component:shop/web'],
    ['the stack of an environment', 'cdktf.out/stacks/prod/cdk.tf.json', 'resource:shop/orders-db'],
    ['a Terraform address', 'aws_kms_key.orders-db_key', 'resource:shop/orders-db'],
    ['a Terraform address in a module', 'module.shop.aws_kms_key.orders-db_key[0]', 'resource:shop/orders-db'],
  ])('understands %s', async (_, name, entity) => {
    const { code, stdout } = await runCli(shop, 'catalog', 'owner', name.replace('HASHED', job));

    expect({ code, rows: stdout.split('\n').map(row => row.replace(/ {2,}/g, '  ')) }).toEqual({ code: 0, rows: expect.arrayContaining([expect.stringContaining(`${entity}  ${OWNER}`)]) });
  });

  test.each([[0, 'shop', 'deployment/web'], [0, 'shop', 'pod/web-7c9f8b6d5-x2x9z'], [2, 'elsewhere', 'deployment/web']])(
    'answers with %s for an object in the namespace %s, said as for kubectl', async (code, namespace, name) => {
      expect((await runCli(shop, 'catalog', 'owner', name, '-n', namespace)).code).toBe(code);
    });

  test('says as JSON whom to call and where it runs', async () => {
    const { stdout } = await runCli(shop, 'catalog', 'owner', 'web', '--json');

    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({
      entity: 'component:shop/web',
      owner: 'group:default/team-payments',
      contact: 'payments@example.com',
      onCall: 'https://oncall.example.com/payments',
      tier: 'critical',
      runbook: 'https://runbooks.example.com/team-payments/web/',
      environments: ['dev', 'staging', 'prod'],
    })]);
  });

  test.each(['pod/web-admin', 'pod/web-x2x9z-x2x9z-x2x9z', 'rs/web', 'pod/elsewhere/web-7c9f8b6d5-x2x9z', 'service/web-x2x9z'])('takes %s for nothing of a component', async name => {
    expect((await runCli(shop, 'catalog', 'owner', name)).code).toBe(2);
  });

  test('names what is near when a name means nothing', async () => {
    const { code, stdout, stderr } = await runCli(shop, 'catalog', 'owner', 'orders');

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('[orders] a name must be in the catalog: a reference, a construct, a file, a Kubernetes object or a Terraform address, got "orders"; did you mean');
    expect(stderr).toContain('resource:shop/orders-db');
  });
});

describe('affected', () => {
  const rows = async (...args: string[]) => (await runCli(shop, 'catalog', 'affected', ...args)).stdout.trimEnd().split('\n').map(row => row.split(/ {2,}/).slice(0, 2).join(' '));

  test('goes from what changed to everybody who needs it', async () => {
    expect(await rows('resource:shop/orders-db')).toEqual([
      '0 resource:shop/orders-db', '1 component:shop/cart', '1 component:shop/orders-migration', '1 component:shop/web', '2 api:shop/cart', '2 api:shop/cart-admin',
    ]);
  });

  test('stops where it is told to, and goes the other way', async () => {
    expect(await rows('orders-db', '--depth', '0')).toEqual(['0 resource:shop/orders-db']);
    expect(await rows('component:shop/cart', '--direction', 'dependencies')).toEqual(['0 component:shop/cart', '1 resource:shop/orders-db']);
  });

  test('ends with 2 for a depth that is none', async () => {
    expect((await runCli(shop, 'catalog', 'affected', 'web', '--depth', 'x')).code).toBe(2);
  });

  test('takes a range of git revisions', async () => {
    const folder = scratch();
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
    const build = (calls: boolean) => (app: PlatformApp) => {
      const prod = app.environment('prod');
      const [a, b, c] = ['a', 'b', 'c'].map(id => new PlatformService(prod, id, { image: IMAGE }));
      a.calls(b);
      if (calls) {
        b.calls(c);
      }
    };
    synthesised(build(false), {}, folder);
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    synthesised(build(true), {}, folder);
    fill(folder, { 'notes.txt': 'x' });
    git('add', '-A');
    git('commit', '-q', '-m', 'two');
    const { code, stdout } = await runCli(folder, 'catalog', 'affected', 'HEAD~1..HEAD', '--json');
    const { changed, unassigned, affected } = JSON.parse(stdout) as
      { changed: string[]; unassigned: string[]; affected: { entity: string; distance: number }[] };

    expect((await runCli(folder, 'catalog', 'affected', 'HEAD')).stderr).toContain('[HEAD] a change must be a name in the catalog or a range of revisions, got "HEAD"; write HEAD~1..HEAD');
    // b calls, and c lets it in
    expect({ code, changed, unassigned }).toEqual({ code: 0, changed: ['component:shop/b', 'component:shop/c'], unassigned: ['notes.txt'] });
    expect(affected.map(({ entity, distance }) => `${distance} ${entity}`)).toEqual(['0 component:shop/b', '0 component:shop/c', '1 component:shop/a']);
    expect((await runCli(folder, 'catalog', 'affected', 'nowhere..HEAD')).code).toBe(2);
  });
});

test('a range is about the program in its folder, though another one beside it has files of the same names', async () => {
  const root = scratch();
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root });
  const build = (port: number) => (app: PlatformApp) => { new PlatformService(app.environment('prod'), 'web', { image: IMAGE, port }); };
  const both = (shopPort: number, ledgerPort: number) => [['shop', shopPort] as const, ['ledger', ledgerPort] as const]
    .forEach(([system, port]) => synthesised(build(port), { system }, join(root, system)));
  both(8080, 8080);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'one');
  both(8080, 9090);
  git('add', '-A');
  git('commit', '-q', '-m', 'two');
  await runCli(root, 'catalog', 'index', '.', '-o', 'all.ndjson');
  const changed = async (folder: string, from: string) => {
    const { stdout } = await runCli(join(root, folder), 'catalog', 'affected', 'HEAD~1..HEAD', '--from', from, '--json');
    const { changed: references, outside } = JSON.parse(stdout) as { changed: string[]; outside: number };
    return { references, outside: outside > 0 };
  };

  expect(await changed('shop', '.')).toEqual({ references: [], outside: true });
  expect(await changed('ledger', '.')).toEqual({ references: ['component:ledger/web'], outside: false });
  expect(await changed('ledger', '../all.ndjson')).toEqual({ references: ['component:ledger/web'], outside: false });
  expect(await changed('.', 'ledger')).toEqual({ references: ['component:ledger/web'], outside: false });
});

describe('validate', () => {
  test('ends with 0 where everything leads somewhere', async () => {
    expect(await runCli(shop, 'catalog', 'validate')).toEqual({ code: 0, stdout: '11 entities, nothing found\n', stderr: '' });
  });

  test('ends with 1 for a reference to another system that the index does not have, and for a definition that is not there', async () => {
    const folder = synthesised();
    writeFileSync(join(folder, 'index.ndjson'), `${JSON.stringify({ schema: 'https://github.com/pavement-dev/pavement/catalog-index/v1' })}\n`);
    fill(folder, { 'api/other.yaml': '' });
    execFileSync('rm', [join(folder, 'api/cart.yaml')]);
    const { code, stdout } = await runCli(folder, 'catalog', 'validate', '--index', 'index.ndjson');

    expect(code).toBe(1);
    expect(stdout).toContain('error: [prod/web] dependsOn of component:shop/web must lead to something that exists, got component:ledger/ledger-api; declare it, or remove the reference');
    expect(stdout).toContain('the definition of api:shop/cart must be a file, got none at api/cart.yaml; write it, or correct the path');
  });

  test('says where a catalog would be when there is none', async () => {
    const { code, stderr } = await runCli(scratch(), 'catalog', 'validate');

    expect(code).toBe(2);
    expect(stderr).toContain('the folder must hold governance/catalog.json or catalog-info.yaml, got "neither"; synthesise the program first, or name the folder or the file where the catalog is');
  });
});

describe('graph', () => {
  test('as Mermaid', async () => {
    const { stdout } = await runCli(shop, 'catalog', 'graph', '--around', 'component:shop/orders-migration');

    expect(stdout).toBe('flowchart LR\n  n0["orders-migration"]\n  n1[("Orders")]\n  n0 --> n1\n');
  });

  test('as data, with what other programs declare', async () => {
    const { nodes, edges } = JSON.parse((await runCli(shop, 'catalog', 'graph', '--format', 'json')).stdout) as { nodes: object[]; edges: object[] };

    expect(nodes).toContainEqual({ reference: 'component:ledger/ledger-api', label: 'ledger-api', kind: 'component', type: '', missing: true });
    expect(edges).toContainEqual({ from: 'component:shop/web', to: 'component:shop/cart', kind: 'dependsOn' });
  });

  test('as SVG, drawn by Graphviz', async () => {
    const { stdout } = await runCli(shop, 'catalog', 'graph', '--format', 'svg');

    expect(stdout).toMatch(/<svg [\s\S]*Shop front[\s\S]*<\/svg>\s*$/);
  });
});

describe('build', () => {
  test.each(['backstage', 'cortex', 'datadog', 'opslevel', 'port', 'score'])('writes for %s, and says what it cannot hold', async portal => {
    const output = scratch();
    const { code, stdout, stderr } = await runCli(shop, 'catalog', 'build', '--portal', portal, '--output', output);
    const files = stdout.trimEnd().split('\n');

    expect(code).toBe(0);
    expect(Object.keys(contents(output))).toEqual(files.sort());
    expect(stderr).toMatch(new RegExp(`^${portal} cannot hold environments.objects of \\d entities: left out$`, 'm'));
  });

  test('another portal is one command, which compares the graph before and after', async () => {
    const output = scratch();
    await runCli(shop, 'catalog', 'build', '--portal', 'port', '--output', output);
    const { code, stdout } = await runCli(shop, 'catalog', 'build', '--portal', 'cortex', '--replaces', 'port', '--output', output, '--dry-run');

    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('no difference');
    expect(existsSync(join(output, '.cortex'))).toBe(false);
  });

  test('what the portal before had and this one does not get is named', async () => {
    const output = scratch();
    await runCli(shop, 'catalog', 'build', '--portal', 'port', '--output', output);
    const fewer = synthesised(app => app.environments.forEach(environment => { new PlatformService(environment, 'web', { image: IMAGE }); }), {});
    const { stdout } = await runCli(fewer, 'catalog', 'build', '--portal', 'backstage', '--replaces', 'port', '--output', output, '--dry-run');

    expect(stdout).toContain('- component:shop/cart\n');
    expect(stdout).toContain('- component:shop/web dependsOn resource:shop/orders-db\n');
  });
});

test('diff ends with 1 and names what differs, with 0 where nothing does', async () => {
  const other = synthesised(app => app.environments.forEach(environment => { new PlatformService(environment, 'web', { image: IMAGE }); }), {});
  const { code, stdout } = await runCli(shop, 'catalog', 'diff', '.', other);

  expect(code).toBe(1);
  expect(stdout).toContain('- component:shop/cart\n');
  expect(stdout).toContain('~ component:shop/web tier: "critical" → "standard"\n');
  expect(await runCli(shop, 'catalog', 'diff', '.', '.')).toEqual({ code: 0, stdout: 'no difference\n', stderr: '' });
});

test('diff says of environments and lists what came and went, and not all of them', async () => {
  const few = synthesised(app => { new PlatformService(app.environment('prod'), 'web', { image: IMAGE }); }, {});
  const more = synthesised(app => {
    const [dev, prod] = ['dev', 'prod'].map(name => app.environment(name));
    new PlatformService(prod, 'web', { image: IMAGE, catalog: { tags: ['web'] }, exposure: Exposure.host('shop.{zone}') });
    new PlatformService(dev, 'web', { image: IMAGE });
  }, {});
  const { stdout } = await runCli(few, 'catalog', 'diff', '.', more);
  const changes = stdout.split('\n').filter(line => line.startsWith('~'));

  expect(changes).toEqual(expect.arrayContaining([
    '~ component:shop/web environments.dev: is new',
    expect.stringMatching(/^~ component:shop\/web environments\.prod\.objects: \+ [A-Za-z]+ shop\/web/),
    '~ component:shop/web tags: + web',
  ]));
  expect(Math.max(...changes.map(line => line.length))).toBeLessThan(300);
});

test('diff with the file of a portal compares what the file can say', async () => {
  expect(await runCli(shop, 'catalog', 'diff', '.', 'catalog-info.yaml')).toEqual({
    code: 0, stdout: 'no difference\n', stderr: 'compared as far as the file of a portal says it: without objects, addresses, clusters, groups and domains\n',
  });
});

describe('stale', () => {
  const object = (kind: string, name: string, labels = {}) => ({ kind, metadata: { name, namespace: 'shop', labels } });
  const OURS = { 'app.kubernetes.io/managed-by': 'pavement', 'platform.example.com/system': 'shop', 'platform.example.com/environment': 'prod' };

  test('finds what is declared and not there, and what is there and not declared', async () => {
    const folder = synthesised();
    fill(folder, {
      'live.json': JSON.stringify({ items: [object('Deployment', 'web', OURS), object('Deployment', 'gone', OURS), object('Deployment', 'others')] }),
      'state.json': JSON.stringify({ values: { root_module: { resources: [{ address: 'aws_s3_bucket.by-hand', mode: 'managed', type: 'aws_s3_bucket', name: 'by-hand' }] } } }),
    });
    const { code, stdout } = await runCli(folder, 'catalog', 'stale', '--environment', 'prod', '--kubernetes', 'live.json', '--terraform', 'state.json');

    expect(code).toBe(1);
    expect(stdout.split('\n').filter(line => line.includes('Deployment'))).toEqual(['missing: Deployment shop/cart of component:shop/cart', 'undeclared: Deployment shop/gone']);
    expect(stdout).toContain('undeclared: aws_s3_bucket.by-hand\n');
    expect(stdout).toContain('missing: aws_kms_key.orders-db_key of resource:shop/orders-db\n');
  });

  test('names the kinds that nobody asked the cluster for', async () => {
    const folder = synthesised();
    fill(folder, { 'live.json': JSON.stringify({ items: ['cart', 'web'].map(name => object('Deployment', name, OURS)) }) });
    const { code, stdout, stderr } = await runCli(folder, 'catalog', 'stale', '--environment', 'prod', '--kubernetes', 'live.json');

    expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing differs\n' });
    expect(stderr).toMatch(/^not in live.json, so nothing is said about them: .*Job.*Service, ServiceAccount/);
  });

  const plan = { format_version: '1.2', planned_values: {} };
  test.each<[string, Record<string, unknown>, string[], string]>([
    ['nothing to compare with', {}, [], '[catalog stale] --kubernetes or --terraform must be given'],
    ['an environment that is none', { 'x.json': {} }, ['--environment', 'production', '--kubernetes', 'x.json'], '[--environment] the environment must be one of the catalog, got "production"; use one of dev, staging, prod'],
    ['one object', { 'x.json': { kind: 'Deployment' } }, ['--kubernetes', 'x.json'], '[x.json] the file must be a List of objects, got "Deployment"; write it with kubectl get'],
    ['a list of another environment', { 'x.json': { items: [object('Deployment', 'web', { ...OURS, 'platform.example.com/environment': 'dev' })] } }, ['--kubernetes', 'x.json'], '[x.json] the objects must be of prod, got "dev"'],
    ['a plan', { 'x.json': plan }, ['--terraform', 'x.json'], '[x.json] the file must be a state, got "a plan"; write it with terraform show -json'],
    ['something else', { 'x.json': { a: 1 } }, ['--terraform', 'x.json'], '[x.json] the file must be a state, got "something else"'],
    ['a catalog that knows no objects', { 'x.json': { items: [] } }, ['--kubernetes', 'x.json', '--from', 'catalog-info.yaml'], '[catalog-info.yaml] the catalog must know objects and addresses, got "none"'],
  ])('ends with 2 for %s', async (_, files, args, message) => {
    fill(shop, Object.fromEntries(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)])));
    const { code, stdout, stderr } = await runCli(shop, 'catalog', 'stale', ...args.includes('--environment') ? [] : ['--environment', 'prod'], ...args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('index', () => {
  test('gathers many repositories into one file that answers the same', async () => {
    const fleet = scratch();
    synthesised(everything, ABOUT, join(fleet, 'shop'));
    synthesised(app => { new PlatformService(app.environment('prod'), 'ledger-api', { image: IMAGE }); }, { system: 'ledger' }, join(fleet, 'ledger'));
    fill(fleet, {
      'broken/catalog-info.yaml': 'kind: [',
      'legacy/catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ERP }\nspec: { type: service, lifecycle: production, owner: team-payments, dependsOn: [component:shop/web] }\n',
      'z-copy/catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: web, namespace: shop }\nspec: { type: service, lifecycle: production, owner: team-payments }\n',
      'node_modules/x/catalog-info.yaml': 'kind: Component\n',
    });
    const { code, stdout, stderr } = await runCli(fleet, 'catalog', 'index', '.', '-o', 'catalog.ndjson');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '14 entities of 5 files\n' });
    expect(stderr).toContain('[broken/catalog-info.yaml:1:7] a bracket must be closed');
    expect(stderr).toContain('an entity must be declared once, got component:shop/web, which shop/catalog-info.yaml has as well');
    expect((await runCli(fleet, 'catalog', 'affected', 'ledger-api', '--from', 'catalog.ndjson')).stdout).toContain('component:shop/web');
    expect((await runCli(fleet, 'catalog', 'owner', 'erp', '--from', 'catalog.ndjson')).stdout).toContain('component:default/erp  group:default/team-payments');
    expect((await runCli(fleet, 'catalog', 'owner', 'deployment/ledger-api', '--from', 'catalog.ndjson')).stdout).toContain('component:ledger/ledger-api  ');
    expect((await runCli(fleet, 'catalog', 'owner', 'my-ledger-api', '--from', 'catalog.ndjson')).stderr).toMatch(/did you mean .*component:ledger\/ledger-api/);
  });

  test('is the same file whatever it is written over, and leaves the old one when it cannot be written', async () => {
    const fleet = scratch();
    synthesised(everything, ABOUT, join(fleet, 'shop'));
    await runCli(fleet, 'catalog', 'index', '.', '-o', 'catalog.ndjson');
    const first = readFileSync(join(fleet, 'catalog.ndjson'), 'utf8');
    await runCli(fleet, 'catalog', 'index', '.', '-o', 'catalog.ndjson');

    expect(readFileSync(join(fleet, 'catalog.ndjson'), 'utf8')).toBe(first);
    expect((await runCli(fleet, 'catalog', 'index', 'nowhere', '-o', 'catalog.ndjson')).code).toBe(2);
    expect(readFileSync(join(fleet, 'catalog.ndjson'), 'utf8')).toBe(first);
  });
});

test('organization writes the groups of the standards once for all repositories', async () => {
  const standards = join(__dirname, '../../examples/organisation/acme-platform/standards.yaml');
  const { code, stdout } = await runCli('.', 'catalog', 'organization', '--standards', standards);

  expect(code).toBe(0);
  expect(stdout).toContain('kind: Group\nmetadata:\n  name: team-logistics\n');
});
