import { spawn, spawnSync } from 'node:child_process';

/** How a program ended and what it wrote. A program ended by a signal has the status -1. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a program runs. */
export interface RunOptions {
  /** The working directory. */
  readonly cwd?: string;
  /** The whole environment; the test's own without it. */
  readonly env?: NodeJS.ProcessEnv;
  /** Text for its standard input; none without it. */
  readonly stdin?: string;
}

/** Runs a program to its end. Throws only when it cannot be started: a failing program is an outcome to look at. */
export function run(file: string, args: string[], options: RunOptions = {}): Outcome {
  const { cwd, env, stdin = '' } = options;
  const done = spawnSync(file, args, { cwd, env, input: stdin, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (done.error) throw done.error;
  return { status: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
}

/** Like `run`, for what takes long: the test goes on meanwhile, so its timeouts hold and several can run side by side. */
export async function runAsync(file: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd, env, stdin = '' } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? -1, stdout, stderr }));
    child.stdin.on('error', () => undefined); // a program may end without reading its input
    child.stdin.end(stdin);
  });
}

/** Throws what a program wrote unless it succeeded; hands the outcome on. */
export function mustSucceed(what: string, outcome: Outcome): Outcome {
  if (outcome.status !== 0) throw new Error(`${what} failed (status ${outcome.status})\n${outcome.stderr.trim() || outcome.stdout.trim()}`);
  return outcome;
}

/** What a scanner wrote as JSON. It ends with a status of its own when it found something; what it wrote says more. */
export function scannerAnswer<T>({ status, stdout, stderr }: Outcome): T {
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`the scanner gave no answer (status ${status})\n${stderr || stdout}`);
  }
}
