import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Repository, emptyFolder } from './repository';
import { withOption } from '../src/cli/set';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test('says what it can do', () => {
  const { code, stdout } = new Repository().cli('--help');

  expect(code).toBe(0);
  expect(stdout).toContain('eject PATH --reason TEXT');
});

test.each<[string, string[], string]>([
  ['a command that there is not', ['chek'], '[golden-path] command must be one of check, eject, set, upgrade, adopt, template, promote, got "chek"'],
  ['an option that there is not', ['check', '--colour'], 'Unknown option \'--colour\''],
  ['a file that is the team\'s', ['eject', 'src/app.ts', '--reason', 'because we can'], '[eject] PATH must be a file that the path manages'],
  ['what projen needs', ['eject', 'package.json', '--reason', 'because we can'], '[eject] PATH must be a file that the path manages'],
  ['no reason', ['eject', 'Dockerfile'], '[eject] --reason must say in at least 10 characters why the team takes the file over, got nothing'],
  ['an environment that there is not', ['promote', 'live', DIGEST], '[promote] ENVIRONMENT must be one of dev, staging, prod, got "live"'],
  ['a tag', ['promote', 'dev', 'v1'], '[promote] DIGEST must be sha256: and 64 hexadecimal digits, got "v1"'],
  ['an option of the project that there is not', ['set', 'colour', 'red'], '[set] OPTION must be one of owner'],
  ['a portal without templates', ['template', 'build', '--portal', 'port'], '[template] --portal must be backstage, got "port"'],
  ['a type without a form', ['template', 'build', '--portal', 'backstage', '--type', 'platform-service-rs'], '[template] --type must be one of platform-service-py, platform-service-ts, got "platform-service-rs"'],
  ['an option that only the form can say', ['template', 'build', '--portal', 'backstage', '--name', 'x'], 'Unknown option \'--name\''],
  ['an option of a template that there is not', ['template', 'build', '--portal', 'backstage', '--tier', 'gold'], '[tier] must be critical, standard or best-effort, got "gold"'],
  ['a folder that has something in it', ['template', 'build', '--portal', 'backstage', '--out', 'src'], '[template] --out must be a folder that is empty or not there, got "src"'],
  ['a repository that is on the path', ['adopt', 'platform-service-ts', '--owner', 'team-payments'], '[adopt] the repository must not be on the path yet'],
])('refuses %s, with 2 and no change', (_, args, message) => {
  const repository = new Repository().synth();
  const before = repository.files();

  const { code, stderr } = repository.cli(...args);

  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  expect(repository.files()).toEqual(before);
});

test('refuses to check a folder that is not on the path', () => {
  expect(new Repository().cli('check')).toMatchObject({ code: 2, stderr: expect.stringContaining('.platform/lock.json') });
});

test('refuses to set an option of a type that this version does not know', () => {
  const repository = new Repository().synth();
  repository.write('.platform/lock.json', repository.read('.platform/lock.json').replace('platform-service-ts', 'platform-service-rs'));
  const before = repository.files();

  expect(repository.cli('set', 'owner', 'team-search')).toEqual({
    code: 2, stdout: '', stderr: expect.stringContaining('[.platform/lock.json] type must be one of platform-service-py, platform-service-ts, platform-library-ts, got "platform-service-rs"'),
  });
  expect(repository.files()).toEqual(before);
});

describe('check', () => {
  test('has nothing to object to in what was just written', () => {
    const repository = new Repository().synth();
    repository.write('catalog-info.yaml', '# of synth\n');

    expect(repository.cli('check')).toMatchObject({ code: 0, stdout: '' });
  });

  test('misses the entry of the catalog until somebody has synthesised', () => {
    expect(new Repository().synth().cli('check')).toMatchObject({ code: 1, stdout: expect.stringMatching(/^\[catalog-info\.yaml\] missing; npx projen synth writes it/) });
  });

  test('names what is changed, missing or undecided, and nothing that the team may change', () => {
    const repository = new Repository().synth();
    repository.write('Dockerfile', 'FROM scratch\n');
    rmSync(join(repository.root, 'ci/plan.sh'));
    repository.write('.editorconfig', '<<<<<<< yours\na\n=======\nb\n>>>>>>> golden path\n');
    repository.write('src/app.ts', 'ours\n');
    repository.write('catalog-info.yaml', '# of synth\n');

    const { code, stdout } = repository.cli('check', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings.map(({ path, kind }: { path: string; kind: string }) => [path, kind]))
      .toEqual([['.editorconfig', 'conflict'], ['Dockerfile', 'changed'], ['ci/plan.sh', 'missing']]);
  });
});

describe('eject', () => {
  test('makes a file the team\'s: it may be changed, and is never written again', () => {
    const repository = new Repository().synth();
    repository.write('catalog-info.yaml', '# of synth\n');
    const before = repository.read('Dockerfile');

    expect(repository.cli('eject', 'Dockerfile', '--reason', 'needs a native library').code).toBe(0);
    expect(() => accessSync(join(repository.root, 'Dockerfile'), constants.W_OK)).not.toThrow();
    expect(repository.read('Dockerfile')).toBe(before.replace(/^# ~~ .*\n/, ''));
    repository.write('Dockerfile', 'FROM scratch\n');
    repository.synth();

    expect(repository.read('Dockerfile')).toBe('FROM scratch\n');
    expect(repository.json('.platform/ejected.json')).toEqual({ Dockerfile: 'needs a native library' });
    expect(repository.json('.platform/lock.json').files.Dockerfile).toBeUndefined();
    expect(repository.cli('check').code).toBe(0);
  });
});

describe('promote', () => {
  test('changes the image of one environment', () => {
    const repository = new Repository().synth();
    const before = repository.json('platform/images.json');

    expect(repository.cli('promote', 'staging', DIGEST).code).toBe(0);
    expect(repository.json('platform/images.json')).toEqual({ ...before, staging: DIGEST });
  });
});

test('an environment that is added later gets an entry, and what others run stays', () => {
  const repository = new Repository().synth();
  repository.cli('promote', 'dev', DIGEST);

  repository.synth({ environments: ['dev', 'staging', 'prod', 'load'] });

  expect(repository.json('platform/images.json')).toMatchObject({ dev: DIGEST, load: expect.stringMatching(/^sha256:e3b0c4/) });
});

describe('set', () => {
  const program = 'import { PlatformServiceTs } from "pavement-golden-path";\nconst project = new PlatformServiceTs({\n  name: "a",\n  owner: "team-payments",\n});\nproject.synth();';

  test('adds an option, and changes one that is there', () => {
    const added = withOption(program, 'database', '\'postgres\'');

    expect(added).toContain('({\n  database: \'postgres\',\n  name: "a",');
    expect(withOption(added, 'database', '\'none\'')).toContain('({\n  database: \'none\',\n  name: "a",');
    expect(withOption(program, 'owner', '\'$&\'')).toContain('  owner: \'$&\',\n');
  });

  test('leaves a program that it does not understand', () => {
    expect(() => withOption('const options = {};\n', 'port', '1')).toThrow('add port: 1 to it');
    expect(() => withOption(program.replace('"team-payments"', '['), 'owner', '\'x\'')).toThrow('must be on one line');
  });
});

test('template build writes a template and what it makes repositories from', () => {
  const repository = new Repository();

  expect(repository.cli('template', 'build', '--portal', 'backstage', '--ci', 'gitlab', '--gitops', 'flux', '--no-docs', '--out', 'it')).toMatchObject({ code: 0, stdout: '' });

  expect(repository.read('it/template.yaml')).toContain('kind: Template\n');
  expect(repository.read('it/skeleton/.projenrc.ts.njk')).toContain('  devDeps: ["pavement-golden-path@0.0.0"],\n  docs: false,\n');
  expect(repository.read('it/skeleton/.projenrc.ts.njk')).toContain('\n  gitops: "flux",\n');
});

describe('adopt', () => {
  function existing(): Repository {
    const repository = new Repository(emptyFolder());
    mkdirSync(join(repository.root, 'src'));
    for (const [path, text] of Object.entries({ 'Dockerfile': 'FROM scratch\n', 'src/app.ts': 'ours\n', '.editorconfig': 'root = false\n', 'package.json': '{"name":"old"}\n', 'catalog-info.yaml': '# theirs\n', 'own.txt': 'own\n' })) {
      writeFileSync(join(repository.root, path), text);
    }
    return repository;
  }
  const ARGS = ['adopt', 'platform-service-ts', '--name', 'old-api', '--owner', 'team-payments', '--ci', 'gitlab', '--port', '9000'];

  test('plans first, and writes nothing', () => {
    const repository = existing();
    const before = repository.files();

    const { code, stdout } = repository.cli(...ARGS);

    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['keeps   Dockerfile', 'keeps   src/app.ts', 'keeps   .editorconfig', 'adds    ci/plan.sh', 'adds    .gitlab-ci.yml']));
    expect(repository.files()).toEqual(before);
  });

  test('adds what is missing and changes nothing that was there, then and at every synth', () => {
    const repository = existing();
    const before = repository.files();

    expect(repository.cli(...ARGS, '--apply').code).toBe(0);
    expect(repository.files()).toMatchObject(before);
    expect(repository.read('.projenrc.ts')).toContain('  ci: [\'gitlab\'],\n  name: \'old-api\',\n  owner: \'team-payments\',\n  port: 9000,\n');
    expect(repository.cli('check').code).toBe(0);

    repository.synth({ name: 'old-api', ci: ['gitlab'], port: 9000 });

    expect(repository.files()).toMatchObject(before);
    expect(existsSync(join(repository.root, 'src/platform/run.ts'))).toBe(true);
    expect(repository.cli('check').code).toBe(0);
  });

  test('says what is wrong with options, and writes nothing', () => {
    const repository = existing();
    const before = repository.files();

    expect(repository.cli(...ARGS, '--tier', 'gold', '--apply')).toMatchObject({ code: 2, stderr: expect.stringContaining('[tier]') });
    expect(repository.files()).toEqual(before);
  });
});

test('creating a service replaces nothing that is there', () => {
  const repository = new Repository();
  writeFileSync(join(repository.root, 'Dockerfile'), 'FROM scratch\n');

  expect(() => repository.synth()).toThrow('[Dockerfile] must not be there yet');
  expect(Object.keys(repository.files())).toEqual(['Dockerfile']);
});
