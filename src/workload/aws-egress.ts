import { Problems } from '../core/problems';
import { ClusterSpec, EnvironmentSpec } from '../standards/environment-spec';
import { WorkloadIdentity } from '../standards/standards-props';

/** Whether a job reaches services of AWS itself: with IAM roles for service accounts even its credentials come from one. */
export function reachesAws(callsAws: boolean, { workloadIdentity }: Pick<ClusterSpec, 'workloadIdentity'>): boolean {
  return callsAws || workloadIdentity === WorkloadIdentity.IRSA;
}

/** Notes when a job would have to reach the whole internet, because nobody knows the addresses of AWS services. */
export function checkAwsEgress(callsAws: boolean, { name, aws, cluster }: EnvironmentSpec, problems: Problems): void {
  problems.must(
    !reachesAws(callsAws, cluster) || aws.endpointCidrs !== undefined,
    `environment ${name} must have interface endpoints through which a job of a database reaches AWS`, aws.endpointCidrs,
    'ask the platform team for aws.endpointCidrs of the standards',
  );
}
