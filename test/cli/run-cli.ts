import { ExitCode } from '../../src/cli/exit-code';
import { run } from '../../src/cli/program';

/** What a command wrote and how it ended. */
export interface CliResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `pavement` in this process, in a folder, with no terminal. */
export async function runCli(cwd: string, ...args: string[]): Promise<CliResult> {
  let [stdout, stderr] = ['', ''];
  const code = await run(args, {
    cwd,
    env: {},
    stdout: { write: (text) => { stdout += text; } },
    stderr: { write: (text) => { stderr += text; } },
  });
  return { code, stdout, stderr };
}
