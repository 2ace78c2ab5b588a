import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachePath, makeOnce } from './cache';
import { freePorts } from './ports';
import { mustSucceed, runAsync } from './run';
import { Server, startServer } from './server';

/** The npm project that pins the packages of a backend without a frontend: catalog and scaffolder. */
const PROJECT = resolve(__dirname, '..', 'backstage');
const START_TIMEOUT_MS = 120_000;

/** The backend's own program. Without the module of the entity model it would ignore templates without a word. */
const MAIN = `
const { createBackend } = require('@backstage/backend-defaults');
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
for (const extension of JSON.parse(process.env.BACKSTAGE_EXTENSIONS ?? '[]')) backend.add(require(extension));
void backend.start();
`;

/** An entity as the catalog answers it, with the relations that it found. */
export interface CatalogEntity {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly annotations: Record<string, string> };
  readonly spec: Record<string, unknown>;
  readonly relations: readonly { readonly type: string; readonly targetRef: string }[];
  readonly status?: { readonly items: readonly unknown[] };
}

/** What a backend starts with. */
export interface BackstageOptions {
  /** Files with entities, absolute. */
  readonly files: readonly string[];
  /** Modules of a test's own that are added to the backend, absolute: such as actions for the scaffolder. */
  readonly extensions?: readonly string[];
  /** Hosts and ports that locations with an address may be read from, such as `127.0.0.1:8099`. */
  readonly hosts?: readonly string[];
  /** Where the raw files of github.com are read from. */
  readonly github?: string;
}

/** A Backstage backend, alone on its port of the loopback address, with its database in memory. */
export class Backstage {
  constructor(public readonly url: string, private readonly server: Server, private readonly log: string) {}

  /** Asks the backend; `path` begins with `/api/`. */
  async ask<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(this.url + path, { ...init, signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    const text = await response.text();
    // some answers have no body
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Everything in the catalog. */
  async entities(): Promise<CatalogEntity[]> {
    const { items } = await this.ask<{ items: CatalogEntity[] }>('/api/catalog/entities/by-query?limit=10000');
    return items;
  }

  /** Waits until the catalog holds so many entities of the given kinds and has found their relations; answers all entities. */
  async ingested(count: number, kinds: readonly string[], timeoutMs = 60_000): Promise<CatalogEntity[]> {
    let found: CatalogEntity[] = [];
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(500)) {
      found = (await this.entities()).filter(({ kind }) => kinds.includes(kind));
      if (found.length >= count && found.every(({ kind, relations }) => kind === 'Group' || relations.length > 0)) return found;
    }
    throw new Error(`Backstage has ${found.length} of ${count} entities; its log:\n${this.server.logTail()}`);
  }

  /** Lines of the log that warn or name an error. */
  complaints(): string[] {
    // eslint-disable-next-line no-control-regex
    return readFileSync(this.log, 'utf8').replace(/\u001b\[[0-9;]*m/g, '').split('\n').filter((line) => / (warn|error) /.test(line));
  }

  /** Ends the backend; everything it held is gone. */
  async stop(): Promise<void> {
    await this.server.stop();
  }
}

/** Starts a backend, installed the first time (minutes); returns when it answers. */
export async function startBackstage({ files, extensions = [], hosts = [], github }: BackstageOptions): Promise<Backstage> {
  const installed = await install();
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'pavement-backstage-'));
  const config = {
    app: { baseUrl: url, title: 'Test' },
    organization: { name: 'Test' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      // nobody but the test can reach it
      auth: { dangerouslyDisableDefaultAuthPolicy: true },
      reading: { allow: hosts.map((host) => ({ host })) },
      workingDirectory: folder,
    },
    ...github !== undefined && { integrations: { github: [{ host: 'github.com', rawBaseUrl: github }] } },
    catalog: {
      rules: [{ allow: ['Component', 'System', 'API', 'Resource', 'Location', 'Group', 'User', 'Domain', 'Template'] }],
      locations: files.map((target) => ({ type: 'file', target })),
    },
  };
  // the backend looks for the root of its repository and does not start without one
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'backstage-test', version: '0.0.0', private: true }));
  // JSON is YAML
  writeFileSync(join(folder, 'app-config.yaml'), JSON.stringify(config));
  const environment = ['NODE_ENV=test', `BACKSTAGE_EXTENSIONS=${JSON.stringify(extensions)}`];
  const args = [...environment, process.execPath, join(installed, 'index.js'), '--config', join(folder, 'app-config.yaml')];
  const server = startServer('backstage', '/usr/bin/env', args, folder);
  const backstage = new Backstage(url, server, join(folder, 'backstage.log'));
  for (const deadline = Date.now() + START_TIMEOUT_MS; server.isRunning() && Date.now() < deadline; await sleep(250)) {
    if (await backstage.entities().then(() => true, () => false)) return backstage;
  }
  const log = server.logTail();
  await server.stop();
  throw new Error(`Backstage did not answer; its log:\n${log}`);
}

/** Does something with a backend that nobody else has, and stops it. */
export async function onBackstage(options: BackstageOptions, work: (backstage: Backstage) => Promise<void>): Promise<void> {
  const backstage = await startBackstage(options);
  try {
    await work(backstage);
  } finally {
    await backstage.stop();
  }
}

/** The folder of the installed packages. The first time they come from the registry, and the one native module is compiled. */
async function install(): Promise<string> {
  const pins = createHash('sha256').update(readFileSync(join(PROJECT, 'package-lock.json'))).digest('hex').slice(0, 8);
  const platform = [process.platform, process.arch, `node-${process.versions.modules}`].join('-');
  return makeOnce(cachePath('backstage', `${platform}-${pins}`), async (temporary) => {
    mkdirSync(dirname(temporary), { recursive: true });
    cpSync(PROJECT, temporary, { recursive: true });
    mustSucceed('npm ci', await runAsync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: temporary, env: process.env }));
    writeFileSync(join(temporary, 'index.js'), MAIN);
  });
}
