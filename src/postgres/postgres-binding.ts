import { CA_DIRECTORY, connectionVariables } from './connection';
import { DatabaseRoles, ROLE_OF } from './database-roles';
import type { PostgresTerraform } from './postgres-terraform';
import { PGPASS_DIRECTORY, SIGN_IN } from './scripts';
import { Access, Binding, BindingRequest } from '../core/binding';
import { databaseRole, descriptorPath } from '../core/names';

/** No variable, no rule: what a workload gets from a database that has problems of its own to report. */
const NOTHING: Binding = { variables: [], descriptorPath: '', egress: [], statements: [], mounts: [] };

/** Opens a database to a workload: the environment contract of libpq, and what network and IAM have to allow for it. */
export function acceptPostgresBinding(
  { workload, access }: BindingRequest, terraform: PostgresTerraform | undefined, roles: DatabaseRoles | undefined,
): Binding {
  if (!terraform || !roles) {
    return NOTHING;
  }
  const { spec } = terraform;
  const { placed: { ownership, spec: { aws } }, policy } = spec;
  const role = databaseRole(workload, ROLE_OF[access]);
  roles.grant(workload, access);
  terraform.admit(workload);
  return {
    variables: [
      ...connectionVariables(spec, role, access === Access.MIGRATE ? `${workload}-migration` : workload),
      ...access === Access.MIGRATE ? [{ name: 'PGPASSFILE', value: `${PGPASS_DIRECTORY}/pgpass` }] : [],
    ],
    descriptorPath: descriptorPath(ownership, spec.name),
    egress: [{ cidrs: aws.databaseSubnets.map(({ cidr }) => cidr), port: policy.port }],
    statements: [{
      actions: ['rds-db:connect'],
      resources: [`arn:aws:rds-db:${aws.region}:${aws.account}:dbuser:${terraform.resourceId}/${role}`],
    }],
    mounts: [{ configMap: policy.caBundleConfigMap, path: CA_DIRECTORY }],
    // tools that migrate seldom know IAM, but all know a password file
    ...access === Access.MIGRATE && { preparation: { image: policy.clientImage ?? '', command: SIGN_IN, directory: PGPASS_DIRECTORY } },
  };
}
