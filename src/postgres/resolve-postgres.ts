import { checkMajor } from './majors';
import { PostgresConnections } from './postgres-connections';
import type { PostgresInstanceProps } from './postgres-instance';
import { ParameterSpec, checkParameters, parameterGroup } from './resolve-parameters';
import { StorageSpec, resolveStorage, whole } from './resolve-storage';
import { WindowsSpec, resolveWindows } from './resolve-windows';
import { tags } from '../core/labels';
import { databaseIdentifier, databaseName, replicaIdentifier } from '../core/names';
import { Problems } from '../core/problems';
import { Placed } from '../environment/placement';
import { BACKUP_DAYS, DatabasePolicy, DatabaseSize, MAX_READ_REPLICAS } from '../standards/defaults';
import { InstanceFacts, instanceFacts, offeredClass } from '../standards/instance-classes';

/** A database in which nothing is optional any more. */
export interface PostgresSpec {
  readonly name: string;
  readonly placed: Placed;
  readonly tags: Record<string, string>;
  readonly identifier: string;
  readonly databaseName: string;
  readonly version: number;
  readonly sizeName: string;
  readonly instanceClass: string;
  readonly facts: InstanceFacts;
  readonly maxConnections: number;
  readonly size: DatabaseSize;
  readonly storage: StorageSpec;
  readonly windows: WindowsSpec;
  readonly parameters: readonly ParameterSpec[];
  readonly extensions: readonly string[];
  /** Identifiers of the read replicas. */
  readonly replicas: readonly string[];
  readonly policy: DatabasePolicy;
  readonly backupRetentionDays: number;
  readonly deletionProtection: boolean;
  readonly preventDestroy: boolean;
  readonly applyImmediately: boolean;
  /** ARN of the topic that alarms and events go to; undefined when the standards name none. */
  readonly alarmTopic: string | undefined;
}

/** What came out of the props: the database unless it has problems, and what its author should know all the same. */
export interface ResolvedPostgres {
  readonly spec: PostgresSpec | undefined;
  readonly warnings: readonly string[];
}

/** PostgreSQL and RDS keep these for themselves. */
const RESERVED_NAMES = ['all', 'db', 'default', 'postgres', 'rdsadmin', 'select', 'table', 'template0', 'template1', 'user'];

/** Fills in what the developer left out, and notes what cannot be. */
export function resolvePostgres(name: string, props: PostgresInstanceProps, placed: Placed, problems: Problems): ResolvedPostgres {
  const { spec: { databaseSizes, databases: policy, aws, tier, asOf }, ownership } = placed;
  const size = Object.hasOwn(databaseSizes, props.size) ? databaseSizes[props.size] : undefined;
  const version = props.version ?? policy.version;
  const identifier = databaseIdentifier(ownership, name);

  const warnings = checkMajor(version, asOf, policy.endOfSupportWarningDays, problems);
  problems.must(!RESERVED_NAMES.includes(name), 'the id of a database must not be a reserved word', name, 'name it after what it holds, such as orders-db');
  problems.must(size !== undefined, `size must be one of ${Object.keys(databaseSizes).join(', ')}`, props.size, 'use a member of PostgresSize');
  const retention = resolveRetention(props.backupRetentionDays, policy.backupRetentionDays[tier], problems);
  const replicas = resolveReplicas(props.readReplicas, problems);
  const windows = resolveWindows(identifier, tier, props, problems);
  if (!size) {
    return { spec: undefined, warnings };
  }
  const storage = resolveStorage(props, size, problems);
  const instanceClass = offeredClass(size.instanceClasses, aws.region);
  const facts = instanceFacts(instanceClass ?? '');
  problems.must(
    instanceClass !== undefined, `size ${props.size} must have an instance class that region ${aws.region} offers`, size.instanceClasses.join(', '),
    'ask the platform team to add one to databaseSizes of the standards',
  );
  const memoryGiB = facts?.memoryGiB ?? Infinity;
  const maxConnections = PostgresConnections.limit(memoryGiB);
  const inputs = { parameters: props.parameters ?? {}, extensions: props.extensions ?? [], memoryGiB, maxConnections };
  checkParameters(inputs, problems);
  if (!problems.none || !instanceClass || !facts || !windows) {
    return { spec: undefined, warnings };
  }

  return {
    warnings,
    spec: {
      name,
      placed,
      tags: tags(ownership, name),
      identifier,
      databaseName: databaseName(name),
      version,
      sizeName: props.size,
      instanceClass,
      facts,
      maxConnections,
      size,
      storage,
      windows,
      parameters: parameterGroup(databaseName(name), inputs),
      extensions: inputs.extensions,
      replicas: Array.from({ length: replicas }, (_, i) => replicaIdentifier(ownership, name, i + 1)),
      policy,
      backupRetentionDays: retention,
      deletionProtection: policy.deletionProtection[tier],
      preventDestroy: policy.preventDestroy[tier],
      applyImmediately: tier === 'dev',
      alarmTopic: aws.alarmTopic?.replace(/\{team\}/g, ownership.team),
    },
  };
}

function resolveRetention(said: number | undefined, least: number, problems: Problems): number {
  const days = said ?? least;
  const allowed = least === BACKUP_DAYS.max ? `${least}` : `a whole number from ${least} to ${BACKUP_DAYS.max}`;
  problems.must(
    Number.isInteger(days) && days >= least && days <= BACKUP_DAYS.max, `backupRetentionDays must be ${allowed}`, days,
    `the platform keeps backups for ${least} days at least, RDS for ${BACKUP_DAYS.max} at most`,
  );
  return days;
}

function resolveReplicas(said: number | undefined, problems: Problems): number {
  const replicas = said ?? 0;
  return whole(problems, 'readReplicas', replicas, 0, MAX_READ_REPLICAS, `RDS makes ${MAX_READ_REPLICAS} of one database at most`) ? replicas : 0;
}
