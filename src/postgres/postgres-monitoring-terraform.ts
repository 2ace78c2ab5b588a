import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { TerraformStack } from 'cdktf';
import { PostgresSpec } from './resolve-postgres';
import { roleName, terraformName } from '../core/names';

/** The role through which RDS writes what it measures inside the instances. */
export interface MonitoringRole {
  readonly role: IamRole;
  /** RDS tries the role when the instance is made, so it must have its policy by then. */
  readonly attachment: IamRolePolicyAttachment;
}

/** A role that RDS can take for these instances only, and that can write its metrics only. */
export function addMonitoringRole(stack: TerraformStack, spec: PostgresSpec, identifiers: string[]): MonitoringRole {
  const { ownership, spec: { aws } } = spec.placed;
  const logs = `arn:aws:logs:${aws.region}:${aws.account}:log-group:RDSOSMetrics`;
  const role = new IamRole(stack, terraformName(spec.name, 'monitoring-role'), {
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
          ArnEquals: { 'aws:SourceArn': identifiers.map(identifier => `arn:aws:rds:${aws.region}:${aws.account}:db:${identifier}`) },
        },
      }],
    }),
    permissionsBoundary: aws.permissionsBoundary,
    tags: spec.tags,
  });
  const policy = new IamPolicy(stack, terraformName(spec.name, 'monitoring-policy'), {
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
  const attachment = new IamRolePolicyAttachment(stack, terraformName(spec.name, 'monitoring-attachment'), { role: role.name, policyArn: policy.arn });
  return { role, attachment };
}
