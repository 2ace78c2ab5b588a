import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createConsumer } from './project';
import { ROOT, Tarball, packInto } from './tarball';
import { Outcome, mustSucceed, run } from '../integration/harness/run';

const INSTALLATION_MS = 20 * 60 * 1000;
/** What draws graphs and plots, and what speaks to PostgreSQL, is inside it: see the README. */
const LARGEST_TARBALL = 4.5 * 1024 * 1024;
const OUTPUT = ['dist', 'cdktf.out', 'governance'];
const QUICK_START = join(ROOT, 'examples/quick-start');

const COMPILER_OPTIONS = { strict: true, skipLibCheck: false, target: 'ES2022', types: ['node'], outDir: 'compiled' };

/** How programs that count milliseconds import. */
const DEEP_IMPORTS = `
import { PlatformApp } from 'pavement/lib/app/platform-app';
import { Image } from 'pavement/lib/core/image';
import { PlatformService } from 'pavement/lib/service/platform-service.js';

const app = new PlatformApp({ system: 'shop', team: 'team-payments' });
new PlatformService(app, 'api', {
  environment: 'prod',
  image: Image.digest('registry.example.com/shop/api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
});
process.stdout.write(String(app.environment('prod').node.children.length));
`;

const STANDARDS_FILE = `
import { Standards } from 'pavement';

process.stdout.write(Object.keys(Standards.fromFile(process.argv[2]).props.environments).join(' '));
`;

const SCHEMA_IMPORT = `
const schema = require('pavement/lib/standards/standards.schema.json');
const manifest = require('pavement/package.json');
process.stdout.write([schema.title, manifest.name].join(' '));
`;

const ES_MODULE = `
import { Environment, PlatformApp } from 'pavement';

process.stdout.write([typeof Environment, typeof PlatformApp].join(' '));
`;

let folder: string;
let tarball: Tarball;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pavement-consumer-')));
  tarball = await packInto(folder);
  const project = join(folder, 'project');
  await createConsumer(project, tarball.path);
  const files: Record<string, string> = {
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, module: 'commonjs' }, include: ['*.ts'] }),
    'tsconfig.node16.json': JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, module: 'node16' }, include: ['*.ts'] }),
    'deep.ts': DEEP_IMPORTS,
    'standards.ts': STANDARDS_FILE,
    'schema.js': SCHEMA_IMPORT,
    'module.mjs': ES_MODULE,
    'bad-standards.yaml': 'organization: acme\nenvironmentz: {}\n',
  };
  Object.entries(files).forEach(([name, content]) => writeFileSync(join(project, name), content));
  copyFileSync(join(QUICK_START, 'main.ts'), join(project, 'main.ts'));
  copyFileSync(join(ROOT, 'examples/organisation/acme-platform/standards.yaml'), join(project, 'standards.yaml'));
}, INSTALLATION_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  test('has what programs use, and nothing that only developers use', () => {
    const own = tarball.files.filter(path => !path.startsWith('node_modules/'));

    expect(own.filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([]);
    expect(own.filter(path => !/^(lib\/|package\.json$|\.jsii$|README\.md$|LICENSE$)/.test(path))).toEqual([]);
    expect(own).toEqual(expect.arrayContaining(['.jsii', 'lib/index.js', 'lib/index.d.ts', 'lib/standards/standards.schema.json']));
  });

  test('has its bundled dependencies inside, and no peer', () => {
    expect(tarball.bundled).toEqual(expect.arrayContaining(['ajv', 'yaml']));
    expect(tarball.bundled).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(cdk8s|cdktf|@cdktf|constructs)/)]));
  });

  test('is small', () => {
    process.stdout.write(`tarball: ${tarball.size} bytes packed, ${tarball.unpackedSize} unpacked, ${tarball.files.length} files\n`);

    expect(tarball.size).toBeLessThan(LARGEST_TARBALL);
  });
});

describe('a program that has installed it', () => {
  test.each(['tsconfig.json', 'tsconfig.node16.json'])('passes the compiler with %s, libraries checked', config => {
    expect(failure(inProject('npx', 'tsc', '--noEmit', '--project', config))).toBe('');
  });

  test.each<[string, string[]]>([
    ['ts-node with type check', ['npx', 'ts-node', 'main.ts']],
    ['ts-node without', ['npx', 'ts-node', '-T', 'main.ts']],
    ['node after tsc', ['sh', '-c', 'npx tsc && node compiled/main.js']],
    ['node after tsc for node16', ['sh', '-c', 'npx tsc --project tsconfig.node16.json && node compiled/main.js']],
  ])('writes what the quick start is expected to write: %s', (_, command) => {
    OUTPUT.forEach(name => rmSync(join(folder, 'project', name), { recursive: true, force: true }));

    expect(failure(inProject(...command))).toBe('');
    expect(contents(join(folder, 'project'), OUTPUT)).toEqual(contents(join(QUICK_START, 'expected'), OUTPUT));
  });

  test('can import single files', () => {
    expect(mustSucceed('deep.ts', inProject('npx', 'ts-node', 'deep.ts')).stdout).toBe('1');
  });

  test('can import it from an ES module', () => {
    expect(mustSucceed('module.mjs', inProject('node', 'module.mjs')).stdout).toBe('function function');
  });

  test('can read standards from a file', () => {
    expect(mustSucceed('standards.ts', inProject('npx', 'ts-node', '-T', 'standards.ts', 'standards.yaml')).stdout).toBe('test live');
  });

  test('is told what is wrong in a standards file, by its place', () => {
    const { status, stderr } = inProject('npx', 'ts-node', '-T', 'standards.ts', 'bad-standards.yaml');

    expect(status).not.toBe(0);
    expect(stderr).toContain('[bad-standards.yaml:2:1] environmentz');
  });

  test('runs the bundled dependencies, not what happens to be installed beside them', () => {
    const library = join(folder, 'project/node_modules/pavement');

    for (const name of ['ajv', 'yaml']) {
      const place = mustSucceed(name, inProject('node', '-p', `require.resolve('${name}', { paths: ['${library}/lib/standards'] })`)).stdout;
      expect(relative(library, place)).toMatch(new RegExp(`^node_modules/${name}/`));
    }
  });

  test('finds the schema of the standards where editors look', () => {
    expect(existsSync(join(folder, 'project/node_modules/pavement/lib/standards/standards.schema.json'))).toBe(true);
    expect(mustSucceed('schema.js', inProject('node', 'schema.js')).stdout).toBe('Pavement standards pavement');
  });
});

function inProject(...[command, ...args]: string[]): Outcome {
  // a program of a user's: nothing of the process that runs the tests
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|NODE_PATH|NODE_ENV|JEST_|TS_|CDK|PAVEMENT_|npm_)/.test(name)));
  return run(command, args, { cwd: join(folder, 'project'), env });
}

/** What a program that failed printed; nothing when it succeeded. */
function failure({ status, stdout, stderr }: Outcome): string {
  return status === 0 ? '' : `${stdout}${stderr}`.slice(0, 4000);
}

function contents(root: string, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap(name => readdirSync(join(root, name), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(root, path), readFileSync(path, 'utf8')])));
}
