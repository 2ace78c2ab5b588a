import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformStack } from 'cdktf';
import { PARAMETERS } from './parameters';
import { PostgresSpec } from './resolve-postgres';
import { databaseLogGroup, descriptorPath, keyAlias, roleName, shortHash, terraformName } from '../core/names';
import { stackOf } from '../environment/environment-stack';

const LOGS = ['postgresql', 'upgrade'];
const MASTER_ROTATION_DAYS = 30;

/** What others need of a database's Terraform resources. */
export interface PostgresTerraform {
  readonly spec: PostgresSpec;
  /** Reference to the id that IAM knows the instance by; known after apply, so it stays on the Terraform side. */
  readonly resourceId: string;
  /** Reference to the ARN of the secret that RDS keeps the master password in. */
  readonly masterSecretArn: string;
  /** Reference to the ARN of the database's key. */
  readonly keyArn: string;
  /** Lets a workload's Pods through the security group; once, however often it is asked. */
  admit(workload: string): void;
}

/** Writes a resolved database as Terraform resources. */
export function addPostgresTerraform(spec: PostgresSpec): PostgresTerraform {
  const stack = stackOf(spec.placed.environment);
  const key = addKey(stack, spec);
  const group = addSecurityGroup(stack, spec);
  const instance = addInstance(stack, spec, key, group);
  addDescriptor(stack, spec, key, instance);
  const admitted = new Set<string>();
  return {
    spec,
    resourceId: instance.resourceId,
    masterSecretArn: masterSecretArn(instance),
    keyArn: key.arn,
    admit: workload => {
      if (!admitted.has(workload)) {
        admitted.add(workload);
        addIngress(stack, spec, group, workload);
      }
    },
  };
}

function masterSecretArn(instance: DbInstance): string {
  return instance.masterUserSecret.get(0).secretArn;
}

function addKey(stack: TerraformStack, spec: PostgresSpec): KmsKey {
  const { aws } = spec.placed.spec;
  const key = new KmsKey(stack, id(spec, 'key'), {
    description: `Data of ${spec.identifier}`,
    enableKeyRotation: true,
    rotationPeriodInDays: 365,
    deletionWindowInDays: 30,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${aws.account}:root` }, Action: 'kms:*', Resource: '*' },
        {
          Sid: 'Logs',
          Effect: 'Allow',
          Principal: { Service: `logs.${aws.region}.amazonaws.com` },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          Resource: '*',
          Condition: {
            ArnEquals: {
              'kms:EncryptionContext:aws:logs:arn':
                LOGS.map(log => `arn:aws:logs:${aws.region}:${aws.account}:log-group:${databaseLogGroup(spec.identifier, log)}`),
            },
          },
        },
      ],
    }),
    tags: spec.tags,
  });
  new KmsAlias(stack, id(spec, 'key-alias'), { name: keyAlias(spec.placed.ownership, spec.name), targetKeyId: key.keyId });
  return key;
}

function addSecurityGroup(stack: TerraformStack, spec: PostgresSpec): SecurityGroup {
  return new SecurityGroup(stack, id(spec, 'security-group'), {
    name: spec.identifier,
    description: `Database ${spec.identifier}`,
    vpcId: spec.placed.spec.aws.vpcId,
    revokeRulesOnDelete: true,
    tags: spec.tags,
  });
}

function addIngress(stack: TerraformStack, spec: PostgresSpec, group: SecurityGroup, workload: string): void {
  spec.placed.spec.cluster.podCidrs.forEach((cidr, i) => new VpcSecurityGroupIngressRule(stack, id(spec, 'from', workload, ...i === 0 ? [] : [String(i)]), {
    securityGroupId: group.id,
    description: `${workload} -> ${spec.name}`,
    ipProtocol: 'tcp',
    fromPort: spec.policy.port,
    toPort: spec.policy.port,
    cidrIpv4: cidr,
    tags: spec.tags,
  }));
}

function addInstance(stack: TerraformStack, spec: PostgresSpec, key: KmsKey, group: SecurityGroup): DbInstance {
  const { size, policy, placed: { spec: { aws } } } = spec;
  const monitoring = addMonitoringRole(stack, spec);
  const logGroups = LOGS.map(log => new CloudwatchLogGroup(stack, id(spec, 'log', log), {
    name: databaseLogGroup(spec.identifier, log),
    retentionInDays: policy.logRetentionDays,
    kmsKeyId: key.arn,
    skipDestroy: spec.preventDestroy,
    tags: spec.tags,
  }));
  const subnets = new DbSubnetGroup(stack, id(spec, 'subnets'), {
    name: spec.identifier,
    description: `Database ${spec.identifier}`,
    subnetIds: aws.databaseSubnets.map(subnet => subnet.id),
    tags: spec.tags,
  });
  const parameters = new DbParameterGroup(stack, id(spec, 'parameters'), {
    // a prefix and create_before_destroy: a new major version needs a new group while the old one is in use
    namePrefix: `${spec.identifier}-pg${spec.version}-`,
    family: `postgres${spec.version}`,
    description: `Database ${spec.identifier}`,
    parameter: [...PARAMETERS],
    lifecycle: { createBeforeDestroy: true },
    tags: spec.tags,
  });
  const instance = new DbInstance(stack, spec.name, {
    identifier: spec.identifier,
    engine: 'postgres',
    engineVersion: String(spec.version),
    engineLifecycleSupport: 'open-source-rds-extended-support-disabled',
    instanceClass: spec.instanceClass,
    allocatedStorage: size.storageGiB,
    maxAllocatedStorage: size.maxStorageGiB,
    storageType: 'gp3',
    storageEncrypted: true,
    kmsKeyId: key.arn,
    dbName: spec.databaseName,
    username: 'platform_admin',
    // RDS keeps the password in Secrets Manager: it is in no state file, no cluster and no program
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: key.arn,
    port: policy.port,
    iamDatabaseAuthenticationEnabled: true,
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [group.id],
    parameterGroupName: parameters.name,
    publiclyAccessible: false,
    multiAz: size.multiAz,
    networkType: 'IPV4',
    caCertIdentifier: 'rds-ca-rsa2048-g1',
    autoMinorVersionUpgrade: true,
    allowMajorVersionUpgrade: false,
    applyImmediately: spec.applyImmediately,
    backupRetentionPeriod: spec.backupRetentionDays,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: `final-${spec.identifier}-${shortHash([spec.identifier, 'final'])}`,
    deletionProtection: true,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: key.arn,
    performanceInsightsRetentionPeriod: 7,
    monitoringInterval: size.monitoringSeconds,
    monitoringRoleArn: monitoring.role.arn,
    enabledCloudwatchLogsExports: LOGS,
    timeouts: { create: '2h', update: '2h', delete: '2h' },
    lifecycle: { preventDestroy: spec.preventDestroy, ignoreChanges: ['snapshot_identifier', 'restore_to_point_in_time', 'final_snapshot_identifier'] },
    // else RDS creates log groups that are neither encrypted nor ever expire
    dependsOn: [...logGroups, monitoring.attachment],
    tags: spec.tags,
  });
  new SecretsmanagerSecretRotation(stack, id(spec, 'rotation'), {
    secretId: masterSecretArn(instance),
    rotateImmediately: false,
    rotationRules: { automaticallyAfterDays: MASTER_ROTATION_DAYS },
  });
  return instance;
}

function addMonitoringRole(stack: TerraformStack, spec: PostgresSpec) {
  const { aws } = spec.placed.spec;
  const { ownership } = spec.placed;
  const logs = `arn:aws:logs:${aws.region}:${aws.account}:log-group:RDSOSMetrics`;
  const role = new IamRole(stack, id(spec, 'monitoring-role'), {
    name: roleName(ownership, spec.name, 'monitoring'),
    description: `Enhanced monitoring of ${spec.identifier}`,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Service: 'monitoring.rds.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': aws.account },
          ArnEquals: { 'aws:SourceArn': `arn:aws:rds:${aws.region}:${aws.account}:db:${spec.identifier}` },
        },
      }],
    }),
    permissionsBoundary: aws.permissionsBoundary,
    tags: spec.tags,
  });
  const policy = new IamPolicy(stack, id(spec, 'monitoring-policy'), {
    name: roleName(ownership, spec.name, 'monitoring'),
    description: `Enhanced monitoring of ${spec.identifier}`,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'], Resource: logs },
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams', 'logs:GetLogEvents'],
          Resource: `${logs}:log-stream:*`,
        },
      ],
    }),
    tags: spec.tags,
  });
  const attachment = new IamRolePolicyAttachment(stack, id(spec, 'monitoring-attachment'), { role: role.name, policyArn: policy.arn });
  return { role, attachment };
}

/** How to reach the database, without a secret: what External Secrets reads once Terraform has applied it. */
function addDescriptor(stack: TerraformStack, spec: PostgresSpec, key: KmsKey, instance: DbInstance): void {
  new SsmParameter(stack, id(spec, 'descriptor'), {
    name: descriptorPath(spec.placed.ownership, spec.name),
    description: `How to reach ${spec.identifier}; holds no secret`,
    type: 'SecureString',
    keyId: key.arn,
    value: JSON.stringify({
      host: instance.address,
      port: String(spec.policy.port),
      dbname: spec.databaseName,
      region: spec.placed.spec.aws.region,
      resourceId: instance.resourceId,
      // where the password is, not the password: who may read that is decided by IAM
      masterSecretArn: masterSecretArn(instance),
    }),
    tags: spec.tags,
  });
}

function id(spec: PostgresSpec, ...purpose: string[]): string {
  return terraformName(spec.name, ...purpose);
}
