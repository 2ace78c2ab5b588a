import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cachePath, makeOnce } from './cache';
import { part } from './parts';
import { mustSucceed, run, runAsync } from './run';

/** The Go module that pins the programs. */
export const MODULE = resolve(__dirname, '..', 'control-plane');

const PACKAGES = {
  'etcd': 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  'kwok': 'sigs.k8s.io/kwok/cmd/kwok',
};

/** A program of the control plane that can be built from source. */
export type Program = keyof typeof PACKAGES;

/** The Kubernetes version that the control plane runs, as its module pins it (`v1.36.3`). */
export function kubernetesVersion(): string {
  const pinned = /^\s*k8s\.io\/kubernetes (v\d+\.\d+\.\d+)\b/m.exec(readFileSync(join(MODULE, 'go.mod'), 'utf8'));
  if (!pinned) throw new Error('test/integration/control-plane/go.mod does not require k8s.io/kubernetes');
  return pinned[1];
}

/** The file of a control plane program. The first time it is built (minutes for kube-apiserver), then taken from the cache. */
export async function program(name: Program): Promise<string> {
  return makeOnce(cachePath('control-plane', cacheKey(), name), async (temporary) => {
    const args = ['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags', linkerFlags(), '-o', temporary, PACKAGES[name]];
    mustSucceed(`go build ${PACKAGES[name]}`, await runAsync(part('go'), args, { cwd: MODULE, env: goEnv() }));
  });
}

/** The environment for the go command: no workspace of the user's around the repository has a say. */
export function goEnv(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
}

/** One folder per platform and set of pinned modules; the version leads, for the reader. */
function cacheKey(): string {
  const platform = mustSucceed('go env', run(part('go'), ['env', 'GOOS', 'GOARCH'], { cwd: MODULE, env: goEnv() })).stdout.trim().split(/\s+/);
  const pins = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) pins.update(readFileSync(join(MODULE, file)));
  return [kubernetesVersion(), ...platform, pins.digest('hex').slice(0, 8)].join('-');
}

/** kube-apiserver reports and acts on the version that its build names. */
function linkerFlags(): string {
  const version = kubernetesVersion();
  const [major, minor] = version.slice(1).split('.');
  const names = { gitVersion: version, gitMajor: major, gitMinor: minor };
  return ['-s', '-w', ...Object.entries(names).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)].join(' ');
}
