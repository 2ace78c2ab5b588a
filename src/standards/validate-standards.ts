import { DocumentProblem } from './document-problem';
import { check } from './standards-check';
import { validator } from './validate-document';
import { ID_RULE } from '../core/names';

const DNS_RULE = 'lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit';

/** What the patterns of the schema ask for, in words. */
export const PATTERNS: Record<string, string> = {
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': ID_RULE,
  '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$': 'a lower-case DNS name such as platform.example.com',
  '^[A-Za-z0-9][A-Za-z0-9_.-]*$': 'letters, digits, dots, hyphens and underscores, starting with a letter or digit',
  '^([a-z0-9-]|\\{team\\}|\\{system\\}|\\{environment\\})+$': 'lower-case letters, digits, hyphens and the placeholders {team}, {system} and {environment}',
  '^[0-9]{12}$': '12 digits',
  '^[a-z]{2}(-[a-z]+)+-[0-9]$': 'a region such as eu-central-1',
  '^vpc-[0-9a-f]{8,17}$': 'vpc- and 8 to 17 hexadecimal digits',
  '^arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+$': 'the ARN of an IAM policy, such as arn:aws:iam::111111111111:policy/boundary',
  '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:([A-Za-z0-9_-]|\\{team\\})+$':
    'the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:111111111111:alarms-{team}',
  '^[A-Za-z0-9_-]+$': 'letters, digits, hyphens and underscores',
  '^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$': 'the ARN of an IAM role, such as arn:aws:iam::111111111111:role/backup',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': 'a day such as 2026-07-01',
  '^subnet-[0-9a-f]{8,17}$': 'subnet- and 8 to 17 hexadecimal digits',
  '^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$': 'a zone such as eu-central-1a',
  '^[A-Za-z0-9][A-Za-z0-9_-]*$': 'letters, digits, hyphens and underscores, starting with a letter or digit',
  '^1\\.(2[89]|3[0-7])$': 'a Kubernetes version from 1.28 to 1.37',
  '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$': DNS_RULE,
  '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$': 'lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  '^[a-z]([a-z0-9-]*[a-z0-9])?$': 'lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit',
  '^[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$': 'a namespace and a name such as monitoring/default',
  '^https://[^\\s]+$': 'a URL that begins with https://, without spaces',
  '^[a-z0-9.-]+(/.*)?$': 'a host with optional path, without https://',
  '^[a-z0-9][a-z0-9./:_-]*@sha256:[0-9a-f]{64}$': 'an image with its digest, such as registry.example.com/platform/postgres-client@sha256: and 64 hexadecimal digits',
  '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$': '3 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit',
};

const validate = validator(check, PATTERNS);

/** Checks a document against the schema: every unknown key, wrong type and value out of range, with what is allowed instead. */
export function validateStandards(document: unknown): DocumentProblem[] {
  return validate(document);
}
