import { Tier } from './standards-props';

/** What a service gets that says nothing. */
export interface ServiceProfile {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuUtilizationPercent: number;
  /** Seconds without load before copies are taken away. */
  readonly scaleDownWindowSeconds: number;
  /** Copies beyond the wanted number during an update, in percent. */
  readonly maxSurgePercent: number;
  /** Copies that may be missing during an update, in percent. */
  readonly maxUnavailablePercent: number;
  /** Seconds a new copy must be ready before it counts. */
  readonly minReadySeconds: number;
  /** Seconds between "stop sending traffic" and SIGTERM, so that endpoints and load balancers have noticed. */
  readonly preStopSeconds: number;
  /** The same behind a load balancer, which takes longer to notice. */
  readonly exposedPreStopSeconds: number;
  /** Seconds the process has after SIGTERM to finish what it does. */
  readonly drainSeconds: number;
  /** Memory limit, in percent of the request. */
  readonly memoryLimitPercent: number;
  /** Traces that are kept, in percent, when the caller has not decided. */
  readonly traceSamplingPercent: number;
  readonly logRetentionDays: number;
}

/** What a size of database is made of. */
export interface DatabaseSize {
  /** In order of preference; the first that the region offers is used. */
  readonly instanceClasses: readonly string[];
  readonly storageGiB: number;
  readonly maxStorageGiB: number;
  readonly multiAz: boolean;
  /** Seconds between samples of enhanced monitoring. */
  readonly monitoringSeconds: number;
  /** Days that Performance Insights keeps; from 465 on it is the advanced mode of Database Insights. */
  readonly insightsRetentionDays: number;
}

/** What every database follows. */
export interface DatabasePolicy {
  readonly version: number;
  readonly port: number;
  readonly backupRetentionDays: Record<Tier, number>;
  readonly logRetentionDays: number;
  readonly caBundleConfigMap: string;
  /** Whether Terraform refuses to destroy it. */
  readonly preventDestroy: Record<Tier, boolean>;
  /** Image with `sh`, `psql`, `aws` and `jq`; undefined when the standards name none. */
  readonly clientImage?: string;
  /** Whether RDS refuses to delete it. */
  readonly deletionProtection: Record<Tier, boolean>;
  /** Days before the end of a major version's standard support from which a synth warns. */
  readonly endOfSupportWarningDays: number;
  /** Connections that each copy of a bound service keeps open at most. */
  readonly poolSize: number;
}

/** What a role may use of a database. */
export interface RoleLimits {
  /** Connections at the same time. */
  readonly connections: number;
  /** After how long the database ends a statement. */
  readonly statementTimeoutSeconds: number;
  /** After how long the database ends a statement that waits for a lock; 0 is never. */
  readonly lockTimeoutSeconds: number;
}

/** How a kind of job runs. */
export interface JobPolicy {
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
  /** Attempts after the first one. */
  readonly retries: number;
  /** How long it may take with all its attempts, in seconds; undefined when it may wait for something else. */
  readonly deadlineSeconds?: number;
}

/** What the services of a namespace may use together, and what their team may do there. */
export interface NamespaceQuota {
  readonly cpuCores: number;
  readonly memoryGiB: number;
  readonly pods: number;
  /** A ClusterRole of Kubernetes: `edit` or `view`. */
  readonly role: string;
}

/** How much CPU and memory a size of service asks for. */
export interface ComputeSize {
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
}

// Every number that the library decides is in this file, and nowhere else.

/** Three copies cover three zones in production; one copy is enough to try things out. */
export const SERVICE_PROFILES: Record<Tier, ServiceProfile> = {
  [Tier.DEV]: {
    minReplicas: 1,
    maxReplicas: 2,
    cpuUtilizationPercent: 80,
    scaleDownWindowSeconds: 60,
    maxSurgePercent: 25,
    maxUnavailablePercent: 25,
    minReadySeconds: 0,
    preStopSeconds: 5,
    exposedPreStopSeconds: 5,
    drainSeconds: 30,
    memoryLimitPercent: 200,
    traceSamplingPercent: 100,
    logRetentionDays: 14,
  },
  [Tier.STAGING]: {
    minReplicas: 2,
    maxReplicas: 4,
    cpuUtilizationPercent: 70,
    scaleDownWindowSeconds: 300,
    maxSurgePercent: 25,
    maxUnavailablePercent: 0,
    minReadySeconds: 0,
    preStopSeconds: 15,
    exposedPreStopSeconds: 25,
    drainSeconds: 30,
    memoryLimitPercent: 150,
    traceSamplingPercent: 50,
    logRetentionDays: 30,
  },
  [Tier.PROD]: {
    minReplicas: 3,
    maxReplicas: 10,
    cpuUtilizationPercent: 60,
    scaleDownWindowSeconds: 300,
    maxSurgePercent: 25,
    maxUnavailablePercent: 0,
    minReadySeconds: 10,
    preStopSeconds: 15,
    exposedPreStopSeconds: 25,
    drainSeconds: 30,
    memoryLimitPercent: 100,
    traceSamplingPercent: 10,
    logRetentionDays: 90,
  },
};

/** Replicas of a service that the company cannot do without, in production; elsewhere it has those of any other. */
export const CRITICAL_REPLICAS = { minReplicas: 4, maxReplicas: 20 };

/** In production a team looks and its pipeline changes; before, people may change things by hand. */
export const NAMESPACE_QUOTAS: Record<Tier, NamespaceQuota> = {
  [Tier.DEV]: { cpuCores: 8, memoryGiB: 32, pods: 50, role: 'edit' },
  [Tier.STAGING]: { cpuCores: 16, memoryGiB: 64, pods: 100, role: 'edit' },
  [Tier.PROD]: { cpuCores: 64, memoryGiB: 256, pods: 400, role: 'view' },
};

export const COMPUTE_SIZES: Record<string, ComputeSize> = {
  xs: { cpuMillicores: 50, memoryMiB: 128 },
  s: { cpuMillicores: 100, memoryMiB: 256 },
  m: { cpuMillicores: 250, memoryMiB: 512 },
  l: { cpuMillicores: 500, memoryMiB: 1024 },
  xl: { cpuMillicores: 1000, memoryMiB: 2048 },
};

/** Seconds between probes, before a probe gives up, and failures until it acts. Liveness acts later than readiness. */
export const PROBES = {
  startup: { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 30 },
  readiness: { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
  liveness: { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 6 },
};

/** The user and group of every container. Above 10000, so that it cannot be one of the node's. */
export const CONTAINER_USER = 10001;

/** From this many copies on, a tenth of them may be away at a time; before, one. */
export const PERCENT_BUDGET_FROM = 10;

/** Kubernetes sends SIGKILL this many seconds after the drain should have ended. */
export const SHUTDOWN_MARGIN_SECONDS = 5;

/** Longest time a copy may take to stop, so that a drained node is empty in reasonable time. */
export const MOST_GRACE_SECONDS = 180;

/** What a rollout may take beside the start of a copy (pulling the image, finding a node) before it counts as stuck. */
export const ROLLOUT_MARGIN_SECONDS = 150;

/** Scratch space of a container in MiB, and the part of it that /tmp may fill. */
export const EPHEMERAL_STORAGE = { requestMiB: 100, limitMiB: 1024, tmpMiB: 256 };

/** What a helper beside the main container asks for. */
export const SIDECAR_SIZE = 'xs';

/**
 * Ports of the OpenTelemetry protocol over HTTP, and of Prometheus metrics that are not on a service's own port.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-default-port
 */
export const OTLP_PORT = 4318;
export const METRICS_PORT = 9090;

const burstable = (size: string) => [`db.t4g.${size}`, `db.t3.${size}`];
const general = (size: string) => [`db.m8g.${size}`, `db.m7g.${size}`, `db.m6g.${size}`];
const memory = (size: string) => [`db.r8g.${size}`, `db.r7g.${size}`, `db.r6g.${size}`];

/**
 * Production is never burstable. Below 400 GiB gp3 storage has fixed performance; crossing that line is a step up, so only the two
 * larger production sizes may grow across it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
 */
export const DATABASE_SIZES: Record<Tier, Record<string, DatabaseSize>> = {
  [Tier.DEV]: {
    small: { instanceClasses: burstable('small'), storageGiB: 20, maxStorageGiB: 50, multiAz: false, monitoringSeconds: 60, insightsRetentionDays: 7 },
    medium: { instanceClasses: burstable('medium'), storageGiB: 20, maxStorageGiB: 100, multiAz: false, monitoringSeconds: 60, insightsRetentionDays: 7 },
    large: { instanceClasses: burstable('large'), storageGiB: 50, maxStorageGiB: 200, multiAz: false, monitoringSeconds: 60, insightsRetentionDays: 7 },
  },
  [Tier.STAGING]: {
    small: { instanceClasses: burstable('medium'), storageGiB: 50, maxStorageGiB: 200, multiAz: false, monitoringSeconds: 60, insightsRetentionDays: 7 },
    medium: { instanceClasses: general('large'), storageGiB: 100, maxStorageGiB: 300, multiAz: true, monitoringSeconds: 60, insightsRetentionDays: 7 },
    large: { instanceClasses: general('xlarge'), storageGiB: 200, maxStorageGiB: 390, multiAz: true, monitoringSeconds: 60, insightsRetentionDays: 7 },
  },
  [Tier.PROD]: {
    small: { instanceClasses: general('large'), storageGiB: 100, maxStorageGiB: 390, multiAz: true, monitoringSeconds: 60, insightsRetentionDays: 7 },
    medium: { instanceClasses: memory('xlarge'), storageGiB: 200, maxStorageGiB: 1000, multiAz: true, monitoringSeconds: 30, insightsRetentionDays: 7 },
    large: { instanceClasses: memory('2xlarge'), storageGiB: 400, maxStorageGiB: 4000, multiAz: true, monitoringSeconds: 15, insightsRetentionDays: 465 },
  },
};

export const DATABASE_POLICY: DatabasePolicy = {
  version: 18,
  port: 15432,
  backupRetentionDays: { [Tier.DEV]: 7, [Tier.STAGING]: 7, [Tier.PROD]: 35 },
  logRetentionDays: 365,
  caBundleConfigMap: 'rds-ca-bundle',
  preventDestroy: { [Tier.DEV]: false, [Tier.STAGING]: true, [Tier.PROD]: true },
  deletionProtection: { [Tier.DEV]: true, [Tier.STAGING]: true, [Tier.PROD]: true },
  endOfSupportWarningDays: 365,
  poolSize: 10,
};

/**
 * The major versions on offer, and the last day of their standard support.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
 */
export const POSTGRES_MAJORS: Record<number, string> = { 16: '2029-02-28', 17: '2030-02-28', 18: '2031-02-28' };

/**
 * What gp3 storage of a PostgreSQL instance can be. Below the stripe size operations and throughput are fixed; from it on RDS spreads
 * the data over four volumes and takes numbers.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
 */
export const DATABASE_STORAGE = {
  minGiB: 20,
  maxGiB: 65536,
  stripeGiB: 400,
  minIops: 12000,
  maxIops: 64000,
  maxIopsPerGiB: 500,
  minThroughputMiBps: 500,
  maxThroughputMiBps: 4000,
  /** MiB/s per operation. */
  maxThroughputPerIops: 0.25,
};

/**
 * How far autoscaled storage must be able to grow: RDS refuses less than 10 % and recommends 26 %.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
 */
export const STORAGE_HEADROOM = 1.26;

/**
 * The days for which automated backups are kept: what the controls ask for at least, by tier, and RDS's limit.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
 */
export const BACKUP_DAYS = { min: { [Tier.DEV]: 7, [Tier.STAGING]: 7, [Tier.PROD]: 14 } as Record<string, number>, max: 35 };

/** Replicas of one instance; @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html */
export const MAX_READ_REPLICAS = 15;

/**
 * Connections of an instance. RDS's own formula (memory / 9,531,392 bytes, which is 112 per GiB, at most 5,000) counts the memory that is
 * left after the system's share and so is known to RDS only; a round number below it is set instead, so that alarms and the sum over all
 * bound services are about the real limit.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
export const DATABASE_CONNECTIONS = {
  perGiB: 100,
  max: 5000,
  /** For RDS itself, the superuser, role changes and migrations. */
  reserved: 10,
};

/**
 * Hours (UTC) in which a database is backed up and maintained when the developer says nothing; where in them is derived from its name, so
 * that not all do it at once. A new minor version reaches dev on Monday, staging on Wednesday and production on Sunday.
 */
export const DATABASE_WINDOWS = {
  minMinutes: 30,
  backup: { fromHour: 0, toHour: 3, minutes: 30 },
  maintenance: { fromHour: 3, toHour: 6, minutes: 60 },
  maintenanceDay: { [Tier.DEV]: 'mon', [Tier.STAGING]: 'wed', [Tier.PROD]: 'sun' } as Record<Tier, string>,
};

/**
 * When a database's alarms speak. What depends on the instance is a share of it: see `postgres-alarms.ts`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#RDS
 */
export const DATABASE_ALARMS = {
  periodSeconds: 300,
  /** Of the vCPUs. */
  cpuPercent: 80,
  /** Of the memory. */
  freeMemoryPercent: 10,
  swapMiB: 256,
  /** Of `max_connections`. */
  connectionsPercent: 80,
  latencySeconds: 0.02,
  diskQueueDepth: 64,
  /** PostgreSQL stops writing at 2.1 billion; autovacuum should have acted at 200 million. */
  usedTransactionIds: 1_000_000_000,
  /** Of the storage to start with: write-ahead log that nobody fetches. */
  transactionLogPercent: 20,
  replicaLagSeconds: 60,
  cpuCredits: 20,
  /** Of the storage to start with. Autoscaling acts at 10 % after 5 minutes: what is still low half an hour later has reached its ceiling. */
  freeStoragePercent: 10,
  freeStoragePeriods: 6,
  periods: 3,
};

/**
 * A migration's statements end a minute before its Job does, so that it is the database that ends them and takes them back. It waits for a
 * lock only briefly, because everybody else waits behind it.
 */
export const DATABASE_ROLES: Record<'migrator' | 'app' | 'ro', RoleLimits> = {
  migrator: { connections: 5, statementTimeoutSeconds: 840, lockTimeoutSeconds: 10 },
  app: { connections: 100, statementTimeoutSeconds: 30, lockTimeoutSeconds: 0 },
  ro: { connections: 20, statementTimeoutSeconds: 300, lockTimeoutSeconds: 0 },
};

/** Its Pod waits until Terraform has applied the database, and that is no fault of it: no deadline. */
export const ROLES_JOB: JobPolicy = { cpuMillicores: 100, memoryMiB: 256, retries: 6 };

/**
 * One more attempt, and as long as an IAM token for a database lives.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export const MIGRATION_JOB: JobPolicy = { cpuMillicores: 250, memoryMiB: 512, retries: 1, deadlineSeconds: 900 };

/** Seconds that a finished Job and its logs stay. After them, applying the same manifest runs it again, which changes nothing. */
export const JOB_TTL_SECONDS = 86_400;

/** API group of YAML intents. */
export const API_GROUP = 'platform.iqs.io';

export const AWS_PROVIDER = '~> 5.100';

export const NAMESPACE_PATTERN = '{system}';

export const TLS_LISTENER = 'https';
