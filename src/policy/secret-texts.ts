import { isUnknown } from './unknown';

/** Names of attributes that hold a secret, in the provider for AWS and in what its resources pass on. */
const SECRET = /(^|[_.-])(password|passphrase|auth[_-]?token|private[_-]?key|secret[_-]?key|secret[_-]?access[_-]?key|client[_-]?secret|api[_-]?key)$/i;

/** Where a resource has a secret as a text: attributes at any depth that are named like one, such as `kafka_settings.0.sasl_password`. */
export function secretTexts(body: Readonly<Record<string, unknown>>): string[] {
  return texts(body, []);
}

function texts(value: unknown, path: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && value !== '' && !isUnknown(value) && SECRET.test(path[path.length - 1]) ? [path.join('.')] : [];
  }
  return Object.entries(value).flatMap(([key, entry]) => texts(entry, [...path, key]));
}
