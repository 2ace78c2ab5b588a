import { createHash } from 'crypto';

/** The longest id of a construct, so that every name derived from it stays readable. */
export const ID_LIMIT = 40;

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const HASH_LENGTH = 8;

/** What every name is made from: who runs what, where. */
export interface Place {
  readonly organization: string;
  readonly environment: string;
  readonly team: string;
  readonly system: string;
}

/** Whether a text can name a component, a system, a team or an environment on both planes. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && ID.test(text) && text.length <= ID_LIMIT;
}

/** What `isId` asks for, as a sentence for messages. */
export const ID_RULE = `1 to ${ID_LIMIT} lower-case letters, digits and single hyphens, starting with a letter`;

/**
 * Joins parts with hyphens to a name of at most `limit` characters that no other list of parts joins to.
 *
 * The plain join stays as it is while it fits and can be read in one way only. Otherwise (too long, or a part contains a hyphen
 * itself) it is cut where needed and ends with 8 characters of a SHA-256 over the parts (40 bits).
 */
export function joinName(parts: readonly string[], limit: number): string {
  const plain = parts.join('-');
  if (plain.length <= limit && !parts.some(part => part.includes('-'))) {
    return plain;
  }
  const stem = plain.slice(0, limit - HASH_LENGTH - 1).replace(/-+$/, '');
  return `${stem}-${shortHash(parts)}`;
}

/** 8 lower-case letters and digits that differ for different content (40 bits of SHA-256, RFC 4648 base 32). */
export function shortHash(content: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest();
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from({ length: HASH_LENGTH }, (_, i) => alphabet[digest[i] % 32]).join('');
}

/** A whole number below `count` that spreads different content evenly and is the same for the same content. */
export function spread(content: unknown, count: number): number {
  return createHash('sha256').update(JSON.stringify(content)).digest().readUInt32BE(0) % count;
}

/** The Kubernetes namespace of a team's part of a system, from the environment's pattern (RFC 1123 label, at most 63 characters). */
export function namespaceName(pattern: string, place: Place): string {
  const name = pattern.replace(/\{(\w+)\}/g, (_, key: keyof Place) => place[key]);
  return name.length <= 63 ? name : `${name.slice(0, 63 - HASH_LENGTH - 1).replace(/-+$/, '')}-${shortHash([pattern, place])}`;
}

/** Name of a Kubernetes object that belongs to a component (RFC 1123 label, at most 63 characters). */
export function objectName(component: string, ...purpose: string[]): string {
  return purpose.length === 0 ? component : joinName([component, ...purpose], 63);
}

/**
 * Identifier of a database instance: at most 63 characters.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
 */
export function databaseIdentifier(place: Place, name: string): string {
  return joinName([place.system, name, place.environment], 63);
}

/** Name of the database inside the instance: letters, digits and underscores, starting with a letter, at most 63 bytes. */
export function databaseName(name: string): string {
  return name.replace(/-/g, '_');
}

/** PostgreSQL role of a service: at most 63 bytes. No id holds an underscore, so roles of two services cannot have one name. */
export function databaseRole(service: string, privilege: 'owner' | 'migrator' | 'app' | 'ro'): string {
  return `${databaseSchema(service)}_${privilege}`;
}

/** PostgreSQL schema that holds the tables of a service: at most 63 bytes. */
export function databaseSchema(service: string): string {
  return service.replace(/-/g, '_');
}

/**
 * Name of an IAM role: at most 64 characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function roleName(place: Place, name: string, purpose: string): string {
  return joinName([place.system, name, place.environment, purpose], 64);
}

/** Alias of an encryption key: at most 256 characters, slashes allowed. */
export function keyAlias(place: Place, name: string): string {
  return `alias/${place.organization}/${place.environment}/${place.system}/${name}`;
}

/** Path of the parameter that tells a component's users how to reach it; it never holds a secret. At most 1,011 characters. */
export function descriptorPath(place: Place, name: string): string {
  return `/${place.organization}/${place.environment}/${place.system}/${name}/connection`;
}

/** Path of a secret of a component's own: at most 512 characters. */
export function secretPath(place: Place, component: string, name: string): string {
  return `/${place.organization}/${place.environment}/${place.system}/${component}/${name}`;
}

/** Identifier of a read replica of a database, counted from 1: at most 63 characters. */
export function replicaIdentifier(place: Place, name: string, number: number): string {
  return joinName([place.system, name, place.environment, `replica${number}`], 63);
}

/** Name of an alarm about a database: at most 255 characters. The slash keeps what it watches apart, because no identifier holds one. */
export function alarmName(identifier: string, purpose: string): string {
  return `${identifier}/${purpose}`;
}

/**
 * Name of a selection of resources in a backup plan: at most 50 characters.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 */
export function backupSelectionName(place: Place, name: string): string {
  return joinName([place.system, name, place.environment], 50);
}

/** Name of the secret that holds a database's master password where RDS does not keep it itself: at most 512 characters. */
export function masterSecretName(place: Place, name: string): string {
  return `${place.organization}/${place.environment}/${place.system}/${name}/master`;
}

/** Where RDS writes an exported log of an instance; the name is fixed by RDS. */
export function databaseLogGroup(identifier: string, log: string): string {
  return `/aws/rds/instance/${identifier}/${log}`;
}

/** Name of a Terraform resource: the component, and what the resource is to it. Ids hold no underscore, so the two cannot mix. */
export function terraformName(component: string, ...purpose: string[]): string {
  return [component, ...purpose].join('_');
}
