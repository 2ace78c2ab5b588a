import { PostgresExtension, PostgresParameters } from './postgres-parameters';
import { whole } from './resolve-storage';
import { Problems } from '../core/problems';

/** A parameter of the database's group. The method matters: a static one that is set "immediate" shows up as a change in every plan. */
export interface ParameterSpec {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

/** What the parameters of a database depend on. */
export interface ParameterInputs {
  readonly parameters: PostgresParameters;
  readonly extensions: readonly PostgresExtension[];
  readonly memoryGiB: number;
  readonly maxConnections: number;
}

/** A parameter that the developer may set: its name, from where to where, and how its unit becomes PostgreSQL's. */
interface Allowed {
  readonly name: string;
  readonly min: number;
  readonly max: (memoryMiB: number) => number;
  readonly value: (said: number) => number;
}

const MILLISECONDS = (seconds: number) => seconds * 1000;
const KIB = (mib: number) => mib * 1024;
const AS_IS = (value: number) => value;

/** Numbers that take effect at once. */
const ALLOWED: Record<Exclude<keyof PostgresParameters, 'logicalReplication' | 'randomPageCost'>, Allowed> = {
  statementTimeoutSeconds: { name: 'statement_timeout', min: 1, max: () => 86400, value: MILLISECONDS },
  lockTimeoutSeconds: { name: 'lock_timeout', min: 1, max: () => 3600, value: MILLISECONDS },
  idleInTransactionTimeoutSeconds: { name: 'idle_in_transaction_session_timeout', min: 1, max: () => 3600, value: MILLISECONDS },
  logSlowerThanMilliseconds: { name: 'log_min_duration_statement', min: 10, max: () => 60000, value: AS_IS },
  workMemMiB: { name: 'work_mem', min: 1, max: memoryMiB => memoryMiB / 16, value: KIB },
  maintenanceWorkMemMiB: { name: 'maintenance_work_mem', min: 16, max: memoryMiB => memoryMiB / 4, value: KIB },
  autovacuumScalePercent: { name: 'autovacuum_vacuum_scale_factor', min: 1, max: () => 100, value: percent => percent / 100 },
  statisticsTarget: { name: 'default_statistics_target', min: 1, max: () => 10000, value: AS_IS },
};

const KEYS = [...Object.keys(ALLOWED), 'randomPageCost', 'logicalReplication'];
const RANDOM_PAGE_COST = { min: 1, max: 10 };

/** Extensions that the platform itself uses, in every database. */
const OWN_EXTENSIONS = ['pg_stat_statements', 'pgaudit', 'plpgsql'];

/** Extensions that must be loaded when the server starts, and the name of what is loaded. */
const PRELOADED: Partial<Record<PostgresExtension, string>> = { [PostgresExtension.PG_CRON]: 'pg_cron' };

/**
 * Every parameter of a database: the platform's, then the developer's in the place of the platform's where the allow-list has it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
 */
export function parameterGroup(databaseName: string, { parameters, extensions, maxConnections }: ParameterInputs): ParameterSpec[] {
  const libraries = ['pg_stat_statements', 'pgaudit', ...extensions.flatMap(extension => PRELOADED[extension] ?? [])];
  const { logicalReplication, randomPageCost, ...numbers } = parameters;
  const own = [
    immediate('rds.force_ssl', '1'),
    immediate('ssl_min_protocol_version', 'TLSv1.2'),
    immediate('log_statement', 'ddl'),
    immediate('log_min_duration_statement', '1000'),
    immediate('log_connections', '1'),
    immediate('log_disconnections', '1'),
    immediate('log_lock_waits', '1'),
    immediate('log_temp_files', '10240'),
    immediate('track_io_timing', '1'),
    immediate('idle_in_transaction_session_timeout', '60000'),
    immediate('pgaudit.log', 'ddl,role'),
    immediate('rds.force_autovacuum_logging_level', 'warning'),
    immediate('rds.allowed_extensions', [...OWN_EXTENSIONS, ...extensions].sort().join(',')),
    onReboot('shared_preload_libraries', libraries.join(',')),
    onReboot('rds.restrict_password_commands', '1'),
    onReboot('max_connections', String(maxConnections)),
    // jobs live in the database that the services use
    ...extensions.includes(PostgresExtension.PG_CRON) ? [onReboot('cron.database_name', databaseName)] : [],
    ...logicalReplication ? [onReboot('rds.logical_replication', '1')] : [],
    ...randomPageCost === undefined ? [] : [immediate('random_page_cost', String(randomPageCost))],
  ];
  const said = Object.entries(numbers).filter(([, value]) => value !== undefined).map(([key, value]) => {
    const { name, value: inUnit } = ALLOWED[key as keyof typeof ALLOWED];
    return immediate(name, String(inUnit(value as number)));
  });
  const names = new Set(said.map(({ name }) => name));
  return [...own.filter(({ name }) => !names.has(name)), ...said];
}

/** Notes what is not on the allow-list or outside its range. */
export function checkParameters({ parameters, extensions, memoryGiB }: ParameterInputs, problems: Problems): void {
  const isObject = problems.must(
    typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters), 'parameters must be an object', parameters, 'write it as { workMemMiB: 16 }',
  );
  for (const [key, value] of isObject ? Object.entries(parameters).filter(([, given]) => given !== undefined) : []) {
    checkParameter(key, value, memoryGiB * 1024, problems);
  }

  const known = Object.values(PostgresExtension) as string[];
  if (problems.must(Array.isArray(extensions), 'extensions must be a list', extensions, 'write it as [PostgresExtension.PG_TRGM]')) {
    extensions.forEach((extension, i) => {
      problems.must(known.includes(extension), `an extension must be one of ${known.join(', ')}`, extension, 'use a member of PostgresExtension');
      problems.must(extensions.indexOf(extension) === i, 'extensions must name each once', extension, 'remove the second');
    });
  }
}

function checkParameter(key: string, value: unknown, memoryMiB: number, problems: Problems): void {
  if (key === 'logicalReplication') {
    problems.must(typeof value === 'boolean', 'logicalReplication must be true or false', value, 'correct it or leave it out');
  } else if (key === 'randomPageCost') {
    const { min, max } = RANDOM_PAGE_COST;
    problems.must(typeof value === 'number' && value >= min && value <= max, `randomPageCost must be a number from ${min} to ${max}`, value, 'correct it or leave it out');
  } else if (problems.must(Object.hasOwn(ALLOWED, key), `a key of parameters must be one of ${KEYS.join(', ')}`, key, 'the others are the platform\'s; ask the platform team')) {
    const { min, max } = ALLOWED[key as keyof typeof ALLOWED];
    whole(problems, key, value, min, max(memoryMiB), 'correct it or leave it out');
  }
}

function immediate(name: string, value: string): ParameterSpec {
  return { name, value, applyMethod: 'immediate' };
}

function onReboot(name: string, value: string): ParameterSpec {
  return { name, value, applyMethod: 'pending-reboot' };
}
