import { DocumentProblem, placeOf } from './document-problem';
import { schemaProblem } from './schema-problem';
import type { SchemaCheck } from '../core/check-schema';

/** What the patterns of a schema ask for, in words. */
export type Patterns = Readonly<Record<string, string>>;

/** Says of documents what their check finds: every unknown key, wrong type and value out of range, with what is allowed instead. */
export function validator(check: SchemaCheck, patterns: Patterns): (document: unknown) => DocumentProblem[] {
  return document => {
    check(document);
    // what is none of several values needs no word about its type
    return (check.errors ?? []).filter(({ keyword, parentSchema }) => keyword !== 'type' || !(parentSchema?.enum || parentSchema?.const !== undefined))
      .map(error => schemaProblem(error, nameOf, patterns));
  };
}

/** What to call a place in a message: its key, or for an entry of a list the list's key and the entry's number. */
function nameOf(path: string[]): string {
  const last = path[path.length - 1];
  return last === undefined ? 'the document' : /^[0-9]+$/.test(last) ? `entry ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}` : placeOf([last]);
}
