import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbInstanceAutomatedBackupsReplication } from '@cdktf/provider-aws/lib/db-instance-automated-backups-replication';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { addCopyKey } from './postgres-key-terraform';
import { PostgresSpec } from './resolve-postgres';
import { backupSelectionName, terraformName } from '../core/names';

/** Backups beside the instance's own: in the account's plan, and in another region, where the standards say so. */
export function addBackups(stack: TerraformStack, spec: PostgresSpec, instance: DbInstance): void {
  const { ownership, spec: { aws } } = spec.placed;
  if (aws.backupPlan) {
    new BackupSelection(stack, terraformName(spec.name, 'backup'), {
      name: backupSelectionName(ownership, spec.name),
      planId: aws.backupPlan.planId,
      iamRoleArn: aws.backupPlan.roleArn,
      // by ARN: a selection by tag does not count for an audit, and another's tag could take it away
      resources: [instance.arn],
    });
  }
  if (aws.backupCopies) {
    const { region, retentionDays } = aws.backupCopies;
    const provider = copiesProvider(stack, region, aws.account);
    new DbInstanceAutomatedBackupsReplication(stack, terraformName(spec.name, 'copies'), {
      sourceDbInstanceArn: instance.arn,
      kmsKeyId: addCopyKey(stack, spec, region, provider).arn,
      retentionPeriod: retentionDays ?? spec.backupRetentionDays,
      provider,
    });
  }
}

/** The provider of the other region; all databases of a stack share it. */
function copiesProvider(stack: TerraformStack, region: string, account: string): AwsProvider {
  return stack.node.tryFindChild('aws_copies') as AwsProvider | undefined
    ?? new AwsProvider(stack, 'aws_copies', { alias: 'copies', region, allowedAccountIds: [account] });
}
