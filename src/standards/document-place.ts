import { shown } from '../core/problems';

/** A path into a document in one line, such as `environments.prod.tier`. */
export function placeOf(path: readonly string[]): string {
  return path.map(key => /^[^\s\p{C}]+$/u.test(key) ? key : shown(key)).join('.');
}

/** What to call a place in a message: its key, or for an entry of a list the list's key and the entry's number. */
export function nameOf(path: readonly string[]): string {
  const last = path[path.length - 1];
  return last === undefined ? 'the document' : /^[0-9]+$/.test(last) ? `entry ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}` : placeOf([last]);
}
