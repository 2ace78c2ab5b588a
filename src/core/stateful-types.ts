/** What a type of Terraform resource that holds data is known by, and what must not happen to it. */
export interface StatefulType {
  /** What it holds, in words. */
  readonly noun: string;
  /** Attribute that names it outside of Terraform, for types whose names are given. */
  readonly identifier?: string;
  /** Attributes that cannot be changed: Terraform would destroy it and create an empty one. */
  readonly immutable: readonly string[];
  /** Attribute that says how much it can hold, in GiB, where AWS can only make that more. */
  readonly storage?: string;
  /** Attribute of those that only copy another one of the type, and so hold nothing of their own. */
  readonly copyOf?: string;
}

/**
 * Types of AWS resources that hold data which nothing brings back once they are destroyed; a key holds what it has encrypted.
 *
 * What is immutable is what the provider hashicorp/aws marks as forcing a new resource; an integration test asks it for every attribute.
 */
export const STATEFUL_TYPES: Readonly<Record<string, StatefulType>> = {
  aws_db_instance: {
    noun: 'database',
    identifier: 'identifier',
    immutable: ['db_name', 'engine', 'kms_key_id', 'storage_encrypted', 'username'],
    storage: 'allocated_storage',
    copyOf: 'replicate_source_db',
  },
  aws_rds_cluster: {
    noun: 'database', identifier: 'cluster_identifier', immutable: ['database_name', 'engine', 'kms_key_id', 'master_username', 'storage_encrypted'],
  },
  aws_dynamodb_table: { noun: 'table', identifier: 'name', immutable: ['hash_key', 'name', 'range_key'] },
  aws_s3_bucket: { noun: 'bucket', identifier: 'bucket', immutable: ['bucket'] },
  aws_efs_file_system: { noun: 'file system', identifier: 'creation_token', immutable: ['creation_token', 'encrypted', 'kms_key_id', 'performance_mode'] },
  aws_ebs_volume: { noun: 'volume', immutable: ['availability_zone', 'encrypted', 'kms_key_id'], storage: 'size' },
  aws_sqs_queue: { noun: 'queue', identifier: 'name', immutable: ['fifo_queue', 'name'] },
  aws_kms_key: { noun: 'key', immutable: ['customer_master_key_spec', 'key_usage', 'multi_region'] },
  aws_secretsmanager_secret: { noun: 'secret', identifier: 'name', immutable: ['name'] },
};
