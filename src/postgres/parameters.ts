/**
 * Parameters of every database. The method matters: a static parameter that is set "immediate" shows up as a change in every plan.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
 */
export const PARAMETERS = [
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
  onReboot('shared_preload_libraries', 'pg_stat_statements,pgaudit'),
  onReboot('rds.restrict_password_commands', '1'),
] as const;

function immediate(name: string, value: string) {
  return { name, value, applyMethod: 'immediate' };
}

function onReboot(name: string, value: string) {
  return { name, value, applyMethod: 'pending-reboot' };
}
