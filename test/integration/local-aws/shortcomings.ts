import type { Cloud } from '../harness/local-aws';

/** What a local cloud cannot do of what a database needs, with the reason. The tests fail when something on it begins to work, or something else stops. */
export interface Shortcomings {
  /** Types of resources that cannot be applied. */
  readonly cannotApply: Record<string, string>;
  /** Attributes that have no value after the apply, as Terraform refers to them. */
  readonly cannotTell: Record<string, string>;
  /** `type.attribute` that a second plan wants to change although nothing did. */
  readonly forgets: Record<string, string>;
}

export const SHORTCOMINGS: Record<Cloud, Shortcomings> = {
  moto_server: {
    cannotApply: {
      aws_backup_selection: 'its answer has no creation date, which the provider takes for granted',
      aws_db_instance_automated_backups_replication: 'StartDBInstanceAutomatedBackupsReplication is not implemented',
      aws_eks_pod_identity_association: 'the Pod Identity API is not implemented',
    },
    cannotTell: {},
    forgets: {
      'aws_db_parameter_group.parameter': 'parameters are kept but not listed as set by the user',
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
    forgets: {},
  },
};
