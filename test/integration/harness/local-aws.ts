import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from './ports';
import { pythonProgram } from './python';
import { mustSucceed, runAsync } from './run';
import { Server, startServer } from './server';

const SCRIPTS = resolve(__dirname, '..', 'local-aws');
const START_TIMEOUT_MS = 60_000;

/** A program that answers as AWS does, in memory. */
export type Cloud = 'moto_server' | 'ministack';

/** A local AWS, alone on its port of the loopback address. */
export class LocalAws {
  constructor(public readonly cloud: Cloud, public readonly endpoint: string, private readonly python: string, private readonly server: Server) {}

  /** Runs a script of test/integration/local-aws against this cloud and returns the JSON it prints. */
  async script<T>(name: string, region: string, input: unknown = {}): Promise<T> {
    const outcome = await runAsync(this.python, [join(SCRIPTS, name), this.endpoint, region], { stdin: JSON.stringify(input) });
    return JSON.parse(mustSucceed(`${name} on ${this.cloud}`, outcome).stdout);
  }

  /** Ends the server; everything it held is gone. */
  async stop(): Promise<void> {
    await this.server.stop();
  }
}

/** Starts a local cloud, installed the first time; returns when it answers. */
export async function startLocalAws(cloud: Cloud): Promise<LocalAws> {
  const { python, start } = await pythonProgram(cloud);
  const [port] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), `pavement-${cloud}-`));
  const command = cloud === 'moto_server'
    ? [python, ...start, '-H', '127.0.0.1', '-p', String(port)]
    // its settings are variables of the environment; its home keeps what it would write to the user's
    : ['/usr/bin/env', `HOME=${folder}`, 'BIND_HOST=127.0.0.1', `GATEWAY_PORT=${port}`, python, ...start];
  const server = startServer(cloud, command[0], command.slice(1), folder);
  for (const deadline = Date.now() + START_TIMEOUT_MS; server.isRunning() && Date.now() < deadline; await sleep(200)) {
    if (await answers(endpoint)) return new LocalAws(cloud, endpoint, python, server);
  }
  const log = server.logTail();
  await server.stop();
  throw new Error(`${cloud} did not answer; its log:\n${log}`);
}

/** Does something with a local cloud that nobody else has, and stops it. */
export async function onCloud(cloud: Cloud, work: (aws: LocalAws) => Promise<void>): Promise<void> {
  const aws = await startLocalAws(cloud);
  try {
    await work(aws);
  } finally {
    await aws.stop();
  }
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    // the health page of one, the home page of the other: any answer will do
    await fetch(`${endpoint}/`, { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}
