import { join } from 'node:path';
import { moduleFolder } from './go-module';

/** A Go module that carries its project's custom resource definitions, pinned by version and checksum as go.sum would. */
interface Source {
  readonly module: string;
  readonly sum: string;
  readonly folder: string;
  /** Each kind with the file that defines it. */
  readonly kinds: Record<string, string>;
}

const SOURCES = [
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.3',
    sum: 'h1:lKpJa5bGlraC/QeACvCpsHLdmO6y0iKfzVl6gzaFEYc=',
    folder: 'config/crd/standard',
    kinds: {
      Gateway: 'gateway.networking.k8s.io_gateways.yaml',
      GRPCRoute: 'gateway.networking.k8s.io_grpcroutes.yaml',
      HTTPRoute: 'gateway.networking.k8s.io_httproutes.yaml',
    },
  },
  {
    module: 'github.com/external-secrets/external-secrets@v1.3.2',
    sum: 'h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=',
    folder: 'config/crds/bases',
    kinds: {
      ExternalSecret: 'external-secrets.io_externalsecrets.yaml',
      SecretStore: 'external-secrets.io_secretstores.yaml',
    },
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    sum: 'h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=',
    folder: 'example/prometheus-operator-crd-full',
    kinds: {
      PodMonitor: 'monitoring.coreos.com_podmonitors.yaml',
      PrometheusRule: 'monitoring.coreos.com_prometheusrules.yaml',
      ServiceMonitor: 'monitoring.coreos.com_servicemonitors.yaml',
    },
  },
  {
    module: 'github.com/cilium/cilium@v1.19.4',
    sum: 'h1:TxDZW+27NqLbuenPlWd8y8cnAmDNFga/FCMM8zP1qLQ=',
    folder: 'pkg/k8s/apis/cilium.io/client/crds/v2',
    kinds: {
      CiliumNetworkPolicy: 'ciliumnetworkpolicies.yaml',
    },
  },
  {
    module: 'github.com/argoproj/argo-rollouts@v1.8.3',
    sum: 'h1:blbtQva4IK9r6gFh+dWkCrLnFdPOWiv9ubQYu36qeaA=',
    folder: 'manifests/crds',
    kinds: {
      Rollout: 'rollout-crd.yaml',
    },
  },
  {
    module: 'github.com/argoproj/argo-cd/v3@v3.5.7',
    sum: 'h1:Xm1BF+I5OgDKUG3SDK49vn2/Y5AMyaNVko+/JT08gj0=',
    folder: 'manifests/crds',
    kinds: {
      Application: 'application-crd.yaml',
    },
  },
  {
    module: 'github.com/fluxcd/kustomize-controller@v1.7.3',
    sum: 'h1:SzNnGn/4ObAPEHHleM5U7y/AKxKXph3Vj6ZhteeXw8M=',
    folder: 'config/crd/bases',
    kinds: {
      Kustomization: 'kustomize.toolkit.fluxcd.io_kustomizations.yaml',
    },
  },
  {
    module: 'github.com/fluxcd/source-controller@v1.8.5',
    sum: 'h1:3zKSTGc2FPoZcQ5BjnyOrwdHDWeYqst3uAoZ+c0DG3c=',
    folder: 'config/crd/bases',
    kinds: {
      GitRepository: 'source.toolkit.fluxcd.io_gitrepositories.yaml',
    },
  },
  {
    module: 'github.com/kedacore/keda/v2@v2.20.2',
    sum: 'h1:SR60v8uIcelbveS8n/1jcl8tLdBBIbHMxmdOHw8tKqA=',
    folder: 'config/crd/bases',
    kinds: {
      ScaledJob: 'keda.sh_scaledjobs.yaml',
    },
  },
] as const satisfies readonly Source[];

type KindsOf<S> = S extends { kinds: infer K } ? keyof K : never;

/** A custom kind that the control plane can learn. */
export type CustomKind = KindsOf<(typeof SOURCES)[number]>;

/** The files that define the kinds (all that are known, without names), downloaded from their projects' modules and checked. */
export async function crdFiles(...kinds: CustomKind[]): Promise<string[]> {
  const files: string[] = [];
  for (const source of SOURCES) {
    const wanted = Object.entries(source.kinds).filter(([kind]) => kinds.length === 0 || kinds.includes(kind as CustomKind));
    if (wanted.length === 0) continue;
    const folder = await moduleFolder(source.module, source.sum);
    files.push(...wanted.map(([, file]) => join(folder, source.folder, file)));
  }
  return files;
}
