import { runCli } from './run-cli';
import { ExitCode } from '../../src/cli/exit-code';

test('says what it can do, on standard output', async () => {
  const { code, stdout, stderr } = await runCli('.', '--help');

  expect({ code, stderr }).toEqual({ code: ExitCode.OK, stderr: '' });
  expect(stdout).toContain('Usage: pavement');
});

test('says its version', async () => {
  expect((await runCli('.', '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('ends with 2 and a message for an option that it does not know', async () => {
  const { code, stdout, stderr } = await runCli('.', '--colour');

  expect({ code, stdout }).toEqual({ code: ExitCode.USAGE, stdout: '' });
  expect(stderr).toContain("unknown option '--colour'");
});
