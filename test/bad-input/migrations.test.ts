import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { IMAGE } from '../synthesised';
import { Access, Image, PlatformApp, PlatformMigration, PlatformMigrationProps, PlatformService, PostgresInstance, PostgresSize, Standards } from 'pavement';

const COMMAND = 'write it as [\'npm\', \'run\', \'migrate\'], or leave it out to run what the image runs';
const CONFIG_NAME = 'a name in config must be letters, digits and underscores, not starting with a digit';
const SECRETS = 'keep the value in the secret store; config is readable in the repository and in the cluster';

interface Row {
  readonly name: string;
  readonly build: (app: PlatformApp) => void;
  readonly problems: string[];
  readonly standards?: Standards;
}

/** A migration of `api` in an environment, with what a program in JavaScript may pass as well. */
function migration(props: object, environment = 'dev'): (app: PlatformApp) => void {
  return app => {
    const scope = app.environment(environment);
    const service = new PlatformService(scope, 'api', { image: IMAGE });
    const database = new PostgresInstance(scope, 'data', { size: PostgresSize.SMALL });
    new PlatformMigration(scope, 'change', { image: IMAGE, service, database, ...props } as PlatformMigrationProps);
  };
}

const command = (value: unknown, got: string): Row => ({
  name: `a command ${got}`, build: migration({ command: value }), problems: [`[dev/change] command must be a list of texts, none of them empty, got ${got}; ${COMMAND}`],
});
const service = (value: unknown, got: string): Row => ({
  name: `a service ${got}`,
  build: migration({ service: value }),
  problems: [`[dev/change] service must be the service whose schema changes, got ${got}; declare the PlatformService first and name it here`],
});
const database = (value: unknown, got: string): Row => ({
  name: `a database ${got}`,
  build: migration({ database: value }),
  problems: [`[dev/change] database must be something that can be bound, such as a PostgresInstance, got ${got}; declare it first and name it here`],
});
const config = (value: unknown, problem: string): Row => ({
  name: `config ${JSON.stringify(value)}`, build: migration({ config: value }), problems: [`[dev/change] ${problem}`],
});

const ROWS: Row[] = [
  command('npm run migrate', '"npm run migrate"'), command([], '[]'), command(['npm', ''], '["npm",""]'), command([1], '[1]'), command(null, 'null'),
  service(undefined, 'nothing'), service('api', '"api"'), service({ componentType: 'service' }, '{"componentType":"service"}'),
  database(undefined, 'nothing'), database('data', '"data"'),
  config([], 'config must be an object of names and texts, got []; write it as { LOG_LEVEL: \'info\' }'),
  config('A=1', 'config must be an object of names and texts, got "A=1"; write it as { LOG_LEVEL: \'info\' }'),
  config({ '1A': 'x' }, `${CONFIG_NAME}, got "1A"; rename it`),
  config({ STEPS: 1 }, 'config STEPS must be a text, got 1; put it in quotes, or leave it out'),
  config({ DB_PASSWORD: 'x' }, `config must not hold secrets, got "DB_PASSWORD"; ${SECRETS}`),
  config({ ISSUER: 'https://api:hunter2@issuer.example.com' }, 'config ISSUER must not hold a secret, got "a URL with a password"; revoke it at its issuer, keep a new one in the secret store'),
  config({ HOME: '/' }, 'config must not set what the platform sets, got "HOME"; remove it'),
  config({ PGUSER: 'platform_admin' }, 'config must not set what the database sets, got "PGUSER"; remove it; data says what it is'),
  {
    name: 'no image',
    build: migration({ image: undefined }),
    problems: ['[dev/change] image must be given, got nothing; use Image.digest'],
  },
  {
    name: 'an image that is a text',
    build: migration({ image: 'api:1' }),
    problems: ['[dev/change] image must be an Image, got "api:1"; use Image.digest'],
  },
  {
    name: 'an image by tag in production',
    build: migration({ image: Image.tag('registry.example.com/shop/api', '1.0.0') }, 'prod'),
    problems: ['[prod/change] image must be given by digest in production, got "registry.example.com/shop/api:1.0.0"; use Image.digest with the digest that the build printed; a tag can be moved'],
  },
  {
    name: 'an image from elsewhere',
    build: migration({ image: Image.tag('docker.io/shop/api', '1.0.0') }),
    problems: ['[dev/change] image must come from one of the registries registry.example.com, got "docker.io/shop/api"; push it there, or ask the platform team for the registry'],
  },
  {
    name: 'a service that is a database',
    build: app => migration({ service: new PostgresInstance(app.environment('dev'), 'other', { size: PostgresSize.SMALL }) })(app),
    problems: ['[dev/change] service must be the service whose schema changes, got construct dev/other; declare the PlatformService first and name it here'],
  },
  {
    name: 'a database that is a service',
    build: app => migration({ database: new PlatformService(app.environment('dev'), 'other', { image: IMAGE }) })(app),
    problems: ['[dev/change] database must be something that can be bound, such as a PostgresInstance, got construct dev/other; declare it first and name it here'],
  },
  {
    name: 'service and database of another environment',
    build: app => migration({
      service: new PlatformService(app.environment('prod'), 'api', { image: IMAGE }),
      database: new PostgresInstance(app.environment('prod'), 'data', { size: PostgresSize.SMALL }),
    })(app),
    problems: [
      '[dev/change] service must be in the same environment, got "prod/api"; name the api of environment dev',
      '[dev/change] database must be in the same environment, got "prod/data"; name the data of environment dev',
    ],
  },
  {
    name: 'everything wrong at once',
    build: migration({ image: undefined, command: '', service: undefined, database: undefined, config: 1 }),
    problems: [
      '[dev/change] image must be given, got nothing; use Image.digest',
      `[dev/change] command must be a list of texts, none of them empty, got ""; ${COMMAND}`,
      '[dev/change] service must be the service whose schema changes, got nothing; declare the PlatformService first and name it here',
      '[dev/change] database must be something that can be bound, such as a PostgresInstance, got nothing; declare it first and name it here',
      '[dev/change] config must be an object of names and texts, got 1; write it as { LOG_LEVEL: \'info\' }',
    ],
  },
  {
    name: 'props that are missing',
    build: app => void new PlatformMigration(app.environment('dev'), 'change', undefined as unknown as PlatformMigrationProps),
    problems: ['[dev/change] props must be an object, got nothing; say what it is in braces'],
  },
  {
    name: 'an id that another component has',
    build: app => {
      migration({})(app);
      new PlatformMigration(app.environment('dev'), 'api', {} as PlatformMigrationProps);
    },
    problems: ['[dev/api] an id must be unique in environment dev, got "api"; give the second one another id'],
  },
  {
    name: 'a service whose schema would be one of PostgreSQL itself',
    build: app => {
      const dev = app.environment('dev');
      const data = new PostgresInstance(dev, 'data', { size: PostgresSize.SMALL });
      ['public', 'information-schema'].forEach(name => new PlatformService(dev, name, { image: IMAGE }).bind(data));
    },
    problems: ['public', 'information-schema'].map(name =>
      `[dev/data] the id of a service with a database must not be the name of a schema of PostgreSQL itself, got "${name}"; give the service another id`),
  },
  {
    name: 'a database that is bound where the standards name no client image',
    standards: Standards.fromProps({ ...REFERENCE_STANDARDS, databases: {} }),
    build: app => {
      const dev = app.environment('dev');
      new PlatformService(dev, 'api', { image: IMAGE }).bind(new PostgresInstance(dev, 'data', { size: PostgresSize.SMALL }), { access: Access.READ });
    },
    problems: [
      '[dev/data] the standards must name an image in databases.clientImage when something is bound to a database, got nothing; ask the platform team for one with psql, aws and jq: it makes the roles',
    ],
  },
];

let rootdir: string;

beforeEach(() => {
  rootdir = mkdtempSync(join(tmpdir(), 'pavement-bad-input-'));
});

afterEach(() => {
  rmSync(rootdir, { recursive: true });
});

test.each(ROWS)('$name is refused and nothing is written', ({ build, problems, standards }) => {
  let message = 'the program was accepted';
  try {
    const app = new PlatformApp({ system: 'shop', team: 'team-payments', standards, rootdir });
    build(app);
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }

  expect(message.split('\n').slice(1).map(line => line.trim())).toEqual(problems);
  expect(readdirSync(rootdir)).toEqual([]);
});
