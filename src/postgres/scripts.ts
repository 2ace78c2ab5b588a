/** Where a migration finds its password file: in memory, and gone with the Pod. */
export const PGPASS_DIRECTORY = '/run/database';

/** Where the SQL of the roles is mounted. */
export const SQL_DIRECTORY = '/etc/pavement';

/** Name of its file. */
export const SQL_FILE = 'roles.sql';

/** Attempts, five seconds apart, while the roles are being made: five minutes. */
const SIGN_IN_ATTEMPTS = 60;

/**
 * Makes the roles as the master user.
 *
 * The password goes from Secrets Manager into the memory of this one process: it is in no Secret of the cluster, in no file and on no
 * command line. RDS gives the secret a name that is known only after apply, so its ARN comes from the connection descriptor. External
 * Secrets could fetch it, but would leave it in the cluster; and with Pod Identity it has one role for all databases.
 */
export const MAKE_ROLES = shell(
  'secret=$(aws secretsmanager get-secret-value --secret-id "$MASTER_SECRET_ARN" --query SecretString --output text)',
  'PGUSER=$(printf %s "$secret" | jq -er .username)',
  'PGPASSWORD=$(printf %s "$secret" | jq -er .password)',
  'unset secret',
  'export PGUSER PGPASSWORD',
  `exec psql --no-psqlrc --quiet --output /dev/null --set ON_ERROR_STOP=1 --file "${SQL_DIRECTORY}/${SQL_FILE}"`,
);

/** Signs in with IAM, leaves the token where libpq and most drivers look for a password, and waits until the database takes it. */
export const SIGN_IN = shell(
  'umask 077',
  'token=$(aws rds generate-db-auth-token --hostname "$PGHOST" --port "$PGPORT" --username "$PGUSER" --region "$AWS_REGION")',
  'escaped=$(printf %s "$token" | sed \'s/[\\\\:]/\\\\&/g\')',
  'printf \'%s:%s:%s:%s:%s\\n\' "$PGHOST" "$PGPORT" "$PGDATABASE" "$PGUSER" "$escaped" > "$PGPASSFILE"',
  'attempt=1',
  'until psql --no-psqlrc --quiet --command \'SELECT 1\' > /dev/null; do',
  `  [ "$attempt" -lt ${SIGN_IN_ATTEMPTS} ] || exit 1`,
  '  attempt=$((attempt + 1))',
  '  sleep 5',
  'done',
);

function shell(...lines: string[]): string[] {
  return ['/bin/sh', '-euc', `${lines.join('\n')}\n`];
}
