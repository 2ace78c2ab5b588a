/**
 * Attributes of AWS resources that decide whether a control holds. They must be known, and Terraform must keep them as they are written.
 */
export const GUARDED_ATTRIBUTES: ReadonlySet<string> = new Set([
  'access_control_policy', 'access_logs', 'access_policies', 'access_policy', 'account_id', 'acl', 'actions_enabled', 'admin_user_password',
  'alarm_actions', 'allowed_principals', 'associate_public_ip_address', 'assume_role_policy', 'at_rest_encryption_enabled', 'auth_token',
  'authorization_type', 'auto_minor_version_upgrade', 'automated_snapshot_retention_period', 'automatic_failover_enabled', 'availability_zone_name',
  'backup_retention_period', 'block_device_mappings', 'block_public_acls', 'block_public_policy', 'cidr', 'cidr_blocks', 'cidr_ipv4', 'cidr_ipv6',
  'cluster_config', 'connection_properties', 'copy_tags_to_snapshot', 'customer_master_key_spec', 'db_cluster_instance_class',
  'db_cluster_parameter_group_name', 'default_action', 'delete_automated_backups', 'deletion_protection', 'deletion_protection_enabled',
  'deletion_window_in_days', 'description', 'domain_endpoint_options', 'ebs_block_device', 'egress', 'enable', 'enable_key_rotation',
  'enable_log_file_validation', 'enable_logging', 'enabled_cloudwatch_logs_exports', 'enabled_cluster_log_types', 'encrypt_at_rest', 'encrypted',
  'encryption_config', 'encryption_info', 'encryption_type', 'engine', 'engine_lifecycle_support', 'engine_version', 'entry', 'family',
  'force_delete', 'force_destroy', 'function_name', 'grant', 'group', 'groups', 'iam_database_authentication_enabled', 'identifier',
  'ignore_public_acls', 'ingress', 'inline_policy', 'insufficient_data_actions', 'ip_protocol', 'ipv6_cidr_blocks', 'is_enabled',
  'is_multi_region_trail', 'key_id', 'key_usage', 'kinesis_source_configuration', 'kms_key_arn', 'kms_key_id', 'kms_master_key_id',
  'log_publishing_options', 'logging', 'logging_config', 'logging_info', 'manage_master_user_password', 'managed_policy_arn', 'managed_policy_arns',
  'map_public_ip_on_launch', 'master_password', 'master_user_secret_kms_key_id', 'metadata_options', 'monitoring_interval', 'monitoring_role_arn',
  'multi_az', 'multi_az_enabled', 'namespace', 'network_interfaces', 'node_to_node_encryption', 'ok_actions', 'override_policy_documents',
  'package_type', 'parameter', 'parameter_group_name', 'password', 'performance_insights_enabled', 'performance_insights_kms_key_id', 'permissions',
  'permissions_boundary', 'point_in_time_recovery', 'policy', 'policy_arn', 'policy_document', 'principal', 'principal_arn', 'protocol',
  'public_access_block_configuration', 'publicly_accessible', 'recovery_window_in_days', 'redrive_allow_policy', 'redrive_policy',
  'replicate_source_db', 'replication_group_id', 'require_tls', 'restrict_public_buckets', 'retention_in_days', 'root_block_device',
  'rotation_rules', 'rule', 'runtime', 'secret_binary', 'secret_string', 'server_side_encryption', 'service_account', 'shared_accounts',
  'skip_final_snapshot', 'source_account', 'source_arn', 'source_policy_documents', 'sqs_managed_sse_enabled', 'ssl_policy', 'statement',
  'storage_encrypted', 'tags', 'transit_encryption_enabled', 'transit_encryption_mode', 'type', 'users', 'versioning_configuration', 'vpc_config',
  'vpc_options', 'vpc_security_group_ids',
]);
