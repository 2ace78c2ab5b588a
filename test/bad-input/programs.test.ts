import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import {
  Access, Exposure, Image, PlatformApp, PlatformAppProps, PlatformService, PlatformServiceProps, PostgresInstance, PostgresInstanceProps,
  PostgresSize, Standards,
} from 'pavement';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const IMAGE = Image.digest('registry.example.com/shop/api', DIGEST);
const RULE = '1 to 40 lower-case letters, digits and single hyphens, starting with a letter';
const NAMES = 'every name on both planes is made from it';
const TEAMS = 'team-payments, team-platform';

interface Row {
  readonly name: string;
  readonly app?: object;
  readonly build: (app: PlatformApp) => void;
  readonly problems: string[];
}

/** A service `api`; what a program in JavaScript may pass as well. */
function service(props: object, environment = 'dev'): (app: PlatformApp) => void {
  return app => void new PlatformService(app.environment(environment), 'api', { image: IMAGE, ...props } as PlatformServiceProps);
}

function database(props: object, id = 'data'): (app: PlatformApp) => void {
  return app => void new PostgresInstance(app.environment('dev'), id, { size: PostgresSize.SMALL, ...props } as PostgresInstanceProps);
}

/** A service with a database in dev, and what is done with the two. */
function pair(use: (api: PlatformService, db: PostgresInstance, app: PlatformApp) => void): (app: PlatformApp) => void {
  return app => use(
    new PlatformService(app.environment('dev'), 'api', { image: IMAGE }), new PostgresInstance(app.environment('dev'), 'data', { size: PostgresSize.SMALL }), app,
  );
}

const id = (got: string): Row => ({
  name: `an id ${got}`,
  build: app => void new PlatformService(app.environment('dev'), got, { image: IMAGE }),
  problems: [`[dev/${got}] an id must be ${RULE}, got "${got}"; ${NAMES}`],
});
const port = (value: unknown, got: string): Row => ({
  name: `port ${got}`,
  build: service({ port: value }),
  problems: [`[dev/api] port must be a whole number from 1024 to 65535, got ${got}; the container is not root and cannot open a lower one`],
});
const replicas = (prop: string, value: unknown, got: string): Row => ({
  name: `${prop} ${got}`,
  build: service({ scaling: { [prop]: value } }),
  problems: [`[dev/api] scaling.${prop} must be a whole number from 1 to 1000, got ${got}; correct it or leave it out`],
});
const path = (value: unknown, got: string): Row => ({
  name: `a probe path ${got}`,
  build: service({ health: { livenessPath: value } }),
  problems: [`[dev/api] health.livenessPath must be a path that starts with a slash, got ${got}; leave out host, query and fragment`],
});
const repository = (got: string): Row => ({
  name: `a repository ${got}`,
  build: service({ image: Image.digest(got, DIGEST) }),
  problems: [`[dev/api] the repository of image must be a registry host and a lower-case path, got "${got}"; write it as "registry.example.com/shop/api", without tag or digest`],
});
const variable = (name: string, rule: string, remedy: string): Row => ({
  name: `a config name ${name}`, build: service({ config: { [name]: 'x' } }), problems: [`[dev/api] ${rule}, got "${name}"; ${remedy}`],
});
const host = (value: unknown, got: string): Row => ({
  name: `a host ${got}`,
  build: service({ exposure: Exposure.host(value as string) }),
  problems: [`[dev/api] host must be a name in one of the environment's zones dev.example.com, got ${got}; use a name in one of them, or ask the platform team for the zone`],
});
const props = (value: unknown, got: string): Row => ({
  name: `props that are ${got}`,
  build: app => {
    new PlatformService(app.environment('dev'), 'api', value as PlatformServiceProps);
    new PostgresInstance(app.environment('dev'), 'data', value as PostgresInstanceProps);
  },
  problems: ['api', 'data'].map(at => `[dev/${at}] props must be an object, got ${got}; say what it is in braces`),
});
const bound = (value: unknown, got: string): Row => ({
  name: `bind() to ${got}`,
  build: pair(api => api.bind(value as PostgresInstance)),
  problems: [`[dev/api] bind() must be given something to use, such as a database, got ${got}; declare it first; a service that answers requests is for calls()`],
});
const outside = (value: unknown, got: string): Row => ({
  name: `environment ${got} outside any`,
  build: app => void new PlatformService(app, 'api', { image: IMAGE, environment: value as string }),
  problems: [`[api] environment must be one of dev, staging, prod, got ${got}; name one, or create the construct in one of app.environments`],
});

const ROWS: Row[] = [
  id('Api'), id('1api'), id('my--api'), id('api-'), id('a'.repeat(41)),
  {
    name: 'an id that is empty',
    build: app => void new PlatformService(app.environment('dev'), '', { image: IMAGE }),
    problems: [`[dev] an id must be ${RULE}, got ""; ${NAMES}`],
  },
  {
    name: 'an id that is a number',
    build: app => void new PlatformService(app.environment('dev'), 5 as unknown as string, { image: IMAGE }),
    problems: [`[dev] an id must be ${RULE}, got 5; ${NAMES}`],
  },
  {
    name: 'a reserved database name',
    build: database({}, 'postgres'),
    problems: ['[dev/postgres] the id of a database must not be a reserved word, got "postgres"; name it after what it holds, such as orders-db'],
  },
  {
    name: 'the same id twice',
    build: app => [1, 2].forEach(() => service({})(app)),
    problems: ['[dev/api] an id must be unique in environment dev, got "api"; give the second one another id'],
  },
  {
    name: 'a scope that is none',
    build: () => void new PlatformService(undefined as unknown as PlatformApp, 'api', { image: IMAGE }),
    problems: ['[api] the scope of a construct must be an environment or the app, got nothing; create it in one of app.environments'],
  },
  { name: 'a malformed system', app: { system: 'My Shop' }, build: () => {}, problems: [`[app] system must be ${RULE}, got "My Shop"; ${NAMES}`] },
  {
    name: 'an unknown team of the app, reported once',
    app: { team: 'team-nope' },
    build: service({}),
    problems: [`[app] team must be one of ${TEAMS}, got "team-nope"; correct it, or ask the platform team to add the team to the standards`],
  },
  {
    name: 'no team at all',
    app: { team: undefined },
    build: service({}),
    problems: [`[dev/api] team must be one of ${TEAMS}, got nothing; name the team that owns it, here or on the app`],
  },
  {
    name: 'an unknown team of a service',
    app: { team: undefined },
    build: service({ team: 'constructor' }),
    problems: [`[dev/api] team must be one of ${TEAMS}, got "constructor"; name the team that owns it, here or on the app`],
  },
  {
    name: 'a team that contradicts the app',
    build: service({ team: 'team-platform' }),
    problems: ['[dev/api] team must be "team-payments", as the app says, got "team-platform"; leave it out, or leave it out of the app and name it on every construct'],
  },
  outside('prdo', '"prdo"'), outside(undefined, 'nothing'), outside(5, '5'),
  {
    name: 'an environment that contradicts the scope',
    build: service({ environment: 'prod' }),
    problems: ['[dev/api] environment must be "dev", as the scope says, got "prod"; leave it out, or move the construct to the other environment'],
  },
  {
    name: 'an environment construct in place of its name',
    build: app => service({ environment: app.environment('prod') })(app),
    problems: ['[dev/api] environment must be "dev", as the scope says, got construct prod; leave it out, or move the construct to the other environment'],
  },
  {
    name: 'app.environment() of an unknown name',
    build: app => void app.environment('prdo'),
    problems: ['[app] environment must be one of dev, staging, prod, got "prdo"; correct it, or ask the platform team to add the environment to the standards'],
  },
  { name: 'no image', build: service({ image: undefined }), problems: ['[dev/api] image must be given, got nothing; use Image.digest'] },
  { name: 'an image that is a text', build: service({ image: 'nginx:1' }), problems: ['[dev/api] image must be an Image, got "nginx:1"; use Image.digest'] },
  {
    name: 'an image by tag in production',
    build: service({ image: Image.tag('registry.example.com/shop/api', '1.2') }, 'prod'),
    problems: [
      '[prod/api] image must be given by digest in production, got "registry.example.com/shop/api:1.2"; ' +
      'use Image.digest with the digest that the build printed; a tag can be moved',
    ],
  },
  {
    name: 'the tag latest',
    build: service({ image: Image.tag('registry.example.com/shop/api', 'latest') }),
    problems: ['[dev/api] the tag of image must name one build, got "latest"; use a version or Image.digest'],
  },
  {
    name: 'a short digest',
    build: service({ image: Image.digest('registry.example.com/shop/api', 'sha256:abc') }),
    problems: ['[dev/api] the digest of image must be sha256: and 64 hexadecimal digits, got "sha256:abc"; copy it from the registry or from the build\'s output'],
  },
  {
    name: 'a foreign registry',
    build: service({ image: Image.digest('docker.io/library/nginx', DIGEST) }),
    problems: [
      '[dev/api] image must come from one of the registries registry.example.com, got "docker.io/library/nginx"; push it there, or ask the platform team for the registry',
    ],
  },
  repository('https://registry.example.com/api'), repository('registry.example.com/api:1'),
  port(80, '80'), port(0, '0'), port(70000, '70000'), port(8080.5, '8080.5'), port(NaN, 'NaN'), port('8080', '"8080"'),
  replicas('minReplicas', 0, '0'), replicas('maxReplicas', 1001, '1001'), replicas('minReplicas', 1001, '1001'), replicas('minReplicas', NaN, 'NaN'),
  {
    name: 'more copies at least than at most',
    build: service({ scaling: { minReplicas: 5, maxReplicas: 4 } }),
    problems: ['[dev/api] scaling.maxReplicas must not be below scaling.minReplicas (5), got 4; raise maxReplicas or lower minReplicas'],
  },
  {
    name: 'a size of service that does not exist',
    build: service({ size: 'constructor' }),
    problems: ['[dev/api] size must be one of xs, s, m, l, xl, got "constructor"; use a member of ServiceSize'],
  },
  {
    name: 'one path for both probes',
    build: service({ health: { livenessPath: '/up', readinessPath: '/up' } }),
    problems: ['[dev/api] health.livenessPath and health.readinessPath must differ, got "/up"; a copy that is only busy would be restarted'],
  },
  path('live', '"live"'), path('/live?x=1', '"/live?x=1"'), path(['/live'], '["/live"]'),
  variable('1ST', 'a name in config must be letters, digits and underscores, not starting with a digit', 'rename it'),
  variable('LOG-LEVEL', 'a name in config must be letters, digits and underscores, not starting with a digit', 'rename it'),
  variable('DB_PASSWORD', 'config must not hold secrets', 'keep the value in the secret store and name it in secrets; config is readable in the repository and in the cluster'),
  variable('PORT', 'config must not set PORT, AWS_REGION, SHUTDOWN_DELAY_SECONDS or OTEL_*', 'the platform sets it'),
  {
    name: 'a config value that is a number',
    build: service({ config: { RETRIES: 3 } }),
    problems: ['[dev/api] config RETRIES must be a text, got 3; put it in quotes, or leave it out'],
  },
  {
    name: 'a config that is a list',
    build: service({ config: ['A=1'] }),
    problems: ['[dev/api] config must be an object of names and texts, got ["A=1"]; write it as { LOG_LEVEL: \'info\' }'],
  },
  host('shop.example.org', '"shop.example.org"'), host('Shop_1.dev.example.com', '"Shop_1.dev.example.com"'), host(5, '5'),
  {
    name: 'an exposure that is a text',
    build: service({ exposure: 'shop.dev.example.com' }),
    problems: ['[dev/api] exposure must be an Exposure, got "shop.dev.example.com"; use Exposure.host(host) or Exposure.internal()'],
  },
  props(undefined, 'nothing'), props(null, 'null'), props([], '[]'), props('small', '"small"'),
  {
    name: 'bind() to another environment',
    build: pair((api, _, app) => api.bind(new PostgresInstance(app.environment('prod'), 'data', { size: PostgresSize.SMALL }))),
    problems: ['[dev/api] bind() must stay in one environment, got "prod/data"; bind the data of environment dev'],
  },
  {
    name: 'bind() to the same database twice',
    build: pair((api, db) => [Access.READ, Access.READ_WRITE].forEach(access => api.bind(db, { access }))),
    problems: ['[dev/api] bind() must name each target once, got "data"; remove the second line; READ_WRITE includes READ'],
  },
  {
    name: 'a second database without a prefix',
    build: pair((api, db, app) => [db, new PostgresInstance(app.environment('dev'), 'my-ledger', { size: PostgresSize.SMALL })].forEach(target => api.bind(target))),
    problems: ['[dev/api] bind() must not set a variable twice, got "PGHOST"; give this binding a prefix, such as { prefix: \'MY_LEDGER\' }'],
  },
  {
    name: 'a lower-case prefix',
    build: pair((api, db) => api.bind(db, { prefix: 'ledger' })),
    problems: ['[dev/api] prefix must be upper-case letters, digits and underscores, starting with a letter, got "ledger"; write it as "DATA"'],
  },
  {
    name: 'an access that does not exist',
    build: pair((api, db) => api.bind(db, { access: 'readonly' as Access })),
    problems: ['[dev/api] access must be one of read, read-write, migrate, got "readonly"; use a member of Access'],
  },
  {
    name: 'options of bind() that are a text',
    build: pair((api, db) => api.bind(db, 'read' as unknown as object)),
    problems: ['[dev/api] the options of bind() must be an object, got "read"; write them as { access: Access.READ }'],
  },
  bound(undefined, 'nothing'), bound(null, 'null'), bound('db', '"db"'),
  {
    name: 'bind() to a service',
    build: pair((api, _, app) => api.bind(new PlatformService(app.environment('dev'), 'other', { image: IMAGE }) as unknown as PostgresInstance)),
    problems: [
      '[dev/api] bind() must be given something to use, such as a database, got construct dev/other; declare it first; a service that answers requests is for calls()',
    ],
  },
  {
    name: 'bind() to a database with a problem, reported once',
    build: pair((api, _, app) => api.bind(new PostgresInstance(app.environment('dev'), 'old', { size: PostgresSize.SMALL, version: 15 }))),
    problems: ['[dev/old] version must be one of 16, 17, 18, got 15; older ones are near the end of their support; minor versions are taken automatically'],
  },
  {
    name: 'bind() to a database in no environment, reported once',
    build: pair((api, _, app) => api.bind(new PostgresInstance(app, 'lost', { size: PostgresSize.SMALL, environment: 'prdo' }))),
    problems: ['[lost] environment must be one of dev, staging, prod, got "prdo"; name one, or create the construct in one of app.environments'],
  },
  {
    name: 'calls() to another environment',
    build: pair((api, _, app) => api.calls(new PlatformService(app.environment('prod'), 'other', { image: IMAGE }))),
    problems: ['[dev/api] calls() must stay in one environment, got "prod/other"; call the other of environment dev'],
  },
  { name: 'calls() to itself', build: pair(api => api.calls(api)), problems: ['[dev/api] calls() must name another service, got "api"; remove the line'] },
  {
    name: 'an old PostgreSQL',
    build: database({ version: 15 }),
    problems: ['[dev/data] version must be one of 16, 17, 18, got 15; older ones are near the end of their support; minor versions are taken automatically'],
  },
  {
    name: 'a size of database that does not exist',
    build: database({ size: 'huge' }),
    problems: ['[dev/data] size must be one of small, medium, large, got "huge"; use a member of PostgresSize'],
  },
  {
    name: 'a region without any class of the size',
    app: { standards: inRegion('ca-west-1') },
    build: database({}),
    problems: ['[dev/data] size small must have an instance class that region ca-west-1 offers, got "db.t4g.small"; ask the platform team to add one to databaseSizes of the standards'],
  },
  {
    name: 'two constructs with two problems each',
    build: app => {
      service({ port: 80, size: 'xxl' })(app);
      database({ version: 15, size: 'huge' })(app);
    },
    problems: [
      '[dev/api] port must be a whole number from 1024 to 65535, got 80; the container is not root and cannot open a lower one',
      '[dev/api] size must be one of xs, s, m, l, xl, got "xxl"; use a member of ServiceSize',
      '[dev/data] version must be one of 16, 17, 18, got 15; older ones are near the end of their support; minor versions are taken automatically',
      '[dev/data] size must be one of small, medium, large, got "huge"; use a member of PostgresSize',
    ],
  },
  {
    name: 'a Terraform reference in a manifest',
    build: app => {
      const chart = new Chart(app.environment('dev'), 'extra');
      new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data: { host: Token.asString({ later: true }) } });
    },
    problems: [
      '[dev/extra/map] data.host of ConfigMap map must be known when the program runs, got a value that Terraform knows only after apply; ' +
      'publish it in a connection descriptor and bind() to it, or use a name that is known beforehand',
    ],
  },
  {
    name: 'two charts that write one file',
    app: { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE },
    build: app => ['one', 'two'].forEach(name => new ApiObject(new Chart(app.environment('dev'), name), 'map', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' },
    })),
    problems: ['[dev/ConfigMap.same.k8s.yaml] a file must be written by one chart only, got two; give the charts or their objects different names'],
  },
  {
    name: 'an unknown team of the app beside another mistake',
    app: { team: 'team-nope' },
    build: service({ port: 80 }),
    problems: [
      `[app] team must be one of ${TEAMS}, got "team-nope"; correct it, or ask the platform team to add the team to the standards`,
      '[dev/api] port must be a whole number from 1024 to 65535, got 80; the container is not root and cannot open a lower one',
    ],
  },
  {
    name: 'one id in two parts of an environment',
    build: app => ['front', 'back'].forEach(part => new PlatformService(new Construct(app.environment('dev'), part), 'api', { image: IMAGE })),
    problems: ['[dev/back/api] an id must be unique in environment dev, got "api"; dev/front/api has it; give one of the two another id'],
  },
  {
    name: 'a system whose namespace is Kubernetes\' own',
    app: { system: 'kube-system' },
    build: service({}),
    problems: ['[dev/api] the namespace must not be one of Kubernetes itself, got "kube-system"; give the system another name'],
  },
  {
    name: 'a service whose database role would be reserved',
    build: app => void new PlatformService(app.environment('dev'), 'pg-admin', { image: IMAGE }),
    problems: ['[dev/pg-admin] the id of a service must not be pg or begin with pg-, got "pg-admin"; its database roles would have a reserved name'],
  },
  {
    name: 'calls() without a service',
    build: pair(api => api.calls(undefined as unknown as PlatformService)),
    problems: ['[dev/api] calls() must be given a service, got nothing; declare it first; a database is for bind()'],
  },
  {
    name: 'calls() with a database',
    build: pair((api, db) => api.calls(db as unknown as PlatformService)),
    problems: ['[dev/api] calls() must be given a service, got construct dev/data; declare it first; a database is for bind()'],
  },
  {
    name: 'config that sets what a binding sets',
    build: app => {
      const dev = app.environment('dev');
      new PlatformService(dev, 'api', { image: IMAGE, config: { PGHOST: 'elsewhere' } }).bind(new PostgresInstance(dev, 'data', { size: PostgresSize.SMALL }));
    },
    problems: ['[dev/api] config must not set what bind() sets, got "PGHOST"; remove it from config; data says what it is'],
  },
  {
    name: 'an image without a tag',
    build: service({ image: Image.tag('registry.example.com/shop/api', undefined as unknown as string) }),
    problems: ['[dev/api] the tag of image must name one build, got "undefined"; use a version or Image.digest'],
  },
  {
    name: 'a host that is not given',
    build: service({ exposure: Exposure.host(undefined as unknown as string) }),
    problems: ['[dev/api] host must be a name in one of the environment\'s zones dev.example.com, got ""; use a name in one of them, or ask the platform team for the zone'],
  },
  {
    name: 'charts that depend on each other in a circle',
    build: app => {
      const [one, two] = ['one', 'two'].map(name => new Chart(app, name));
      one.addDependency(two);
      two.addDependency(one);
    },
    problems: ['[one] constructs must not depend on each other in a circle, got "one => two => one"; remove one of the dependencies'],
  },
];

let rootdir: string;

beforeEach(() => {
  rootdir = mkdtempSync(join(tmpdir(), 'pavement-bad-input-'));
});

afterEach(() => {
  rmSync(rootdir, { recursive: true });
});

test.each(ROWS)('$name is refused and nothing is written', ({ app: appProps, build, problems }) => {
  const run = () => {
    const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...appProps, rootdir } as PlatformAppProps);
    build(app);
    app.synth();
  };

  const error = thrownBy(run);

  expect(error.name).toBe('PlatformError');
  expect(error.message.split('\n').slice(1).map(line => line.trim())).toEqual(problems);
  expect(readdirSync(rootdir)).toEqual([]);
});

function thrownBy(run: () => void): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('the program was accepted');
}

/** The reference standards with dev in another region, and one class only for a small database there. */
function inRegion(region: string): Standards {
  const { props: reference } = Standards.reference();
  const { dev } = reference.environments;
  const databaseSubnets = dev.aws.databaseSubnets.map(subnet => ({ ...subnet, zone: `${region}${subnet.zone.slice(-1)}` }));
  return Standards.fromProps({
    ...reference,
    environments: { ...reference.environments, dev: { ...dev, aws: { ...dev.aws, region, databaseSubnets, alarmTopic: undefined } } },
    databaseSizes: { dev: { small: { instanceClasses: ['db.t4g.small'] } } },
  });
}

test.each([undefined, null, 'shop'])('an app with props %p is refused', garbage => {
  expect(() => new PlatformApp(garbage as unknown as PlatformAppProps)).toThrow('[app] the props of an app must be an object, got ');
});
