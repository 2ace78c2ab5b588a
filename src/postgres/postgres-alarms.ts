import { PostgresSpec } from './resolve-postgres';
import { DATABASE_ALARMS } from '../standards/defaults';
import { Tier } from '../standards/standards-props';

/** When a metric of an instance is out of bounds. */
export interface AlarmSpec {
  /** What it watches, as part of its name. */
  readonly purpose: string;
  /** The instance that it watches. */
  readonly identifier: string;
  /** Metric of the namespace `AWS/RDS`. */
  readonly metric: string;
  readonly comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  /** Periods in a row. */
  readonly periods: number;
  readonly periodSeconds: number;
  /** What it means, and what to do. */
  readonly description: string;
}

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/**
 * The alarms of a database, each computed from what its instance has. In dev only what would stop it: storage, and CPU credits.
 *
 * That autoscaling of storage has reached its ceiling, or will soon, is said by RDS itself through the event subscription
 * (RDS-EVENT-0223, 0224): no metric tells how large the storage is now.
 */
export function databaseAlarms(spec: PostgresSpec): AlarmSpec[] {
  const instances = [spec.identifier, ...spec.replicas];
  return [
    ...instances.flatMap(identifier => instanceAlarms(spec, identifier)),
    ...spec.placed.spec.tier === Tier.DEV ? [] : spec.replicas.map(identifier => above(identifier, 'replica-lag', 'ReplicaLag', DATABASE_ALARMS.replicaLagSeconds,
      `The replica is more than ${DATABASE_ALARMS.replicaLagSeconds} s behind: look for long transactions or more writes than it can follow`)),
  ];
}

function instanceAlarms({ facts, storage, maxConnections, placed: { spec: { tier } } }: PostgresSpec, identifier: string): AlarmSpec[] {
  const {
    cpuPercent, freeMemoryPercent, swapMiB, connectionsPercent, latencySeconds, diskQueueDepth, usedTransactionIds, transactionLogPercent, cpuCredits,
    freeStoragePercent, freeStoragePeriods,
  } = DATABASE_ALARMS;
  const { storageGiB, maxStorageGiB } = storage;
  const connections = Math.floor(maxConnections * connectionsPercent / 100);
  const milliseconds = latencySeconds * 1000;
  return [
    {
      ...below(identifier, 'free-storage', 'FreeStorageSpace', storageGiB * GIB * freeStoragePercent / 100,
        `Less than ${storageGiB * freeStoragePercent / 100} GiB are free, and storage has not grown: it ends at ${maxStorageGiB} GiB; raise maxStorageGiB or delete data`),
      periods: freeStoragePeriods,
    },
    ...!facts.burstable ? [] : [below(identifier, 'cpu-credits', 'CPUCreditBalance', cpuCredits, 'CPU credits run out: find what computes, or take a larger size')],
    ...tier === Tier.DEV ? [] : [
      above(identifier, 'cpu', 'CPUUtilization', cpuPercent, `The ${facts.vcpus} vCPUs are used to more than ${cpuPercent} %: look at the top statements, or take a larger size`),
      above(identifier, 'load', 'DBLoad', facts.vcpus, `More sessions are active than there are vCPUs (${facts.vcpus}): look at what they wait for`),
      below(identifier, 'free-memory', 'FreeableMemory', facts.memoryGiB * GIB * freeMemoryPercent / 100,
        `Less than ${freeMemoryPercent} % of ${facts.memoryGiB} GiB of memory are free: lower workMemMiB or connections, or take a larger size`),
      above(identifier, 'swap', 'SwapUsage', swapMiB * MIB, `More than ${swapMiB} MiB are swapped: memory is short`),
      above(identifier, 'connections', 'DatabaseConnections', connections,
        `More than ${connections} of ${maxConnections} connections are open: lower the pools of the services, or take a larger size`),
      above(identifier, 'read-latency', 'ReadLatency', latencySeconds, `Reading from the disk takes more than ${milliseconds} ms`),
      above(identifier, 'write-latency', 'WriteLatency', latencySeconds, `Writing to the disk takes more than ${milliseconds} ms`),
      above(identifier, 'disk-queue', 'DiskQueueDepth', diskQueueDepth, `More than ${diskQueueDepth} operations wait for the disk: it is slower than what is asked of it`),
      above(identifier, 'transaction-ids', 'MaximumUsedTransactionIDs', usedTransactionIds,
        'Transaction ids run out and the database would stop to write: find what keeps autovacuum from its work'),
      above(identifier, 'transaction-logs', 'TransactionLogsDiskUsage', storageGiB * GIB * transactionLogPercent / 100,
        'Write-ahead log piles up: a replication slot is not read; drop it or start its reader'),
    ],
  ];
}

function above(identifier: string, purpose: string, metric: string, threshold: number, description: string): AlarmSpec {
  const { periods, periodSeconds } = DATABASE_ALARMS;
  return { identifier, purpose, metric, comparison: 'GreaterThanThreshold', threshold, periods, periodSeconds, description };
}

function below(identifier: string, purpose: string, metric: string, threshold: number, description: string): AlarmSpec {
  return { ...above(identifier, purpose, metric, threshold, description), comparison: 'LessThanThreshold' };
}
