import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { TerraformStack } from 'cdktf';
import { PostgresSpec } from './resolve-postgres';
import { terraformName } from '../core/names';

/** Where the instances write their logs, by instance. RDS would create groups that are neither encrypted nor ever expire. */
export function addLogGroups(stack: TerraformStack, spec: PostgresSpec, key: KmsKey, names: string[][], logs: string[]): CloudwatchLogGroup[][] {
  return names.map((ofInstance, instance) => ofInstance.map((name, i) => new CloudwatchLogGroup(
    stack, terraformName(spec.name, ...instance === 0 ? [] : [`replica${instance}`], 'log', logs[i]),
    { name, retentionInDays: spec.policy.logRetentionDays, kmsKeyId: key.arn, skipDestroy: spec.preventDestroy, tags: spec.tags },
  )));
}
