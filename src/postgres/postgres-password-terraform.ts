import { DbInstance, DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { TerraformStack } from 'cdktf';
import { PostgresSpec } from './resolve-postgres';
import { masterSecretName, terraformName } from '../core/names';

const MASTER_ROTATION_DAYS = 30;
const PASSWORD_LENGTH = 40;
const RECOVERY_DAYS = 30;

/** Write-only attributes need it. */
const TERRAFORM_VERSION = '>= 1.11';

/** How the master password is made and kept. In neither way it is in a state file, a cluster or a program. */
export interface MasterPassword {
  /** What the instance is told of it. */
  readonly settings: Partial<DbInstanceConfig>;
  /** Adds what holds the password once there is an instance; answers a reference to the secret's ARN. */
  addSecret(instance: DbInstance): string;
}

/**
 * RDS makes, keeps and rotates the password; except for a database with replicas, where it refuses to.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-limitations
 */
export function addMasterPassword(stack: TerraformStack, spec: PostgresSpec, key: KmsKey): MasterPassword {
  return spec.replicas.length === 0 ? managed(stack, spec, key) : writtenOnce(stack, spec, key);
}

function managed(stack: TerraformStack, spec: PostgresSpec, key: KmsKey): MasterPassword {
  return {
    settings: { manageMasterUserPassword: true, masterUserSecretKmsKeyId: key.arn },
    addSecret: instance => {
      const { secretArn } = instance.masterUserSecret.get(0);
      new SecretsmanagerSecretRotation(stack, terraformName(spec.name, 'rotation'), {
        secretId: secretArn,
        rotateImmediately: false,
        rotationRules: { automaticallyAfterDays: MASTER_ROTATION_DAYS },
      });
      return secretArn;
    },
  };
}

/** A password that exists only while Terraform applies, written to the instance and to a secret by the same apply. */
function writtenOnce(stack: TerraformStack, spec: PostgresSpec, key: KmsKey): MasterPassword {
  const name = terraformName(spec.name, 'master-password');
  const password = `\${ephemeral.aws_secretsmanager_random_password.${name}.random_password}`;
  stack.addOverride(`ephemeral.aws_secretsmanager_random_password.${name}`, { password_length: PASSWORD_LENGTH, exclude_punctuation: true });
  stack.addOverride('terraform.required_version', TERRAFORM_VERSION);
  return {
    settings: { passwordWo: password, passwordWoVersion: 1 },
    addSecret: instance => {
      const secret = new SecretsmanagerSecret(stack, terraformName(spec.name, 'master'), {
        name: masterSecretName(spec.placed.ownership, spec.name),
        description: `Master password of ${spec.identifier}`,
        kmsKeyId: key.arn,
        recoveryWindowInDays: RECOVERY_DAYS,
        tags: spec.tags,
      });
      new SecretsmanagerSecretVersion(stack, terraformName(spec.name, 'master-value'), {
        secretId: secret.id,
        secretStringWo: `\${jsonencode({ username = "${instance.usernameInput}", password = ephemeral.aws_secretsmanager_random_password.${name}.random_password })}`,
        secretStringWoVersion: 1,
      });
      return secret.arn;
    },
  };
}
