import { CA_DIRECTORY, connectionVariables } from './connection';
import { DatabaseRoles, ROLE_OF } from './database-roles';
import type { PostgresConnections } from './postgres-connections';
import type { PostgresTerraform } from './postgres-terraform';
import { PostgresSpec } from './resolve-postgres';
import { PGPASS_DIRECTORY, SIGN_IN } from './scripts';
import { Access, Binding, BindingRequest, BindingStatement } from '../core/binding';
import { databaseRole, descriptorPath } from '../core/names';
import { WorkloadIdentity } from '../standards/standards-props';

/** No variable, no rule: what a workload gets from a database that has problems of its own to report. */
const NOTHING: Binding = { variables: [], descriptorPath: '', egress: [], statements: [], mounts: [] };

/** Opens a database to a workload: the environment contract of libpq, and what network and IAM have to allow for it. */
export function acceptPostgresBinding(
  { workload, access, maxReplicas, poolSize }: BindingRequest,
  terraform: PostgresTerraform | undefined,
  connections: PostgresConnections | undefined,
  roles: DatabaseRoles | undefined,
): Binding {
  if (!terraform || !roles) {
    return NOTHING;
  }
  const { spec } = terraform;
  const { placed: { ownership, spec: { aws } }, policy } = spec;
  const role = databaseRole(workload, ROLE_OF[access]);
  roles.grant(workload, access);
  terraform.admit(workload);
  if (maxReplicas !== undefined) {
    connections?.count(workload, maxReplicas, poolSize ?? policy.poolSize);
  }
  return {
    variables: [
      ...connectionVariables(spec, role, access === Access.MIGRATE ? `${workload}-migration` : workload),
      ...spec.replicas.length === 0 || access === Access.MIGRATE ? [] : [{ name: 'PGREADHOSTS', descriptorKey: 'readHosts' }],
      ...access === Access.MIGRATE ? [{ name: 'PGPASSFILE', value: `${PGPASS_DIRECTORY}/pgpass` }] : [],
    ],
    descriptorPath: descriptorPath(ownership, spec.name),
    egress: [{ cidrs: aws.databaseSubnets.map(({ cidr }) => cidr), port: policy.port }],
    statements: statements(terraform, spec, role),
    mounts: [{ configMap: policy.caBundleConfigMap, path: CA_DIRECTORY }],
    // tools that migrate seldom know IAM, but all know a password file
    ...access === Access.MIGRATE && { preparation: { image: policy.clientImage ?? '', command: SIGN_IN, directory: PGPASS_DIRECTORY } },
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
