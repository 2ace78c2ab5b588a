import type { PostgresInstanceProps } from './postgres-instance';
import { tags } from '../core/labels';
import { databaseIdentifier, databaseName } from '../core/names';
import { Problems } from '../core/problems';
import { Placed } from '../environment/placement';
import { DatabasePolicy, DatabaseSize } from '../standards/defaults';
import { offeredClass } from '../standards/instance-classes';

/** A database in which nothing is optional any more. */
export interface PostgresSpec {
  readonly name: string;
  readonly placed: Placed;
  readonly tags: Record<string, string>;
  readonly identifier: string;
  readonly databaseName: string;
  readonly version: number;
  readonly instanceClass: string;
  readonly size: DatabaseSize;
  readonly policy: DatabasePolicy;
  readonly backupRetentionDays: number;
  readonly preventDestroy: boolean;
  readonly applyImmediately: boolean;
}

const VERSIONS = [16, 17, 18];

/** PostgreSQL and RDS keep these for themselves. */
const RESERVED_NAMES = ['all', 'db', 'default', 'postgres', 'rdsadmin', 'select', 'table', 'template0', 'template1', 'user'];

/** Fills in what the developer left out, and notes what cannot be. */
export function resolvePostgres(name: string, props: PostgresInstanceProps, placed: Placed, problems: Problems): PostgresSpec | undefined {
  const { spec: { databaseSizes, databases: policy, aws, tier }, ownership } = placed;
  const size = Object.hasOwn(databaseSizes, props.size) ? databaseSizes[props.size] : undefined;
  const version = props.version ?? policy.version;

  problems.must(VERSIONS.includes(version), `version must be one of ${VERSIONS.join(', ')}`, version, 'older ones are near the end of their support; minor versions are taken automatically');
  problems.must(!RESERVED_NAMES.includes(name), 'the id of a database must not be a reserved word', name, 'name it after what it holds, such as orders-db');
  problems.must(size !== undefined, `size must be one of ${Object.keys(databaseSizes).join(', ')}`, props.size, 'use a member of PostgresSize');
  if (!size) {
    return undefined;
  }
  const instanceClass = offeredClass(size.instanceClasses, aws.region);
  problems.must(
    instanceClass !== undefined, `size ${props.size} must have an instance class that region ${aws.region} offers`, size.instanceClasses.join(', '),
    'ask the platform team to add one to databaseSizes of the standards',
  );

  return {
    name,
    placed,
    tags: tags(ownership, name),
    identifier: databaseIdentifier(ownership, name),
    databaseName: databaseName(name),
    version,
    instanceClass: instanceClass ?? '',
    size,
    policy,
    backupRetentionDays: policy.backupRetentionDays[tier],
    preventDestroy: policy.preventDestroy[tier],
    applyImmediately: tier === 'dev',
  };
}
