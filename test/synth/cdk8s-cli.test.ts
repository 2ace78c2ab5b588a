import { spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { parseAllDocuments } from 'yaml';
import { builtLibrary } from './built';
import { contents } from './scratch';

const QUICK_START = join(__dirname, '../../examples/quick-start');
const EXPECTED = manifestsIn(contents(join(QUICK_START, 'expected')), 'dist/');

const CDK8S = [join(__dirname, '../../node_modules/.bin/cdk8s')];
const TS_NODE = [join(__dirname, '../../node_modules/.bin/ts-node'), '--transpileOnly'];

const home = builtLibrary();
let projects = 0;

/** A project of its own with a program in TypeScript and in JavaScript, as a user has it. */
function projectWith(program: string): string {
  const folder = join(dirname(home), `project-${projects++}`);
  mkdirSync(folder);
  cpSync(join(home, 'node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  cpSync(join(QUICK_START, 'cdk8s.yaml'), join(folder, 'cdk8s.yaml'));
  writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "module": "commonjs" } }');
  writeFileSync(join(folder, 'main.ts'), program);
  const { outputText } = transpileModule(program, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  writeFileSync(join(folder, 'main.js'), outputText);
  return folder;
}

function run(cwd: string, command: string[], env: Record<string, string> = {}) {
  const inherited = { ...process.env };
  delete inherited.DEBUG;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8', env: { ...inherited, CDK8S_CHECK_UPGRADE: 'false', ...env } });
  return { status, stdout, stderr };
}

/** How many documents a text of YAML is; what is not YAML fails. */
function documentsIn(text: string): number {
  const documents = parseAllDocuments(text);
  documents.forEach(({ errors }) => expect(errors).toEqual([]));
  return documents.length;
}

function manifestsIn(files: Record<string, string>, prefix: string): Record<string, string> {
  const manifests = Object.entries(files).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(manifests.map(([path, content]) => [path.slice(prefix.length), content]));
}

describe('the quick start', () => {
  const program = readFileSync(join(QUICK_START, 'main.ts'), 'utf8');

  test.each([
    ['cdk8s synth', [...CDK8S, 'synth'], 'dist/'],
    ['cdk8s synth -o', [...CDK8S, 'synth', '-o', 'elsewhere/manifests'], 'elsewhere/manifests/'],
    ['ts-node', [...TS_NODE, 'main.ts'], 'dist/'],
    ['node', ['main.js'], 'dist/'],
  ])('writes the same with %s', (_, command, folder) => {
    const project = projectWith(program);

    const { status, stderr } = run(project, command);

    expect(stderr).toContain('files written, 0 unchanged, 0 removed\n');
    expect(status).toBe(0);
    expect(manifestsIn(contents(project), folder)).toEqual(EXPECTED);
    expect(Object.keys(EXPECTED)).toContain('prod/checkout-api.k8s.yaml');
    expect(readdirSync(project).sort()).toEqual(
      ['catalog-info.yaml', 'cdk8s.yaml', 'cdktf.out', folder.split('/')[0], 'governance', 'main.js', 'main.ts', 'node_modules', 'pavement.ledger.json', 'tsconfig.json'].sort());
  }, 60_000);

  test('is its manifests and nothing else on standard output with cdk8s synth --stdout', () => {
    const project = projectWith(program);
    writeFileSync(join(project, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');

    const { status, stdout } = run(project, [...CDK8S, 'synth', '--stdout']);

    // the CLI writes file after file, in an order of its own
    const rest = Object.values(EXPECTED).reduce((text, file) => text.replace(file, ''), stdout);
    expect(status).toBe(0);
    expect(stdout).toContain(EXPECTED['prod/checkout-api.k8s.yaml']);
    expect(documentsIn(stdout)).toBe(Object.values(EXPECTED).map(documentsIn).reduce((sum, count) => sum + count));
    expect(rest).toBe('');
    expect(readdirSync(project)).not.toContain('dist');
  }, 60_000);
});

describe('a program with something wrong', () => {
  const BAD = `
    const { Image, PlatformApp, PlatformService } = require('pavement');
    const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
    new PlatformService(app.environment('dev'), 'api', { image: Image.tag('registry.example.com/shop/api', '1'), port: 80 });
    new PlatformService(app.environment('dev'), 'worker', { image: Image.tag('registry.example.com/shop/worker', '1'), size: 'huge' });
    app.synth();
  `;
  const MESSAGE = /^Validation failed with the following errors:\n {2}\[dev\/api\] port must be .*, got 80; .*\n {2}\[dev\/worker\] size must be .*, got "huge"; .*\n$/;

  test.each([
    ['node', ['main.js']],
    ['ts-node', [...TS_NODE, 'main.ts']],
  ])('ends %s with exit code 1 and its message alone', (_, command) => {
    const project = projectWith(BAD);

    const { status, stdout, stderr } = run(project, command);

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(MESSAGE);
    expect(readdirSync(project)).not.toContain('dist');
  }, 60_000);

  test('ends cdk8s synth with exit code 1 and its message, without a stack trace of the program', () => {
    const project = projectWith(BAD);

    const { status, stdout, stderr } = run(project, [...CDK8S, 'synth']);

    expect(status).toBe(1);
    expect(stderr).toContain('  [dev/api] port must be');
    expect(stdout + stderr).not.toMatch(/main\.ts:\d|library\/lib\//);
  }, 60_000);

  test.each<[string, string[], Record<string, string>]>([
    ['DEBUG=1', ['main.js'], { DEBUG: '1' }],
    ['--verbose', ['main.js', '--verbose'], {}],
  ])('shows where it went wrong with %s', (_, command, env) => {
    const { status, stderr } = run(projectWith(BAD), command, env);

    expect(status).toBe(1);
    expect(stderr).toContain('[dev/api] port must be');
    expect(stderr).toMatch(/at .*main\.js:\d+:\d+/);
  });
});

describe('an error', () => {
  const FAILING = `
    const { Image, PlatformApp, PlatformService } = require('pavement');
    const bad = () => new PlatformApp({ system: 'UPPER' }).synth();
  `;

  test.each<[string, string, { status: number; stdout: string; stderr: RegExp }]>([
    ['that is caught changes nothing', 'try { bad(); } catch { console.log(\'caught\'); }', { status: 0, stdout: 'caught\n', stderr: /^$/ }],
    ['of which many are caught warns of nothing', 'for (let i = 0; i < 20; i++) try { bad(); } catch {}', { status: 0, stdout: '', stderr: /^$/ }],
    ['after another one that was caught is as quiet', 'try { bad(); } catch {} bad();', { status: 1, stdout: '', stderr: /^Validation failed .*\n {2}\[app\] system must be .*\n$/ }],
    ['in an async function is as quiet', '(async () => { await null; bad(); })();', { status: 1, stdout: '', stderr: /^Validation failed .*\n {2}\[app\] system must be .*\n$/ }],
    ['of another kind keeps its stack trace', 'try { bad(); } catch {} null.x;', { status: 1, stdout: '', stderr: /^TypeError: Cannot read .*\n +at .*main\.js:4:/ }],
    ['of another kind keeps its stack trace later', 'try { bad(); } catch {} setImmediate(() => setTimeout(() => null.x));', { status: 1, stdout: '', stderr: /main\.js:4\n[^]*TypeError: Cannot read .*\n +at / }],
    ['that a program listens for is the program\'s', 'process.on(\'uncaughtException\', e => console.log(e.name)); bad();', { status: 0, stdout: 'PlatformError\n', stderr: /^$/ }],
    ['that nobody caught is the last thing that happens', 'setTimeout(() => console.log(\'later\')); bad();', { status: 1, stdout: '', stderr: /^Validation failed/ }],
  ])('%s', (_, line, expected) => {
    const project = projectWith('');
    writeFileSync(join(project, 'main.js'), `${FAILING}${line}`);

    const { status, stdout, stderr } = run(project, ['main.js']);

    expect({ status, stdout }).toEqual({ status: expected.status, stdout: expected.stdout });
    expect(stderr).toMatch(expected.stderr);
  });

  test('is not in the way of many synths in one program', () => {
    const project = projectWith('');
    writeFileSync(join(project, 'main.js'), 'const { PlatformApp } = require(\'pavement\'); for (let i = 0; i < 20; i++) new PlatformApp({ system: `s${i}` }).synth();');

    const { status, stderr } = run(project, ['main.js']);

    expect(status).toBe(0);
    expect(stderr).not.toContain('Warning');
  });
});

describe('the validation plugin in cdk8s.yaml', () => {
  const PLUGIN = 'validations:\n  - { package: ./node_modules/pavement/lib/cli/cdk8s-validation, version: 0.0.0, class: ControlsValidation }\n';
  const plain = (spec: string) => `
    const { ApiObject, App, Chart } = require('cdk8s');
    const app = new App();
    new ApiObject(new Chart(app, 'tools'), 'shell', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'shell' }, ${spec} });
    app.synth();
  `;
  const synth = (program: string, plugin = PLUGIN) => {
    const project = projectWith(program);
    writeFileSync(join(project, 'cdk8s.yaml'), `language: typescript\napp: node main.js\n${plugin}`);
    const outcome = run(project, [...CDK8S, 'synth', '--validation-reports-output-file', 'reports.json']);
    return { ...outcome, reports: existsSync(join(project, 'reports.json')) ? JSON.parse(readFileSync(join(project, 'reports.json'), 'utf8')) as Reports : undefined };
  };

  test('lets pass what PlatformApp writes', () => {
    const { status, reports } = synth(readFileSync(join(QUICK_START, 'main.ts'), 'utf8'));

    expect(status).toBe(0);
    expect(reports!.reports).toMatchObject([{ summary: { status: 'success', metadata: { findings: '0' } }, violations: [] }]);
  }, 60_000);

  test('fails cdk8s synth of a program without the library, with each control, what to do, and which construct it is about', () => {
    const { status, stdout, stderr, reports } = synth(plain('spec: { containers: [{ name: \'shell\', image: \'ubuntu\', securityContext: { privileged: true } }] }'));

    expect({ status, stderr }).toEqual({ status: 2, stderr: 'Validation failed. See above reports for details\n' });
    expect(stdout).toContain('K8S-01 (critical)');
    const [{ summary, violations }] = reports!.reports;
    expect(summary.status).toBe('failure');
    expect(violations.find(({ ruleName }) => ruleName === 'K8S-01 (critical)')).toEqual({
      ruleName: 'K8S-01 (critical)',
      recommendation: 'no container may have securityContext.privileged',
      fix: expect.stringMatching(/This cannot be waived\.$/),
      violatingConstructs: [{
        resourceName: 'shell',
        constructPath: 'tools/shell',
        manifestPath: expect.stringMatching(/tools\.k8s\.yaml$/),
        locations: ['/spec: no container may have securityContext.privileged, got ["shell"]'],
      }],
    });
    expect(violations.find(({ ruleName }) => ruleName === 'K8S-04 (high)')!.fix).toMatch(/exception of at most 90 days with pavement waive\.$/);
  }, 60_000);

  test('says what is wrong with its own settings', () => {
    const { status, stdout, stderr } = synth(plain('spec: {}'), PLUGIN.replace(' }', ', properties: { standards: none.yaml } }'));

    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('none.yaml');
  }, 60_000);
});

interface Reports {
  readonly reports: {
    readonly summary: { readonly status: string };
    readonly violations: { readonly ruleName: string; readonly fix: string }[];
  }[];
}
