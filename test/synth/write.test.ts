import fs from 'fs';
import { chdir, cwd } from 'process';
import { ApiObject, Chart } from 'cdk8s';
import { contents, fill, messageOf, scratch } from './scratch';
import { RenderedFile } from '../../src/core/rendered';
import { ATTESTATION, attestation } from '../../src/synth/attestation';
import { OutputFolders, clashes, write } from '../../src/synth/write';
import { GOVERNANCE_WITHOUT_CATALOG } from '../synthesised';
import { Image, PlatformApp, PlatformService } from 'pavement';

const FOLDERS: OutputFolders = { manifests: 'dist', terraform: 'cdktf.out', governance: 'governance', root: '.' };

const before = cwd();

beforeEach(() => chdir(scratch()));

afterEach(() => chdir(before));

function manifest(path: string, content: string): RenderedFile {
  return { folder: 'manifests', path, content };
}

/** Writes files as a synth does. */
function written(...files: RenderedFile[]) {
  return write([...files, attestation(files, { libraryVersion: '1', standardsDigest: 'd', controlsDigest: 'c' })], FOLDERS, '.pavement');
}

function synthesise(...services: string[]): PlatformApp {
  const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
  for (const service of services) {
    new PlatformService(app.environment('dev'), service, { image: Image.tag('registry.example.com/shop/api', '1.0.0') });
  }
  app.synth();
  return app;
}

function stderr(): string {
  return jest.mocked(process.stderr.write).mock.calls.map(([text]) => text).join('');
}

describe('a synth that fails', () => {
  test('leaves the previous output byte for byte', () => {
    synthesise('api');
    const previous = contents('.');

    const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
    new PlatformService(app.environment('dev'), 'other', { image: Image.tag('registry.example.com/shop/api', '1.0.0'), port: 80 });

    expect(() => app.synth()).toThrow('[dev/other] port must be');
    expect(contents('.')).toEqual(previous);
    expect(Object.keys(previous)).toContain('dist/dev/api.k8s.yaml');
  });

  test('writes nothing when there was no output', () => {
    const app = new PlatformApp({ system: 'UPPER' });

    expect(() => app.synth()).toThrow('system must be');
    expect(contents('.')).toEqual({});
  });

  test('leaves the previous output when an object cannot be rendered', () => {
    synthesise('api');
    const previous = contents('.');

    const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
    new ApiObject(new Chart(app, 'chart'), 'object', { apiVersion: 'v1', kind: 'ConfigMap', data: new Map() });

    expect(() => app.synth()).toThrow('chart/object');
    expect(contents('.')).toEqual(previous);
  });
});

describe('what a program no longer declares', () => {
  test('loses its files, and the folder of an environment that is left empty', () => {
    synthesise('api', 'worker');

    const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
    new PlatformService(app.environment('staging'), 'api', { image: Image.tag('registry.example.com/shop/api', '1.0.0') });
    app.synth();

    expect(Object.keys(contents('dist'))).toEqual(['staging/api.k8s.yaml']);
    expect(stderr()).toContain('2 removed');
  });

  test('loses its Terraform', () => {
    const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });
    new PlatformService(app.environment('dev'), 'api', {
      image: Image.tag('registry.example.com/shop/api', '1.0.0'), permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-reports/*'] }],
    });
    app.synth();
    const previous = Object.keys(contents('.'));

    synthesise();

    expect(previous).toContain('cdktf.out/stacks/dev/cdk.tf.json');
    expect(Object.keys(contents('.'))).toEqual(['cdktf.out/', 'dist/', ...GOVERNANCE_WITHOUT_CATALOG]);
  });

  test('loses nested folders, but never an output folder itself', () => {
    written(manifest('a/b/one.yaml', '1'), manifest('a/b/two.yaml', '2'));

    const { removed } = written();

    expect(removed).toEqual(['dist/a/b/one.yaml', 'dist/a/b/two.yaml']);
    expect(contents('dist')).toEqual({});
  });

  test('keeps a folder that holds something of somebody else', () => {
    written(manifest('dev/one.yaml', '1'));
    fill('dist', { 'dev/mine.yaml': 'mine' });

    written();

    expect(contents('dist')).toEqual({ 'dev/mine.yaml': 'mine' });
  });

  test('keeps a file that was edited by hand, and names it', () => {
    synthesise('api', 'worker');
    fs.appendFileSync('dist/dev/worker.k8s.yaml', '# mine\n');
    jest.mocked(process.stderr.write).mockClear();

    synthesise('api');

    expect(contents('dist')['dev/worker.k8s.yaml']).toContain('# mine');
    expect(stderr()).toContain('left alone, because no synth wrote it as it is now: dist/dev/worker.k8s.yaml\n');
    expect(stderr()).toContain('0 removed');
  });
});

describe('files of somebody else', () => {
  test('survive and are named', () => {
    fill('dist', { 'README.md': 'read me', 'dev/notes.yaml': 'note' });
    fill('cdktf.out', { '.terraform/lock': 'lock' });

    synthesise('api');

    expect(contents('.')).toMatchObject({ 'dist/README.md': 'read me', 'dist/dev/notes.yaml': 'note', 'cdktf.out/.terraform/lock': 'lock' });
    expect(stderr()).toContain('left alone, because no synth wrote it as it is now: dist/README.md, dist/dev/notes.yaml\n');
  });

  test('are named up to ten, and counted beyond', () => {
    fill('dist', Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`file-${String(i).padStart(2, '0')}`, ''])));

    synthesise();

    expect(stderr()).toContain('dist/file-09 and 2 more\n');
    expect(stderr()).not.toContain('dist/file-10');
  });
});

describe('a file that stays the same', () => {
  test('is not written again', () => {
    synthesise('api');
    const long = new Date('2001-01-01');
    const paths = Object.keys(contents('.'));
    paths.forEach(path => fs.utimesSync(path, long, long));

    synthesise('api');

    expect(paths.map(path => fs.statSync(path).mtime)).toEqual(paths.map(() => long));
    expect(stderr()).toContain(`0 files written, ${paths.length} unchanged, 0 removed`);
  });

  test('is told from one that changed', () => {
    written(manifest('same.yaml', 'same'), manifest('other.yaml', 'old'));

    const { written: changed, unchanged } = written(manifest('same.yaml', 'same'), manifest('other.yaml', 'new'));

    expect(unchanged).toEqual(['dist/same.yaml']);
    expect(changed).toEqual(['dist/other.yaml', 'governance/attestation.json']);
    expect(contents('dist')).toEqual({ 'same.yaml': 'same', 'other.yaml': 'new' });
  });
});

describe('the summary', () => {
  test('goes to standard error and leaves standard output to others', () => {
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);

    synthesise('api');

    expect(stdout).not.toHaveBeenCalled();
    expect(stderr()).toMatch(/^ {2}\.\/ {2}1 file\n {2}dist\/dev\/ {2}1 file\n/);
    expect(stderr()).toMatch(/\d+ Kubernetes objects, \d+ Terraform resources: \d files written, 0 unchanged, 0 removed\n$/);
  });
});

describe('a place that cannot be written to', () => {
  const PROGRAM = [manifest('dev/new.yaml', 'new'), manifest('prod/one.yaml', 'changed')];

  test.each([
    ['an output folder is a file', 'dist', { dist: 'a file' }],
    ['the folder of an environment is a file', 'dist/dev', { 'dist/dev': 'a file', 'dist/prod/one.yaml': 'old' }],
    ['a file is a folder', 'dist/dev/new.yaml', { 'dist/dev/new.yaml/inside': 'a file', 'dist/prod/one.yaml': 'old' }],
    ['the governance folder is a file', 'governance', { 'governance': 'a file', 'dist/prod/one.yaml': 'old' }],
    ['the folder of the journal is a file', '.pavement', { '.pavement': 'a file', 'dist/prod/one.yaml': 'old' }],
  ])('is named and nothing changes: %s', (_, place, present) => {
    fill('.', present);

    const message = messageOf(() => written(...PROGRAM));

    expect(message).toMatch(/^Validation failed with the following errors:\n {2}\[.*\] the (output|place of an output file) must be .*, got ".*"; free the place/);
    expect(message).toContain(place);
    expect(contents('.')).toEqual(present);
  });

  test('is named with what the file system says: no permission', () => {
    written(manifest('prod/one.yaml', 'old'));
    const previous = contents('.');
    const refused = Object.assign(new Error('EACCES: permission denied, open \'x\''), { code: 'EACCES', syscall: 'open', path: 'dist/dev/x' });
    const writeFile = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((path, ...rest) => {
      if (String(path).includes('dev')) {
        throw refused;
      }
      writeFile(path, ...rest);
    });

    const message = messageOf(() => written(...PROGRAM));

    expect(message).toContain('[dist/dev/x] the output must be writable, got "EACCES: permission denied"; free the place');
    expect(contents('.')).toEqual(previous);
  });
});

describe('the attestation of an earlier synth', () => {
  const SHA256_OF_X = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';

  test.each([
    'manifests/../outside.txt', 'manifests/dev/../../outside.txt', 'manifests//../outside.txt', 'terraform/../outside.txt',
    'manifests/link/outside.txt', 'outside.txt', '../outside.txt', 'other/outside.txt', 'constructor/outside.txt', '__proto__/outside.txt',
  ])('cannot make a synth delete what is not in its output folders: %s', name => {
    fill('.', { 'outside.txt': 'x', 'dist/mine.txt': 'x', 'elsewhere/outside.txt': 'x', 'other/outside.txt': 'x' });
    fs.symlinkSync('../elsewhere', 'dist/link');
    fill('governance', { [ATTESTATION]: JSON.stringify({ subject: [{ name, digest: { sha256: SHA256_OF_X } }] }) });

    const { removed } = written();

    expect(removed).toEqual([]);
    expect(contents('.')).toMatchObject({ 'outside.txt': 'x', 'dist/mine.txt': 'x', 'elsewhere/outside.txt': 'x', 'other/outside.txt': 'x' });
  });

  test('removes what it names with the same bytes', () => {
    fill('.', { 'dist/dev/old.txt': 'x', 'dist/dev/edited.txt': 'y' });
    const subject = ['manifests/dev/old.txt', 'manifests/dev/edited.txt', 'manifests/dev'].map(name => ({ name, digest: { sha256: SHA256_OF_X } }));
    fill('governance', { [ATTESTATION]: JSON.stringify({ subject }) });

    const { removed, foreign } = written();

    expect(removed).toEqual(['dist/dev/old.txt']);
    expect(foreign).toEqual(['dist/dev/edited.txt']);
  });

  test.each(['', 'no json', '[]', 'null', '{"subject": 1}', '{"subject": [null]}', '{"subject": [{"name": 1}]}', '{"subject": [{"name": 1, "digest": {}}]}'])(
    'that cannot be read makes nothing stale: %s', content => {
      fill('.', { 'dist/one.yaml': 'x', 'governance/attestation.json': content });

      const { removed, foreign } = written();

      expect(removed).toEqual([]);
      expect(foreign).toEqual(['dist/one.yaml']);
    });

  test('names and hashes every other file, wherever the folders are', () => {
    const files = [manifest('dev/one.yaml', 'x'), { folder: 'terraform' as const, path: 'stacks/dev/cdk.tf.json', content: 'x' }];

    written(...files);

    const { subject } = JSON.parse(contents('.')['governance/attestation.json']) as { subject: unknown };
    expect(subject).toEqual(['manifests/dev/one.yaml', 'terraform/stacks/dev/cdk.tf.json'].map(name => ({ name, digest: { sha256: SHA256_OF_X } })));
  });
});

test('two files of the same name are an error', () => {
  const twice = [manifest('a.yaml', '1'), manifest('b.yaml', '2'), manifest('a.yaml', '3'), { ...manifest('b.yaml', '4'), folder: 'terraform' as const }];

  expect(clashes(twice)).toEqual(['[a.yaml] a file must be written by one chart only, got two; give the charts or their objects different names']);
});
