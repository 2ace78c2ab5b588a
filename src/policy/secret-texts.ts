import { isUnknown, legible } from './unknown';
import { credentialIn } from '../core/credential-forms';

/** Names of attributes that hold a secret, in the provider for AWS and in what its resources pass on. */
const SECRET = /(^|[_.-])(password|passphrase|auth[_-]?token|private[_-]?key|secret[_-]?key|secret[_-]?access[_-]?key|client[_-]?secret|api[_-]?key)$/i;

/** Where a resource has a secret as a text: paths of attributes, at any depth, such as `kafka_settings.0.sasl_password`. */
export interface SecretTexts {
  /** Of those that are named like a secret. */
  readonly secretTexts: readonly string[];
  /** Of those whose text looks like a credential, whatever they are called. What is around a reference is looked at as well. */
  readonly credentials: readonly string[];
}

/** Goes through a resource. */
export function secretTexts(body: Readonly<Record<string, unknown>>): SecretTexts {
  const found = texts(body, []);
  return {
    secretTexts: found.filter(({ path, text }) => text !== '' && !isUnknown(text) && SECRET.test(path[path.length - 1])).map(pathOf),
    credentials: found.filter(({ text }) => credentialIn(String(legible(text))) !== undefined).map(pathOf),
  };
}

interface Text {
  readonly path: readonly string[];
  readonly text: string;
}

function texts(value: unknown, path: readonly string[]): Text[] {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? [{ path, text: value }] : [];
  }
  return Object.entries(value).flatMap(([key, entry]) => texts(entry, [...path, key]));
}

function pathOf({ path }: Text): string {
  return path.join('.');
}
