import { EventLink } from './event';

/** A text that says something. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts of a list; nothing else counts. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => text(entry) !== undefined) : [];
}

/** The objects of a list. */
export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((entry): entry is Record<string, unknown> => record(entry) !== undefined) : [];
}

export function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
}

/** The id of a reference, which is an object in CDEvents. */
export function refId(value: unknown): string | undefined {
  return text(record(value)?.id);
}

/** True, or nothing: what is not said takes no room. */
export function flag(value: unknown): true | undefined {
  return value === true ? true : undefined;
}

/** RFC 3339 as milliseconds since 1970. */
export function millis(value: unknown): number | undefined {
  const parsed = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Ids of events that links point to, and ids that are given as a list. */
export function idsIn(links: readonly EventLink[] | undefined, given?: unknown): string[] {
  return [...new Set([...(links ?? [])
    .map(link => text(link.target?.contextId)), ...texts(given)].filter((id): id is string => id !== undefined))].sort();
}
