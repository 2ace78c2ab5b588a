import type { TeamNamespaceProps } from './team-namespace';
import { ownershipLabels } from '../core/labels';
import { Problems } from '../core/problems';
import { Placed } from '../environment/placement';
import { NAMESPACE_QUOTAS } from '../standards/defaults';

/** A namespace in which nothing is optional any more. */
export interface NamespaceSpec {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly clusterVersion: string;
  readonly cpuCores: number;
  readonly memoryGiB: number;
  readonly pods: number;
  /** The team's group in the cluster, and the ClusterRole that it gets; no group, no rights. */
  readonly group?: string;
  readonly role: string;
}

const MOST_CORES = 10_000;
const MOST_GIB = 100_000;

/** Fills in what was left out, and notes what cannot be. */
export function resolveNamespace(props: TeamNamespaceProps, { spec, ownership, namespace }: Placed, problems: Problems): NamespaceSpec {
  const quota = NAMESPACE_QUOTAS[spec.tier];
  const cpuCores = props.cpuCores ?? quota.cpuCores;
  const memoryGiB = props.memoryGiB ?? quota.memoryGiB;
  problems.must(
    Number.isInteger(cpuCores) && cpuCores >= 1 && cpuCores <= MOST_CORES, `cpuCores must be a whole number from 1 to ${MOST_CORES}`, cpuCores,
    'correct it or leave it out',
  );
  problems.must(
    Number.isInteger(memoryGiB) && memoryGiB >= 1 && memoryGiB <= MOST_GIB, `memoryGiB must be a whole number from 1 to ${MOST_GIB}`, memoryGiB,
    'correct it or leave it out',
  );
  return {
    name: namespace,
    labels: ownershipLabels(ownership),
    clusterVersion: spec.cluster.version,
    cpuCores,
    memoryGiB,
    pods: quota.pods,
    group: spec.teams[ownership.team]?.group,
    role: quota.role,
  };
}
