import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { PostgresSpec } from './resolve-postgres';
import { keyAlias, terraformName } from '../core/names';

const ROTATION_DAYS = 365;
const DELETION_WINDOW_DAYS = 30;

/** What whoever may administer the key can do with it: everything but read or write what it encrypts. */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:DeleteAlias', 'kms:Describe*', 'kms:Disable*', 'kms:Enable*', 'kms:Get*', 'kms:List*', 'kms:Put*',
  'kms:RevokeGrant', 'kms:RotateKeyOnDemand', 'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UntagResource', 'kms:UpdateAlias', 'kms:UpdateKeyDescription',
];
const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** The key of everything that belongs to a database: storage, backups, logs, insights, master secret, descriptor. */
export function addKey(stack: TerraformStack, spec: PostgresSpec, logGroups: string[]): KmsKey {
  const { aws } = spec.placed.spec;
  const services = ['rds', 'secretsmanager', 'ssm', 'backup'];
  return addKeyIn(stack, spec, ['key'], `Data of ${spec.identifier}`, [
    ...throughServices(aws.account, aws.region, services),
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: `logs.${aws.region}.amazonaws.com` },
      Action: USE,
      Resource: '*',
      Condition: {
        ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroups.map(group => `arn:aws:logs:${aws.region}:${aws.account}:log-group:${group}`) },
      },
    },
  ]);
}

/** The key of what is copied to another region: a key is good in its own region only. */
export function addCopyKey(stack: TerraformStack, spec: PostgresSpec, region: string, provider: AwsProvider): KmsKey {
  const statements = throughServices(spec.placed.spec.aws.account, region, ['rds', 'backup']);
  return addKeyIn(stack, spec, ['copies', 'key'], `Copied backups of ${spec.identifier}`, statements, provider);
}

function addKeyIn(
  stack: TerraformStack, spec: PostgresSpec, purpose: string[], description: string, statements: object[], provider?: AwsProvider,
): KmsKey {
  const { spec: { aws }, ownership } = spec.placed;
  const key = new KmsKey(stack, terraformName(spec.name, ...purpose), {
    description,
    enableKeyRotation: true,
    rotationPeriodInDays: ROTATION_DAYS,
    deletionWindowInDays: DELETION_WINDOW_DAYS,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Administration', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${aws.account}:root` }, Action: ADMINISTRATION, Resource: '*' },
        ...statements,
      ],
    }),
    tags: spec.tags,
    provider,
  });
  const alias = keyAlias(ownership, spec.name);
  new KmsAlias(stack, terraformName(spec.name, ...purpose, 'alias'), { name: provider ? `${alias}/copies` : alias, targetKeyId: key.keyId, provider });
  return key;
}

/** Whoever IAM allows it in the account uses the key through these services and in no other way. */
function throughServices(account: string, region: string, services: string[]): object[] {
  const statement = (sid: string, action: string[], condition: object) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: action,
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': services.map(service => `${service}.${region}.amazonaws.com`) }, ...condition },
  });
  return [
    statement('UseThroughServices', USE, {}),
    statement('GrantsOfServices', ['kms:CreateGrant'], { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  ];
}
