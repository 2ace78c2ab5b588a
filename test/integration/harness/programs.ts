import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cachePath, makeOnce } from './cache';
import { part } from './parts';
import { mustSucceed, run, runAsync } from './run';

const INTEGRATION = resolve(__dirname, '..');

/** The Go module that pins the programs of the control plane. */
export const MODULE = join(INTEGRATION, 'control-plane');

/** Where a program comes from: the folder of the Go module that pins it, and its package. */
interface Source {
  readonly module: string;
  readonly package: string;
}

const SOURCES = {
  'actionlint': { module: join(INTEGRATION, 'tools', 'actionlint'), package: 'github.com/rhysd/actionlint/cmd/actionlint' },
  'conftest': { module: join(INTEGRATION, 'tools', 'conftest'), package: 'github.com/open-policy-agent/conftest' },
  'dashboard': { module: join(INTEGRATION, 'tools', 'dashboard'), package: '.' },
  'etcd': { module: MODULE, package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': { module: MODULE, package: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  'kube-controller-manager': { module: MODULE, package: 'k8s.io/kubernetes/cmd/kube-controller-manager' },
  'kube-scheduler': { module: MODULE, package: 'k8s.io/kubernetes/cmd/kube-scheduler' },
  'kwok': { module: MODULE, package: 'sigs.k8s.io/kwok/cmd/kwok' },
  'cel-go': { module: join(INTEGRATION, 'tools', 'cel-go'), package: '.' },
  'kube-score': { module: join(INTEGRATION, 'tools', 'kube-score'), package: 'github.com/zegl/kube-score/cmd/kube-score' },
  'policy-evaluator': { module: join(INTEGRATION, 'tools', 'policy-evaluator'), package: '.' },
} satisfies Record<string, Source>;

/** A program that can be built from source. */
export type Program = keyof typeof SOURCES;

/** The Kubernetes version that the control plane runs, as its module pins it (`v1.36.3`). */
export function kubernetesVersion(): string {
  const pinned = /^\s*k8s\.io\/kubernetes (v\d+\.\d+\.\d+)\b/m.exec(readFileSync(join(MODULE, 'go.mod'), 'utf8'));
  if (!pinned) throw new Error('test/integration/control-plane/go.mod does not require k8s.io/kubernetes');
  return pinned[1];
}

/** The file of a program. The first time it is built (minutes for kube-apiserver), then taken from the cache. */
export async function program(name: Program): Promise<string> {
  const { module, package: path } = SOURCES[name];
  const folder = module === MODULE ? cachePath('control-plane', cacheKey(module, kubernetesVersion())) : cachePath('tools', cacheKey(module, name));
  return makeOnce(join(folder, name), async (temporary) => {
    const flags = module === MODULE ? kubernetesLinkerFlags() : '-s -w';
    const args = ['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags', flags, '-o', temporary, path];
    mustSucceed(`go build ${name}`, await runAsync(part('go'), args, { cwd: module, env: goEnv() }));
  });
}

/** The environment for the go command: no workspace of the user's around the repository has a say. */
export function goEnv(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
}

/** One folder per platform, set of pinned modules and code of our own; what it is about leads, for the reader. */
function cacheKey(module: string, subject: string): string {
  const platform = mustSucceed('go env', run(part('go'), ['env', 'GOOS', 'GOARCH'], { cwd: module, env: goEnv() })).stdout.trim().split(/\s+/);
  const pins = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go'].map((name) => join(module, name)).filter(existsSync)) pins.update(readFileSync(file));
  return [subject, ...platform, pins.digest('hex').slice(0, 8)].join('-');
}

/** kube-apiserver reports and acts on the version that its build names. */
function kubernetesLinkerFlags(): string {
  const version = kubernetesVersion();
  const [major, minor] = version.slice(1).split('.');
  const names = { gitVersion: version, gitMajor: major, gitMinor: minor };
  return ['-s', '-w', ...Object.entries(names).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)].join(' ');
}
