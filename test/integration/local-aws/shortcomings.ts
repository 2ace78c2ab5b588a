import type { Cloud } from '../harness/local-aws';

/** What a local cloud cannot do of what a database needs, with the reason. The tests fail when something on it begins to work, or something else stops. */
export interface Shortcomings {
  /** Types of resources that cannot be applied. */
  readonly cannotApply: Record<string, string>;
  /** Attributes that have no value after the apply, as Terraform refers to them. */
  readonly cannotTell: Record<string, string>;
  /** Types of resources that cannot be destroyed; Terraform forgets them before the rest is. */
  readonly cannotDestroy: Record<string, string>;
  /** `type.attribute` that a second plan wants to change although nothing did. */
  readonly forgets: Record<string, string>;
}

const ALARM = 'kept, as boto3 shows, but not told to the provider, which asks in another protocol';

export const SHORTCOMINGS: Record<Cloud, Shortcomings> = {
  moto_server: {
    cannotApply: {
      aws_backup_selection: 'CreateBackupSelection is not implemented',
      aws_db_instance_automated_backups_replication: 'StartDBInstanceAutomatedBackupsReplication is not implemented',
      aws_eks_pod_identity_association: 'the Pod Identity API is not implemented',
    },
    cannotTell: {},
    cannotDestroy: {
      aws_secretsmanager_secret_rotation: 'CancelRotateSecret asks for a Lambda function, which a secret that RDS rotates by itself does not have',
    },
    forgets: {
      'aws_db_instance.database_insights_mode': 'not part of its answer',
      'aws_db_instance.engine_lifecycle_support': 'not part of its answer',
      'aws_db_instance.monitoring_interval': 'not part of its answer',
      'aws_db_instance.monitoring_role_arn': 'not part of its answer',
      'aws_db_instance.network_type': 'not part of its answer',
      'aws_db_instance.performance_insights_enabled': 'not part of its answer',
      'aws_db_instance.performance_insights_kms_key_id': 'not part of its answer',
      'aws_db_instance.performance_insights_retention_period': 'not part of its answer',
      'aws_db_parameter_group.parameter': 'parameters are kept, as boto3 shows, but not listed as set by the user',
      'aws_kms_key.rotation_period_in_days': 'not part of its answer',
    },
  },
  ministack: {
    cannotApply: {
      aws_db_event_subscription: 'CreateEventSubscription is not implemented',
      aws_db_instance_automated_backups_replication: 'StartDBInstanceAutomatedBackupsReplication is not implemented',
      aws_secretsmanager_secret_rotation: 'there is no managed master secret to rotate',
    },
    cannotTell: {
      'aws_db_instance.orders.master_user_secret[0].secret_arn': 'the managed master secret is not made',
    },
    cannotDestroy: {},
    forgets: {
      'aws_cloudwatch_metric_alarm.actions_enabled': ALARM,
      'aws_cloudwatch_metric_alarm.alarm_actions': ALARM,
      'aws_cloudwatch_metric_alarm.alarm_description': ALARM,
      'aws_cloudwatch_metric_alarm.dimensions': ALARM,
      'aws_cloudwatch_metric_alarm.ok_actions': ALARM,
      'aws_cloudwatch_metric_alarm.period': ALARM,
      'aws_cloudwatch_metric_alarm.statistic': ALARM,
      'aws_db_instance.backup_window': 'answers with a window of its own',
      'aws_db_instance.database_insights_mode': 'not part of its answer',
      'aws_db_instance.enabled_cloudwatch_logs_exports': 'not part of its answer',
      'aws_db_instance.engine_lifecycle_support': 'not part of its answer',
      'aws_db_instance.performance_insights_kms_key_id': 'not part of its answer',
    },
  },
};
