import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformStack } from 'cdktf';
import { addAlarms } from './postgres-alarms-terraform';
import { addBackups } from './postgres-backups-terraform';
import { addInstances } from './postgres-instances-terraform';
import { addKey } from './postgres-key-terraform';
import { addLogGroups } from './postgres-logs-terraform';
import { addMonitoringRole } from './postgres-monitoring-terraform';
import { addIngress, addSecurityGroup } from './postgres-network-terraform';
import { addMasterPassword } from './postgres-password-terraform';
import { PostgresSpec } from './resolve-postgres';
import { databaseLogGroup, descriptorPath, terraformName } from '../core/names';
import { stackOf } from '../environment/environment-stack';

const LOGS = ['postgresql', 'upgrade'];

/** What others need of a database's Terraform resources. */
export interface PostgresTerraform {
  readonly spec: PostgresSpec;
  /** References to the ids that IAM knows the instance and its replicas by; known after apply, so they stay on the Terraform side. */
  readonly resourceIds: string[];
  /** Reference to the ARN of the key that everything of the database is encrypted with. */
  readonly keyArn: string;
  /** Reference to the ARN of the secret that holds the master password. */
  readonly masterSecretArn: string;
  /** Lets a workload's Pods through the security group; once, however often it is asked. */
  admit(workload: string): void;
}

/** Writes a resolved database as Terraform resources. */
export function addPostgresTerraform(spec: PostgresSpec): PostgresTerraform {
  const stack = stackOf(spec.placed.environment);
  const identifiers = [spec.identifier, ...spec.replicas];
  const logs = identifiers.map(identifier => LOGS.map(log => databaseLogGroup(identifier, log)));

  const key = addKey(stack, spec, logs.flat());
  const group = addSecurityGroup(stack, spec);
  const password = addMasterPassword(stack, spec, key);
  const { instance, replicas } = addInstances(stack, spec, {
    key, group, password, monitoring: addMonitoringRole(stack, spec, identifiers), logs: LOGS, logGroups: addLogGroups(stack, spec, key, logs, LOGS),
  });
  const masterSecretArn = password.addSecret(instance);
  addDescriptor(stack, spec, key, instance, replicas, masterSecretArn);
  addAlarms(stack, spec, [instance, ...replicas]);
  addBackups(stack, spec, instance);
  const admitted = new Set<string>();
  return {
    spec,
    resourceIds: [instance, ...replicas].map(({ resourceId }) => resourceId),
    keyArn: key.arn,
    masterSecretArn,
    admit: workload => {
      if (!admitted.has(workload)) {
        admitted.add(workload);
        addIngress(stack, spec, group, workload);
      }
    },
  };
}

/** How to reach the database, without a secret: what External Secrets reads once Terraform has applied it. */
function addDescriptor(
  stack: TerraformStack, spec: PostgresSpec, key: KmsKey, instance: DbInstance, replicas: DbInstance[], masterSecretArn: string,
): void {
  new SsmParameter(stack, terraformName(spec.name, 'descriptor'), {
    name: descriptorPath(spec.placed.ownership, spec.name),
    description: `How to reach ${spec.identifier}; holds no secret`,
    type: 'SecureString',
    keyId: key.arn,
    value: JSON.stringify({
      host: instance.address,
      // as libpq takes several hosts
      ...replicas.length > 0 && { readHosts: replicas.map(({ address }) => address).join(',') },
      port: String(spec.policy.port),
      dbname: spec.databaseName,
      region: spec.placed.spec.aws.region,
      resourceId: instance.resourceId,
      // where the password is, not the password: who may read that is decided by IAM
      masterSecretArn,
    }),
    tags: spec.tags,
  });
}
