import type { PostgresConnections } from './postgres-connections';
import type { PostgresTerraform } from './postgres-terraform';
import { PostgresSpec } from './resolve-postgres';
import { Access, Binding, BindingRequest, BindingStatement } from '../core/binding';
import { databaseRole, descriptorPath } from '../core/names';
import { WorkloadIdentity } from '../standards/standards-props';

const CA_DIRECTORY = '/etc/ssl/rds';
const CONNECT_TIMEOUT_SECONDS = 5;

/** No variable, no rule: what a workload gets from a database that has problems of its own to report. */
const NOTHING: Binding = { variables: [], descriptorPath: '', egress: [], statements: [], mounts: [] };

/** Opens a database to a workload: the environment contract of libpq, and what network and IAM have to allow for it. */
export function acceptPostgresBinding(
  { workload, access, maxReplicas, poolSize }: BindingRequest, terraform: PostgresTerraform | undefined, connections: PostgresConnections | undefined,
): Binding {
  if (!terraform) {
    return NOTHING;
  }
  const { spec } = terraform;
  const { placed: { ownership, spec: { aws } }, policy } = spec;
  const role = databaseRole(workload, access === Access.READ ? 'ro' : 'app');
  terraform.admit(workload);
  if (maxReplicas !== undefined) {
    connections?.count(workload, maxReplicas, poolSize ?? policy.poolSize);
  }
  return {
    variables: [
      { name: 'PGHOST', descriptorKey: 'host' },
      ...spec.replicas.length === 0 ? [] : [{ name: 'PGREADHOSTS', descriptorKey: 'readHosts' }],
      { name: 'PGPORT', value: String(policy.port) },
      { name: 'PGDATABASE', value: spec.databaseName },
      { name: 'PGUSER', value: role },
      { name: 'PGSSLMODE', value: 'verify-full' },
      { name: 'PGSSLROOTCERT', value: `${CA_DIRECTORY}/global-bundle.pem` },
      { name: 'PGAPPNAME', value: workload },
      { name: 'PGCONNECT_TIMEOUT', value: String(CONNECT_TIMEOUT_SECONDS) },
    ],
    descriptorPath: descriptorPath(ownership, spec.name),
    egress: [{ cidrs: aws.databaseSubnets.map(({ cidr }) => cidr), port: policy.port }],
    statements: statements(terraform, spec, role),
    mounts: [{ configMap: policy.caBundleConfigMap, path: CA_DIRECTORY }],
  };
}

function statements({ resourceIds, keyArn }: PostgresTerraform, spec: PostgresSpec, role: string): BindingStatement[] {
  const { ownership, spec: { aws, cluster } } = spec.placed;
  return [
    { actions: ['rds-db:connect'], resources: resourceIds.map(id => `arn:aws:rds-db:${aws.region}:${aws.account}:dbuser:${id}/${role}`) },
    // with IRSA the descriptor is read with the service's own role; with Pod Identity External Secrets reads it with its own
    ...cluster.workloadIdentity !== WorkloadIdentity.IRSA ? [] : [
      { actions: ['ssm:GetParameter'], resources: [`arn:aws:ssm:${aws.region}:${aws.account}:parameter${descriptorPath(ownership, spec.name)}`] },
      // through Parameter Store only: the key's own policy says so
      { actions: ['kms:Decrypt'], resources: [keyArn] },
    ],
  ];
}
