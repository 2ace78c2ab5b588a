import { Band } from './bands';
import { Measures } from './measures';

/** A group of teams that answered alike in 2024: typical days, and a share. */
interface Cluster {
  readonly band: Band;
  readonly intervalDays: number;
  readonly leadDays: number;
  readonly recoveryDays: number;
  readonly failRate: number;
}

/**
 * The clusters of 2024, by the geometric middle of what the report says of each.
 *
 * They are not in order: the medium one fails less than the high one. A threshold for each metric would be wrong, so it is the nearest that counts.
 */
export const CLUSTERS_2024: readonly Cluster[] = [
  { band: 'elite', intervalDays: 0.25, leadDays: 0.25, recoveryDays: 0.5 / 24, failRate: 0.05 },
  { band: 'high', intervalDays: Math.sqrt(7), leadDays: Math.sqrt(7), recoveryDays: 0.25, failRate: 0.2 },
  { band: 'medium', intervalDays: Math.sqrt(7 * 30.4375), leadDays: Math.sqrt(7 * 30.4375), recoveryDays: 0.25, failRate: 0.1 },
  { band: 'low', intervalDays: Math.sqrt(30.4375 * 182.625), leadDays: Math.sqrt(30.4375 * 182.625), recoveryDays: Math.sqrt(7 * 30.4375), failRate: 0.4 },
];

/** A minute: what is faster is no nearer to anything. */
const SHORTEST = 1 / (24 * 60);

/** The nearest cluster; null unless all four metrics are known. Ten times as long is as far as forty per cent more failures. */
export function cluster2024({ intervalDays, leadDays, recoveryDays, failRate }: Measures): Band | null {
  if (intervalDays === null || leadDays === null || recoveryDays === null || failRate === null) {
    return null;
  }
  const distance = (cluster: Cluster) => Math.hypot(
    decades(intervalDays, cluster.intervalDays), decades(leadDays, cluster.leadDays), decades(recoveryDays, cluster.recoveryDays),
    (failRate - cluster.failRate) / 0.4,
  );
  return CLUSTERS_2024.reduce((nearest, cluster) => distance(cluster) < distance(nearest) ? cluster : nearest).band;
}

function decades(days: number, other: number): number {
  return Math.log10(Math.min(Math.max(days, SHORTEST), 3650) / other);
}
