import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, Chart } from 'cdk8s';
import fc from 'fast-check';
import { builtLibrary } from './built';
import { owned } from './owned';
import { contents, scratch } from './scratch';
import { GOVERNANCE_FILES } from '../synthesised';
import { Access, Exposure, Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

const IMAGE = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

describe('a process of its own', () => {
  const project = builtLibrary();
  const program = join(project, 'main.js');
  writeFileSync(program, `
    const { Exposure, Image, PlatformApp, PlatformService, PostgresInstance } = require('pavement');
    const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
    for (const environment of app.environments) {
      const image = Image.digest('registry.example.com/shop/api', 'sha256:${IMAGE}');
      const orders = new PostgresInstance(environment, 'orders-db', { size: 'small' });
      const api = new PlatformService(environment, 'api', { image, exposure: Exposure.host('api.{zone}'), config: { Z: '1', a: 'ä', I: 'i', i: 'I' } });
      const worker = new PlatformService(environment, 'worker', { image });
      api.bind(orders);
      api.calls(worker);
    }
    app.synth();
  `);

  function synthesised(env: Record<string, string>): Record<string, string> {
    const cwd = scratch();
    const { status, stderr } = spawnSync(process.execPath, [program], { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });
    expect([status, stderr]).toEqual([0, expect.stringContaining('21 files written, 0 unchanged, 0 removed')]);
    return contents(cwd);
  }

  const reference = synthesised({});

  test('writes every kind of file', () => {
    expect(Object.keys(reference)).toEqual(expect.arrayContaining(['cdktf.out/stacks/prod/cdk.tf.json', 'dist/prod/api.k8s.yaml', 'governance/attestation.json', 'governance/catalog.json', 'catalog-info.yaml']));
  });

  test.each<[string, Record<string, string>]>([
    ['another folder', {}],
    ['another time zone', { TZ: 'Pacific/Kiritimati' }],
    ['a Turkish locale', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
    ['a Swedish locale', { LC_ALL: 'sv_SE.UTF-8' }],
    ['another user', { USER: 'somebody', HOME: '/nonexistent', HOSTNAME: 'elsewhere', LOGNAME: 'somebody' }],
    ['the variables of a CI system', { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_SHA: '0123', NODE_ENV: 'production', AWS_REGION: 'us-east-1', AWS_PROFILE: 'x', TF_VAR_x: 'y' }],
    ['colours', { FORCE_COLOR: '3', COLORTERM: 'truecolor' }],
  ])('writes the same bytes with %s', (_, env) => {
    const actual = synthesised(env);

    expect(actual).toEqual(reference);
  });
});

describe('the order of a program\'s lines', () => {
  const SERVICES = ['api', 'pricing', 'report', 'worker'];
  const DATABASES = ['ledger', 'orders'];
  const CALLS = [['api', 'pricing'], ['api', 'worker'], ['report', 'pricing']];
  const BINDINGS: [string, string, Access, string?][] = [
    ['api', 'orders', Access.READ_WRITE], ['api', 'ledger', Access.READ, 'LEDGER'], ['report', 'orders', Access.READ], ['worker', 'orders', Access.READ_WRITE],
  ];
  const CONFIG = Object.entries({ A: '1', B: '2', C: '3', a: '4', Z: '5' });
  const ENVIRONMENTS = ['dev', 'prod'];
  const OBJECTS = ['first', 'second', 'third'];

  function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
    return fc.shuffledSubarray([...items], { minLength: items.length });
  }

  const order = fc.record({
    environments: shuffled(ENVIRONMENTS),
    components: shuffled([...SERVICES, ...DATABASES]),
    edges: shuffled([...CALLS, ...BINDINGS]),
    config: shuffled(CONFIG),
    objects: shuffled(OBJECTS),
  });
  type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;

  function synthesised({ environments, components, edges, config, objects }: Order): Record<string, string> {
    const rootdir = scratch();
    const app = new PlatformApp({ system: 'checkout', team: 'team-payments', rootdir, outdir: join(rootdir, 'dist') });
    for (const environment of environments.map(name => app.environment(name))) {
      const services = new Map<string, PlatformService>();
      const databases = new Map<string, PostgresInstance>();
      for (const name of components) {
        if (DATABASES.includes(name)) {
          databases.set(name, new PostgresInstance(environment, name, { size: PostgresSize.SMALL }));
        } else {
          services.set(name, new PlatformService(environment, name, {
            image: Image.digest('registry.example.com/shop/api', `sha256:${IMAGE}`), config: Object.fromEntries(config), exposure: name === 'api' ? Exposure.host('api.{zone}') : undefined,
          }));
        }
      }
      for (const [from, to, access, prefix] of edges) {
        if (access === undefined) {
          services.get(from)!.calls(services.get(to)!);
        } else {
          services.get(from)!.bind(databases.get(to)!, { access: access as Access, prefix });
        }
      }
      const chart = new Chart(environment, 'extra', owned(environment.environmentName));
      objects.forEach(id => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' }));
    }
    app.synth();
    return contents(rootdir);
  }

  test('does not show in the output', () => {
    const reference = synthesised({
      environments: ENVIRONMENTS, components: [...SERVICES, ...DATABASES], edges: [...CALLS, ...BINDINGS], config: CONFIG, objects: OBJECTS,
    });

    fc.assert(fc.property(order, lines => {
      expect(synthesised(lines)).toEqual(reference);
    }), { numRuns: 25 });

    expect(Object.keys(reference)).toEqual([
      'catalog-info.yaml', 'cdktf.out/stacks/dev/cdk.tf.json', 'cdktf.out/stacks/prod/cdk.tf.json', ...ENVIRONMENTS.flatMap(name => ['api', 'extra', 'ledger', 'orders', 'pricing', 'report', 'worker']
        .map(file => `dist/${name}/${file}.k8s.yaml`)), ...GOVERNANCE_FILES, 'pavement.ledger.json',
    ]);
  });
});
