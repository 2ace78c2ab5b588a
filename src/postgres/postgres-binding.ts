import type { PostgresTerraform } from './postgres-terraform';
import { Access, Binding, BindingRequest } from '../core/binding';
import { databaseRole, descriptorPath } from '../core/names';

const CA_DIRECTORY = '/etc/ssl/rds';
const CONNECT_TIMEOUT_SECONDS = 5;

/** No variable, no rule: what a workload gets from a database that has problems of its own to report. */
const NOTHING: Binding = { variables: [], descriptorPath: '', egress: [], statements: [], mounts: [] };

/** Opens a database to a workload: the environment contract of libpq, and what network and IAM have to allow for it. */
export function acceptPostgresBinding({ workload, access }: BindingRequest, terraform: PostgresTerraform | undefined): Binding {
  if (!terraform) {
    return NOTHING;
  }
  const { spec } = terraform;
  const { placed: { ownership, spec: { aws } }, policy } = spec;
  const role = databaseRole(workload, access === Access.READ ? 'ro' : 'app');
  terraform.admit(workload);
  return {
    variables: [
      { name: 'PGHOST', descriptorKey: 'host' },
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
    statements: [{
      actions: ['rds-db:connect'],
      resources: [`arn:aws:rds-db:${aws.region}:${aws.account}:dbuser:${terraform.resourceId}/${role}`],
    }],
    mounts: [{ configMap: policy.caBundleConfigMap, path: CA_DIRECTORY }],
  };
}
