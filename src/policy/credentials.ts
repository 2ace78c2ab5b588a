import { isRecord } from '../core/checks';
import { credentialIn } from '../core/credential-forms';

/** What a line of a file looks like that sets a password, in small letters. RE2 reads it as JavaScript does. */
export const PASSWORD_LINE = '(^|\\n)[ \\t]{0,40}["\\x27]?[a-z0-9_.-]{0,40}(password|passwd|passphrase|secret_?key|access_?key|api_?key)["\\x27]?'
  + '[ ]{0,5}[:=][ ]{0,5}["\\x27]?[^ $"\\x27<{\\n][^ \\n]{3}';

const PASSWORD = new RegExp(PASSWORD_LINE);

/** The keys of the annotations that hold a credential. */
export function annotationsWithCredentials({ annotations }: Record<string, unknown>): string[] {
  return isRecord(annotations) ? Object.entries(annotations).filter(([, value]) => isCredential(value)).map(([key]) => key) : [];
}

/** The names of the containers that are given a credential as a text: in a variable, in the command or in an argument. */
export function containersWithCredentials(containers: readonly unknown[]): string[] {
  return containers.filter(isRecord).filter(container => textsOf(container).some(isCredential)).map(({ name }) => String(name));
}

/** The keys of a ConfigMap's entries that hold a credential, or a line that sets a password. */
export function entriesWithCredentials({ data }: Record<string, unknown>): string[] {
  return !isRecord(data) ? [] : Object.entries(data)
    .filter(([, value]) => isCredential(value) || PASSWORD.test(textOf(value).toLowerCase()))
    .map(([key]) => key);
}

function textsOf({ env, command, args }: Record<string, unknown>): unknown[] {
  return [...listOf(env).filter(isRecord).map(({ value }) => value ?? ''), ...listOf(command), ...listOf(args)];
}

function isCredential(value: unknown): boolean {
  return credentialIn(textOf(value)) !== undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
