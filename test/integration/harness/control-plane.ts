import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Answer, ApiClient } from './api-client';
import { ApplyOptions, applyStrictly } from './apply';
import { crdFiles, CustomKind } from './crds';
import { part } from './parts';
import { freePorts } from './ports';
import { program } from './programs';
import { mustSucceed, Outcome, run, runAsync } from './run';
import { Server, startServer } from './server';
import { Watch, watchLines } from './watch';
import { createNodes, startWorkloadServers, WorkloadPrograms, workloadPrograms } from './workloads';

const START_TIMEOUT_MS = 90_000;
const PORT_TAKEN = /address already in use/;
/** What kubectl fails with at a definition that the server has not said anything of yet, in place of waiting for it. */
const WITHOUT_CONDITIONS = /\.status\.conditions accessor error: <nil>/;

/** The running programs, in the order they were started, and the folder of everything they own. */
interface Parts {
  readonly folder: string;
  readonly servers: Server[];
}

/** How a control plane is started. */
export interface ControlPlaneOptions {
  /**
   * Whether objects come to life: controllers, a scheduler, and six fake nodes in three zones on which Pods are said to run.
   * Without them no Pod ever runs, and the start is quicker.
   */
  readonly workloads?: boolean;
}

/** A Kubernetes API server with its own storage. It holds objects and judges them; nothing acts on them unless workloads were asked for. */
export class ControlPlane {
  private readonly api: ApiClient;

  constructor(private readonly parts: Parts) {
    this.api = new ApiClient(kubeconfigIn(parts.folder));
  }

  /** Runs kubectl as an administrator of this control plane; the user's own configuration is neither read nor written. */
  kubectl(args: string[], stdin?: string): Outcome {
    return run(part('kubectl'), this.withCache(args), { env: this.env(), stdin });
  }

  /** Like `kubectl`, for what takes long: the test goes on meanwhile. */
  async kubectlAsync(args: string[], stdin?: string): Promise<Outcome> {
    return runAsync(part('kubectl'), this.withCache(args), { env: this.env(), stdin });
  }

  /** Watches the objects under a path of the API, such as `/api/v1/namespaces/shop/pods`. */
  watch<T>(path: string): Watch<T> {
    return watchLines(part('kubectl'), this.withCache(['get', '--raw', `${path}?watch=1`]), this.env());
  }

  /** Installs the definitions of custom kinds (all that the harness knows, without names) and waits until they are served. */
  async applyCrds(...kinds: CustomKind[]): Promise<void> {
    const files = (await crdFiles(...kinds)).flatMap((file) => ['-f', file]);
    mustSucceed('installing custom kinds', this.kubectl(['apply', '--server-side', ...files]));
    let waited = this.waitForCrds(files);
    for (let asked = 1; asked < 50 && WITHOUT_CONDITIONS.test(waited.stderr); asked++) {
      await sleep(100);
      waited = this.waitForCrds(files);
    }
    mustSucceed('waiting for custom kinds', waited);
  }

  /**
   * Creates namespaces with the restricted Pod Security level: Pods that break it are refused.
   * The pods in a Deployment, CronJob and the like are warned about when that is applied, before a controller makes them.
   */
  createRestrictedNamespaces(...names: string[]): void {
    const labels = Object.fromEntries(['enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']));
    const items = names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    mustSucceed(`creating the namespaces ${names.join(', ')}`, this.kubectl(['apply', '--server-side', '-f', '-'], list));
  }

  /**
   * Applies manifests as a strict server sees them: a file, a folder of files, or the text of one or many YAML documents.
   * Returns the errors and warnings; a refused document does not keep the others from being judged. Many documents in one call are fast.
   */
  serverSideApply(manifests: string, options: ApplyOptions = {}): string[] {
    return applyStrictly((args, stdin) => this.kubectl(args, stdin), manifests, options);
  }

  /** Asks the API as an administrator, over one connection: for what is asked hundreds of times. */
  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.api.request(method, path, body, headers);
  }

  /** Ends the servers and deletes everything they wrote. The same happens by itself when the test process ends first. */
  async stop(): Promise<void> {
    this.api.close();
    await stopAll(this.parts);
  }

  private waitForCrds(files: string[]): Outcome {
    return this.kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...files]);
  }

  private env(): NodeJS.ProcessEnv {
    return { ...process.env, KUBECONFIG: kubeconfigIn(this.parts.folder), KUBERC: 'off' };
  }

  private withCache(args: string[]): string[] {
    return ['--cache-dir', join(this.parts.folder, 'kubectl-cache'), ...args];
  }
}

/** Starts etcd and kube-apiserver, built from source the first time, on free ports of the loopback address; returns when the API answers. */
export async function startControlPlane({ workloads = false }: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const files: Files = {
    etcd: await program('etcd'),
    apiserver: await program('kube-apiserver'),
    workloads: workloads ? await workloadPrograms() : undefined,
  };
  for (let attempt = 1; ; attempt++) {
    const parts: Parts = { folder: mkdtempSync(join(tmpdir(), 'pavement-control-plane-')), servers: [] };
    try {
      return await startIn(parts, files);
    } catch (error) {
      await stopAll(parts);
      // between finding a port and using it, another process can take it
      if (attempt === 3 || !PORT_TAKEN.test(String(error))) throw error;
    }
  }
}

interface Files {
  readonly etcd: string;
  readonly apiserver: string;
  readonly workloads?: WorkloadPrograms;
}

async function startIn(parts: Parts, files: Files): Promise<ControlPlane> {
  const { folder, servers } = parts;
  const [clientPort, peerPort, apiPort] = await freePorts(3);
  const storage = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  writeCredentials(folder, apiPort);
  servers.push(startServer('etcd', files.etcd, [
    '--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'warn',
    '--listen-client-urls', storage, '--advertise-client-urls', storage,
    '--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`,
  ], folder));
  servers.push(startServer('kube-apiserver', files.apiserver, [
    '--etcd-servers', storage, '--bind-address', '127.0.0.1', '--secure-port', String(apiPort), '--cert-dir', certificatesIn(folder),
    '--advertise-address', '127.0.0.1', '--endpoint-reconciler-type', 'none', '--service-cluster-ip-range', '10.0.0.0/24',
    '--authorization-mode', 'RBAC', '--token-auth-file', join(folder, 'tokens.csv'),
    '--service-account-issuer', 'https://kubernetes.default.svc',
    '--service-account-key-file', join(folder, 'service-account.pem'), '--service-account-signing-key-file', join(folder, 'service-account.pem'),
    // as managed clusters do: whether a Pod may be privileged is for policies to say
    '--allow-privileged=true',
    // without controllers nobody makes the service accounts that this plugin would ask for
    ...(files.workloads ? [] : ['--disable-admission-plugins', 'ServiceAccount']),
  ], folder));
  const controlPlane = new ControlPlane(parts);
  await waitUntilReady(controlPlane, servers);
  if (files.workloads) {
    servers.push(...startWorkloadServers(files.workloads, { folder, kubeconfig: kubeconfigIn(folder), certificate: certificateIn(folder) }));
    await createNodes((args, stdin) => controlPlane.kubectl(args, stdin)).catch((error) => { throw new Error(`${error}\n\n${logsOf(servers)}`); });
  }
  return controlPlane;
}

async function waitUntilReady(controlPlane: ControlPlane, servers: Server[]): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let answer = 'no answer yet';
  while (servers.every((server) => server.isRunning()) && Date.now() < deadline) {
    await sleep(200);
    const ready = controlPlane.kubectl(['get', '--raw', '/readyz']);
    if (ready.status === 0 && controlPlane.kubectl(['get', 'namespace', 'default']).status === 0) return;
    answer = (ready.stderr || ready.stdout).trim();
  }
  throw new Error(['the control plane did not become ready', answer, logsOf(servers)].join('\n\n'));
}

function logsOf(servers: Server[]): string {
  return servers.map((server) => `${server.name} ${server.isRunning() ? 'is running' : 'ended'}; its log:\n${server.logTail()}`).join('\n\n');
}

function writeCredentials(folder: string, port: number): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = randomBytes(32).toString('hex');
  // kube-apiserver writes its certificate as it starts
  const cluster = { 'server': `https://127.0.0.1:${port}`, 'certificate-authority': certificateIn(folder) };
  const files = {
    'service-account.pem': privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    'tokens.csv': `${token},admin,admin,"system:masters"\n`,
    'kubeconfig': JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'clusters': [{ name: 'test', cluster }],
      'users': [{ name: 'admin', user: { token } }],
      'contexts': [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
      'current-context': 'test',
    }),
  };
  mkdirSync(certificatesIn(folder));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
}

function kubeconfigIn(folder: string): string {
  return join(folder, 'kubeconfig');
}

function certificatesIn(folder: string): string {
  return join(folder, 'certificates');
}

function certificateIn(folder: string): string {
  return join(certificatesIn(folder), 'apiserver.crt');
}

async function stopAll({ folder, servers }: Parts): Promise<void> {
  await Promise.all(servers.map(async (server) => server.stop()));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
