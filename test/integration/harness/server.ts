import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';

/** A server that a test started. */
export interface Server {
  readonly name: string;
  /** False once it ended, by itself or through `stop`. */
  isRunning(): boolean;
  /** The last lines of its log. */
  logTail(): string;
  /** Ends the server and deletes its folder. */
  stop(): Promise<void>;
}

/**
 * Runs in a process of its own, between the test and the server, as the server's parent.
 * Its standard input ends with the test, however that ends: then it kills the server and deletes the folder.
 */
const GUARD = `
const { spawn } = require('node:child_process');
const { openSync, rmSync, writeSync } = require('node:fs');
const [folder, log, file, ...args] = process.argv.slice(1);
const out = openSync(log, 'a');
const server = spawn(file, args, { cwd: folder, stdio: ['ignore', out, out] });
let stopping = false;
server.on('error', (error) => { writeSync(out, String(error)); process.exit(1); });
server.on('exit', () => {
  if (stopping) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});
process.stdin.resume().on('close', () => { stopping = true; server.kill('SIGKILL'); });
`;

/** Starts a server that cannot outlive the test: when the test process ends, even by a kill, so does the server, and `folder` is deleted. */
export function startServer(name: string, file: string, args: string[], folder: string): Server {
  const log = join(folder, `${name}.log`);
  const guard = spawn(process.execPath, ['-e', GUARD, '--', folder, log, file, ...args], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()).once('error', () => resolve()));
  let running = true;
  void ended.then(() => { running = false; });
  // the server alone does not keep the test process from ending
  guard.unref();
  (guard.stdin as Socket).unref();
  return {
    name,
    isRunning: () => running,
    logTail: () => tail(log),
    stop: async () => {
      guard.ref();
      guard.stdin.end();
      await ended;
    },
  };
}

function tail(log: string): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
  } catch {
    return '(no log)';
  }
}
