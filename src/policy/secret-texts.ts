import { isUnknown, legible } from './unknown';
import { credentialIn } from '../core/credential-forms';

/** Names of attributes that hold a secret, in the provider for AWS and in what its resources pass on. */
const SECRET = /(^|[_.-])(password|passphrase|auth[_-]?token|private[_-]?key|secret[_-]?key|secret[_-]?access[_-]?key|client[_-]?secret|api[_-]?key)$/i;

/** Where a resource, or what stands beside the resources, has a secret as a text: paths, at any depth, such as `kafka_settings.0.sasl_password`. */
export interface SecretTexts {
  /** Of those that are named like a secret, be it by a `name` beside the `value` or as a variable with a default. */
  readonly secretTexts: readonly string[];
  /** Of those whose text looks like a credential, whatever they are called. What is around a reference is looked at as well. */
  readonly credentials: readonly string[];
}

/** Goes through a body of Terraform. */
export function secretTexts(body: Readonly<Record<string, unknown>>): SecretTexts {
  const found = texts(body, [], '');
  return {
    secretTexts: found.filter(({ called, text }) => text !== '' && !isUnknown(text) && SECRET.test(called)).map(pathOf),
    credentials: found.filter(({ text }) => credentialIn(String(legible(text))) !== undefined).map(pathOf),
  };
}

interface Text {
  readonly path: readonly string[];
  readonly called: string;
  readonly text: string;
}

function texts(value: unknown, path: readonly string[], called: string): Text[] {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? [{ path, called, text: value }] : [];
  }
  return Object.entries(value).flatMap(([key, entry]) => texts(entry, [...path, key], nameOf(key, value as Record<string, unknown>, called)));
}

/** What a value is called: by its key, unless that says only that it is the value of something with a name. */
function nameOf(key: string, { name }: Record<string, unknown>, around: string): string {
  if (key === 'value' && typeof name === 'string') {
    return name;
  }
  return around !== '' && /^(\d+|value|default)$/.test(key) ? around : key;
}

function pathOf({ path }: Text): string {
  return path.join('.');
}
