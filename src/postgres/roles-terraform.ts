import type { PostgresTerraform } from './postgres-terraform';
import { WorkloadIdentity } from '../standards/standards-props';
import { Job } from '../workload/job';
import { addJobIdentity } from '../workload/job-terraform';
import { IdentityStatement } from '../workload/policy-documents';

/** The identity of the Job that makes the roles: it can read the master secret of this one database, and nothing else. */
export function addRolesIdentity(job: Job, { masterSecretArn, keyArn }: PostgresTerraform): void {
  const { aws, cluster } = job.placed.spec;
  const via = (service: string, context: Record<string, string>): IdentityStatement => ({
    actions: ['kms:Decrypt'],
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${aws.region}.amazonaws.com`, ...context } },
  });
  const descriptor = `arn:aws:ssm:${aws.region}:${aws.account}:parameter${job.descriptorPath}`;
  addJobIdentity(job, [
    { actions: ['secretsmanager:GetSecretValue'], resources: [masterSecretArn] },
    via('secretsmanager', { 'kms:EncryptionContext:SecretARN': masterSecretArn }),
    // with IAM roles for service accounts External Secrets reads the descriptor in the name of the Job; with Pod Identity it cannot
    ...cluster.workloadIdentity === WorkloadIdentity.IRSA
      ? [{ actions: ['ssm:GetParameter'], resources: [descriptor] }, via('ssm', { 'kms:EncryptionContext:PARAMETER_ARN': descriptor })]
      : [],
  ]);
}
