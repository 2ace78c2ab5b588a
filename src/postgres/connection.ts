import { PostgresSpec } from './resolve-postgres';
import { BindingVariable } from '../core/binding';

/** Where the certificate authorities of RDS are in a container. */
export const CA_DIRECTORY = '/etc/ssl/rds';

const CONNECT_TIMEOUT_SECONDS = 5;

/**
 * How whoever uses a database reaches it, in libpq's words.
 *
 * @param role - as whom; undefined when that is known only to the process
 */
export function connectionVariables({ policy, databaseName }: PostgresSpec, role: string | undefined, application: string): BindingVariable[] {
  return [
    { name: 'PGHOST', descriptorKey: 'host' },
    { name: 'PGPORT', value: String(policy.port) },
    { name: 'PGDATABASE', value: databaseName },
    ...role === undefined ? [] : [{ name: 'PGUSER', value: role }],
    { name: 'PGSSLMODE', value: 'verify-full' },
    { name: 'PGSSLROOTCERT', value: `${CA_DIRECTORY}/global-bundle.pem` },
    { name: 'PGAPPNAME', value: application },
    { name: 'PGCONNECT_TIMEOUT', value: String(CONNECT_TIMEOUT_SECONDS) },
  ];
}
