import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { runCli } from './run-cli';
import { ExitCode } from '../../src/cli/exit-code';
import { ARTICLE } from '../intents/article';
import { contents } from '../synthesised';

const EXAMPLE = join(__dirname, '../../examples/intents');

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pavement-test-'));
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(cwd, { recursive: true });
});

const file = (name: string, content: string) => writeFileSync(join(cwd, name), content);

test('writes what the program of the example writes, and nothing to standard output', async () => {
  const { code, stdout } = await runCli(cwd, 'synth', '-f', join(EXAMPLE, 'platform.yaml'));

  expect({ code, stdout }).toEqual({ code: ExitCode.OK, stdout: '' });
  const { '.pavement': _, ...files } = contents(cwd);
  expect(files).toEqual(contents(join(EXAMPLE, 'expected')));
});

test('writes the manifests where -o says', async () => {
  await runCli(cwd, 'synth', '-f', join(EXAMPLE, 'platform.yaml'), '-o', 'out');

  expect(readdirSync(cwd).sort()).toEqual(['catalog-info.yaml', 'cdktf.out', 'governance', 'out', 'pavement.ledger.json']);
});

test('writes the manifests to standard output, and nothing to the disk', async () => {
  const { code, stdout } = await runCli(cwd, 'synth', '-f', join(EXAMPLE, 'platform.yaml'), '--stdout');

  expect(code).toBe(ExitCode.OK);
  expect(parseAllDocuments(stdout).some(document => document.get('kind') === 'Deployment')).toBe(true);
  expect(readdirSync(cwd)).toEqual([]);
});

test('takes the system of a lone document from the command line', async () => {
  file('orders-db.yaml', ARTICLE);

  const { code } = await runCli(cwd, 'synth', '-f', 'orders-db.yaml', '--system', 'shop');

  expect(code).toBe(ExitCode.OK);
  expect(contents(cwd)['cdktf.out/stacks/prod/cdk.tf.json']).toContain('orders-db');
});

test('asks for the system where nothing names it', async () => {
  file('orders-db.yaml', ARTICLE);

  const { code, stderr } = await runCli(cwd, 'synth', '-f', 'orders-db.yaml');

  expect(code).toBe(ExitCode.USAGE);
  expect(stderr).toContain('the system must be named, got nothing; add a document of kind PlatformApp with its name, or say --system NAME');
});

test('follows the standards of the organisation, and asks for their API group', async () => {
  const standards = join(__dirname, '../../examples/organisation/acme-platform/standards.yaml');
  file('tracking-db.yaml', ARTICLE.replace('environment: prod', 'environment: live').replace('team-payments', 'team-search'));

  const { code, stderr } = await runCli(cwd, 'synth', '-f', 'tracking-db.yaml', '--system', 'shipping', '--standards', standards);

  expect({ code, stderr }).toEqual({ code: ExitCode.OK, stderr: '' });
  expect(contents(cwd)['cdktf.out/stacks/live/cdk.tf.json']).toContain('ca-central-1');
});

test('names in one file what is in another', async () => {
  file('api.yaml', `apiVersion: platform.iqs.io/v1alpha1
kind: PlatformService
metadata: { name: api }
spec: { environment: prod, team: team-payments, bind: [orders-db], image: 'registry.example.com/shop/api@sha256:${'ab'.repeat(32)}' }
`);
  file('orders-db.yaml', ARTICLE);

  const { code, stderr } = await runCli(cwd, 'synth', '-f', 'api.yaml', 'orders-db.yaml', '--system', 'shop');

  expect({ code, stderr }).toEqual({ code: ExitCode.OK, stderr: '' });
});

test('says every problem with its line, ends with 2 and leaves the previous output as it was', async () => {
  file('orders-db.yaml', ARTICLE);
  await runCli(cwd, 'synth', '-f', 'orders-db.yaml', '--system', 'shop');
  const before = contents(cwd);
  file('orders-db.yaml', ARTICLE.replace('size: small ', 'size: tiny ').replace('environment: prod', 'environment: production'));

  const { code, stdout, stderr } = await runCli(cwd, 'synth', '-f', 'orders-db.yaml', '--system', 'shop');

  expect({ code, stdout }).toEqual({ code: ExitCode.USAGE, stdout: '' });
  expect(stderr).toMatch(/orders-db\.yaml:6:3] size must be one of small, medium, large, got "tiny"/);
  expect(stderr).toMatch(/orders-db\.yaml:7:3] environment must be one of dev, staging, prod, got "production"/);
  expect({ ...contents(cwd), 'orders-db.yaml': before['orders-db.yaml'] }).toEqual(before);
});

test.each([
  ['a file that is not there', 'nothing.yaml', 'the intents file must exist, got no file'],
  ['a folder', '.', 'the intents file must be a file, got a folder'],
  ['a file that is no YAML', 'broken.yaml', 'a bracket must be closed'],
  ['an alias of nothing', 'alias.yaml', 'an alias must have its anchor above it'],
])('refuses %s in words', async (_, name, message) => {
  file('broken.yaml', 'kind: [\n');
  file('alias.yaml', 'kind: *nothing\n');

  const { code, stderr } = await runCli(cwd, 'synth', '-f', name, '--system', 'shop');

  expect(code).toBe(ExitCode.USAGE);
  expect(stderr).toContain(message);
});
