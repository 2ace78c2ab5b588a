import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Fn, TerraformResource, TerraformStack } from 'cdktf';
import { MonitoringRole } from './postgres-monitoring-terraform';
import { MasterPassword } from './postgres-password-terraform';
import { PostgresSpec } from './resolve-postgres';
import { terraformName } from '../core/names';

const ADVANCED_INSIGHTS_DAYS = 465;

/** A promoted replica is backed up from its first minute. */
const REPLICA_BACKUP_DAYS = 1;

/** What the instances are made with. */
export interface InstanceParts {
  readonly key: KmsKey;
  readonly group: SecurityGroup;
  readonly password: MasterPassword;
  readonly monitoring: MonitoringRole;
  readonly logs: string[];
  /** Log groups by instance, the primary's first. */
  readonly logGroups: CloudwatchLogGroup[][];
}

/** The instance and its read replicas. */
export function addInstances(stack: TerraformStack, spec: PostgresSpec, parts: InstanceParts): { instance: DbInstance; replicas: DbInstance[] } {
  const { storage, policy, windows, placed: { spec: { aws } } } = spec;
  const shared = sharedSettings(stack, spec, parts);
  const subnets = new DbSubnetGroup(stack, terraformName(spec.name, 'subnets'), {
    name: spec.identifier,
    description: `Database ${spec.identifier}`,
    subnetIds: aws.databaseSubnets.map(subnet => subnet.id),
    tags: spec.tags,
  });
  // a number that Terraform draws once: the snapshot of a second life of the same database must have another name
  const life = new Life(stack, terraformName(spec.name, 'life'), spec.identifier);

  const instance = new DbInstance(stack, spec.name, {
    ...shared,
    ...parts.password.settings,
    identifier: spec.identifier,
    engine: 'postgres',
    engineVersion: String(spec.version),
    engineLifecycleSupport: 'open-source-rds-extended-support-disabled',
    allocatedStorage: storage.storageGiB,
    iops: storage.iops,
    storageThroughput: storage.throughputMiBps,
    kmsKeyId: parts.key.arn,
    dbName: spec.databaseName,
    username: 'platform_admin',
    dbSubnetGroupName: subnets.name,
    multiAz: spec.size.multiAz,
    networkType: 'IPV4',
    allowMajorVersionUpgrade: false,
    backupRetentionPeriod: spec.backupRetentionDays,
    backupWindow: windows.backup,
    deleteAutomatedBackups: false,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: `final-${spec.identifier}-${Fn.substr(life.id, 0, 8)}`,
    deletionProtection: spec.deletionProtection,
    port: policy.port,
    lifecycle: { preventDestroy: spec.preventDestroy, ignoreChanges: ['snapshot_identifier', 'restore_to_point_in_time', 'final_snapshot_identifier'] },
    dependsOn: [...parts.logGroups[0], parts.monitoring.attachment],
  });
  const replicas = spec.replicas.map((identifier, i) => new DbInstance(stack, terraformName(spec.name, `replica${i + 1}`), {
    ...shared,
    identifier,
    replicateSourceDb: instance.identifier,
    backupRetentionPeriod: REPLICA_BACKUP_DAYS,
    // it holds nothing that the primary does not
    skipFinalSnapshot: true,
    deletionProtection: false,
    port: policy.port,
    dependsOn: [...parts.logGroups[i + 1], parts.monitoring.attachment],
  }));
  return { instance, replicas };
}

/** What the primary and its replicas have in common. */
function sharedSettings(stack: TerraformStack, spec: PostgresSpec, { key, group, monitoring, logs }: InstanceParts) {
  const { size, storage, windows } = spec;
  const parameters = new DbParameterGroup(stack, terraformName(spec.name, 'parameters'), {
    // a prefix and create_before_destroy: a new major version needs a new group while the old one is in use
    namePrefix: `${spec.identifier}-pg${spec.version}-`,
    family: `postgres${spec.version}`,
    description: `Database ${spec.identifier}`,
    parameter: [...spec.parameters],
    lifecycle: { createBeforeDestroy: true },
    tags: spec.tags,
  });
  return {
    instanceClass: spec.instanceClass,
    maxAllocatedStorage: storage.maxStorageGiB,
    storageType: 'gp3',
    storageEncrypted: true,
    iamDatabaseAuthenticationEnabled: true,
    vpcSecurityGroupIds: [group.id],
    parameterGroupName: parameters.name,
    publiclyAccessible: false,
    caCertIdentifier: 'rds-ca-rsa2048-g1',
    autoMinorVersionUpgrade: true,
    applyImmediately: spec.applyImmediately,
    maintenanceWindow: windows.maintenance,
    copyTagsToSnapshot: true,
    databaseInsightsMode: size.insightsRetentionDays >= ADVANCED_INSIGHTS_DAYS ? 'advanced' : 'standard',
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    performanceInsightsRetentionPeriod: size.insightsRetentionDays,
    monitoringInterval: size.monitoringSeconds,
    monitoringRoleArn: monitoring.role.arn,
    enabledCloudwatchLogsExports: logs,
    timeouts: { create: '2h', update: '2h', delete: '2h' },
    tags: spec.tags,
  };
}

/** A number of Terraform's own for as long as a database has its identifier. cdktf's class for it starts Terraform; who writes need not have it. */
class Life extends TerraformResource {
  constructor(stack: TerraformStack, name: string, private readonly identifier: string) {
    super(stack, name, { terraformResourceType: 'terraform_data', terraformGeneratorMetadata: { providerName: 'terraform' } });
  }

  public get id(): string { return this.getStringAttribute('id'); }

  protected synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: { identifier: this.identifier } };
  }
}
