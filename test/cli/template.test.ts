import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { runCli } from './run-cli';
import { ExitCode } from '../../src/cli/exit-code';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'pavement-test-')));
});

afterEach(() => rmSync(cwd, { recursive: true }));

/** An installed golden path of which the program does something. */
function install(program: string): void {
  const folder = join(cwd, 'node_modules/pavement-golden-path');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'pavement-golden-path', version: '1.2.3', bin: { 'golden-path': 'main.js' } }));
  writeFileSync(join(folder, 'main.js'), program);
}

test('says how a template is built where the golden path is not installed', async () => {
  expect(await runCli(cwd, 'template', 'build', '--portal', 'backstage', '--ci', 'gitlab')).toEqual({
    code: ExitCode.USAGE,
    stdout: '',
    stderr: '[template] pavement-golden-path must be installed where the command runs, got nothing; '
      + 'run npx --package pavement-golden-path golden-path template build --portal backstage --ci gitlab\n',
  });
});

test('asks the golden path that is installed, in the folder where the command runs, and ends as it ends', async () => {
  install('console.log(JSON.stringify([process.cwd(), ...process.argv.slice(2)])); console.error("a note"); process.exitCode = 1;');

  const { code, stdout, stderr } = await runCli(cwd, 'template', 'build', '--portal', 'backstage', '--no-docs', '--out', 'form');

  expect(JSON.parse(stdout)).toEqual([cwd, 'template', 'build', '--portal', 'backstage', '--no-docs', '--out', 'form']);
  expect({ code, stderr }).toEqual({ code: ExitCode.FINDINGS, stderr: 'a note\n' });
});

test('a program that was stopped has not built a template', async () => {
  install('process.kill(process.pid, "SIGKILL");');

  expect((await runCli(cwd, 'template', 'build', '--portal', 'backstage')).code).toBe(ExitCode.USAGE);
});
