/** What a text begins with whose value only Terraform will know. A character that no text has (Unicode, private use). */
const MARK = '\u{E000}';

/** A value that only Terraform will know. */
export function unknown(text = ''): string {
  return MARK + text;
}

/** Whether a value is one that only Terraform will know. */
export function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(MARK);
}

/** A value as a person should see it: the marks taken away. */
export function legible(value: unknown): unknown {
  if (isUnknown(value)) {
    return (value as string).slice(MARK.length) || '(known after apply)';
  }
  if (Array.isArray(value)) {
    return value.map(legible);
  }
  return value === null || typeof value !== 'object' ? value : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, legible(entry)]));
}

/** Whether there is a value anywhere that only Terraform will know. */
export function holdsUnknown(value: unknown): boolean {
  return isUnknown(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsUnknown));
}

/**
 * Notices whether an unknown value is read.
 *
 * Asking whether a field is there is not reading it.
 */
export class Watch {
  public touched = false;

  /** The value as an expression should get it. */
  public over(value: unknown): unknown {
    if (isUnknown(value)) {
      this.touched = true;
    }
    return typeof value !== 'object' || value === null ? value : new Proxy(value, {
      get: (target, key) => typeof key === 'string' && Object.hasOwn(target, key) ? this.over(Reflect.get(target, key)) : Reflect.get(target, key) as unknown,
    });
  }
}
