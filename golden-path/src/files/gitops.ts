import { Project, YamlFile } from 'projen';
import { MAIN } from '../pipeline/model';

/** What of a service its hand-over to clusters depends on. */
export interface GitopsOptions {
  readonly name: string;
  readonly owner: string;
  readonly repositoryUrl: string;
  readonly environments: readonly string[];
  readonly gitops: string;
}

/** Writes what tells Argo CD or Flux, in the cluster of each environment, which folder to keep it at. */
export function addGitops(project: Project, options: GitopsOptions): void {
  for (const environment of options.environments) {
    const objects = options.gitops === 'flux' ? flux(options, environment) : [argocd(options, environment)];
    new YamlFile(project, `gitops/${environment}.yaml`, { obj: objects.length === 1 ? objects[0] : { apiVersion: 'v1', kind: 'List', items: objects }, readonly: true });
  }
}

function argocd({ name, owner, repositoryUrl }: GitopsOptions, environment: string): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `${name}-${environment}`, namespace: 'argocd' },
    spec: {
      project: owner,
      source: { repoURL: repositoryUrl, targetRevision: MAIN, path: `dist/${environment}` },
      // the clusters are registered by the names of the environments; every object says its namespace itself
      destination: { name: environment },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true'] },
    },
  };
}

function flux({ name, repositoryUrl }: GitopsOptions, environment: string): object[] {
  const metadata = { name, namespace: 'flux-system' };
  return [
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata, spec: { interval: '1m', url: repositoryUrl, ref: { branch: MAIN } } },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: { interval: '10m', path: `./dist/${environment}`, prune: true, wait: true, timeout: '15m', sourceRef: { kind: 'GitRepository', name } },
    },
  ];
}
