import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { Kubectl } from './apply';
import { part } from './parts';
import { goEnv, MODULE, program } from './programs';
import { mustSucceed, runAsync } from './run';
import { Server, startServer } from './server';

/** How long a Pod takes from its place on a node to ready, so that a budget has something to wait for. */
const POD_START_MS = 1000;
const NODES_TIMEOUT_MS = 60_000;

/** The zones of the fake nodes. */
export const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
const NODES_PER_ZONE = 2;

/** What makes Pods of workloads, counts, limits and moves them. No controller that would need a cloud, a volume or a certificate. */
const CONTROLLERS = [
  'cronjob-controller', 'deployment-controller', 'disruption-controller', 'endpointslice-controller', 'garbage-collector-controller',
  'horizontal-pod-autoscaler-controller', 'job-controller', 'namespace-controller', 'node-lifecycle-controller', 'replicaset-controller',
  'resourcequota-controller', 'root-ca-certificate-publisher-controller', 'serviceaccount-controller', 'statefulset-controller',
  'taint-eviction-controller', 'validatingadmissionpolicy-status-controller',
];

/** The programs that bring objects to life, and the text that says how the fake nodes behave. */
export interface WorkloadPrograms {
  readonly manager: string;
  readonly scheduler: string;
  readonly kwok: string;
  readonly stages: string;
}

/** Builds the programs the first time, then takes them from the cache. */
export async function workloadPrograms(): Promise<WorkloadPrograms> {
  return {
    manager: await program('kube-controller-manager'),
    scheduler: await program('kube-scheduler'),
    kwok: await program('kwok'),
    stages: await stages(),
  };
}

/** Where the servers write, and how they reach the API server and trust it. */
export interface Connection {
  readonly folder: string;
  readonly kubeconfig: string;
  readonly certificate: string;
}

/** Starts the controllers, the scheduler and kwok, which plays the nodes. None of them listens on any port. */
export function startWorkloadServers(programs: WorkloadPrograms, { folder, kubeconfig, certificate }: Connection): Server[] {
  const { manager, scheduler, kwok, stages: text } = programs;
  const config = join(folder, 'stages.yaml');
  writeFileSync(config, text);
  const client = ['--kubeconfig', kubeconfig, '--kube-api-qps', '500', '--kube-api-burst', '1000', '--leader-elect=false', '--secure-port', '0'];
  return [
    startServer('kube-controller-manager', manager, [
      ...client, '--controllers', CONTROLLERS.join(','), '--root-ca-file', certificate, '--horizontal-pod-autoscaler-sync-period', '1s',
    ], folder),
    startServer('kube-scheduler', scheduler, client, folder),
    startServer('kwok', kwok, [
      '--kubeconfig', kubeconfig, '--config', config, '--manage-all-nodes', '--node-ip', '127.0.0.1', '--cidr', '10.244.0.0/16',
      // a node that stops renewing its lease would be taken for dead
      '--node-lease-duration-seconds', '40',
    ], folder),
  ];
}

/** Registers two nodes in each of three zones and waits until the scheduler may use them. */
export async function createNodes(kubectl: Kubectl): Promise<void> {
  mustSucceed('creating nodes', kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: ZONES.flatMap(nodesOf) })));
  const deadline = Date.now() + NODES_TIMEOUT_MS;
  for (;;) {
    const nodes = kubectl(['get', 'nodes', '-o', 'jsonpath={range .items[*]}{.metadata.name}{.spec.taints[*].key}{"\\n"}{end}']).stdout.trim().split('\n');
    // the control plane taints every new node until it reported that it is ready
    const tainted = nodes.filter((node) => node.includes('node.kubernetes.io/'));
    if (tainted.length === 0) return;
    if (Date.now() > deadline) throw new Error(`nodes that did not become ready: ${tainted.join(', ')}`);
    await sleep(200);
  }
}

function nodesOf(zone: string): object[] {
  return Array.from({ length: NODES_PER_ZONE }, (_, index) => {
    const name = `${zone}-${index + 1}`;
    const resources = { 'cpu': '32', 'memory': '128Gi', 'ephemeral-storage': '200Gi', 'pods': '110' };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'topology.kubernetes.io/region': zone.slice(0, -1),
          'topology.kubernetes.io/zone': zone,
        },
      },
      status: { allocatable: resources, capacity: resources },
    };
  });
}

/** kwok's own stages, of the pinned version, except that a Pod needs a moment to become ready. */
async function stages(): Promise<string> {
  const download = await runAsync(part('go'), ['mod', 'download', '-json', 'sigs.k8s.io/kwok'], { cwd: MODULE, env: goEnv() });
  const { Dir: folder } = JSON.parse(mustSucceed('go mod download sigs.k8s.io/kwok', download).stdout);
  const files = ['node', 'pod'].map((kind) => join(folder, 'kustomize', 'stage', kind, 'fast')).flatMap((from) => readdirSync(from)
    .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
    .map((file) => join(from, file)));
  return files.map((file) => parse(readFileSync(file, 'utf8')))
    .map((stage) => (stage.metadata.name === 'pod-ready' ? { ...stage, spec: { ...stage.spec, delay: { durationMilliseconds: POD_START_MS } } } : stage))
    .map((stage) => `---\n${stringify(stage)}`)
    .join('');
}
