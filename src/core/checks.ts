import { Problems } from './problems';

/** Every key of a struct, so that the compiler notices one that is missing here. */
export type KeysOf<T> = { readonly [K in keyof Required<T>]: true };

/** Whether nothing was said. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether a value has named fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a whole number within limits. */
export function isWhole(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
}

/** A struct as its author gave it, an empty one where there is none; notes fields that it does not have, which nobody would ever read. */
export function struct<T extends object>(value: T | undefined, name: string, keys: KeysOf<T>, problems: Problems): Partial<T> {
  if (isAbsent(value)) {
    return {};
  }
  if (!problems.must(isRecord(value), `${name} must be an object`, value, `write it in braces, with some of ${Object.keys(keys).join(', ')}`)) {
    return {};
  }
  Object.keys(value).filter(key => !Object.hasOwn(keys, key)).forEach(key => problems.must(
    false, `${name} must have no unknown fields`, key, `use ${alternatives(key, Object.keys(keys))}`,
  ));
  return value;
}

/** Of many names those that begin as a misspelled one does. */
function alternatives(misspelled: string, names: string[]): string {
  const near = names.length <= 8 ? names : names.filter(name => name[0] === misspelled[0]);
  return `one of ${(near.length > 0 ? near : names).join(', ')}`;
}

/** A list as its author gave it, without the entries that are nothing; an empty one where there is none. */
export function list<T>(value: T[] | undefined, name: string, problems: Problems): T[] {
  if (isAbsent(value) || !problems.must(Array.isArray(value), `${name} must be a list`, value, 'write it in square brackets')) {
    return [];
  }
  return value.filter(entry => problems.must(!isAbsent(entry), `${name} must have no empty entries`, entry, 'remove it'));
}

/** A whole number within limits, or what holds when nothing was said. */
export function whole(value: number | undefined, fallback: number, name: string, low: number, high: number, problems: Problems, remedy = 'correct it or leave it out'): number {
  if (isAbsent(value)) {
    return fallback;
  }
  return problems.must(isWhole(value, low, high), `${name} must be a whole number from ${low} to ${high}`, value, remedy) ? value : fallback;
}

/** One of a few values, or what holds when nothing was said. */
export function oneOf<T extends string>(
  value: T | undefined, fallback: T, name: string, all: readonly T[], enumeration: string, problems: Problems,
): T {
  if (isAbsent(value)) {
    return fallback;
  }
  return problems.must(all.includes(value), `${name} must be one of ${all.join(', ')}`, value, `use a member of ${enumeration}`) ? value : fallback;
}

/** Notes values that are there more than once. */
export function unique(values: readonly (string | number)[], rule: string, remedy: string, problems: Problems): void {
  new Set(values.filter((value, i) => values.indexOf(value) !== i)).forEach(value => problems.must(false, rule, value, remedy));
}
