import Ajv from 'ajv';
import { DocumentProblem, placeOf } from './document-problem';
import { schemaProblem } from './schema-problem';

/** What the patterns of a schema ask for, in words. */
export type Patterns = Readonly<Record<string, string>>;

/** Checks documents against a schema: every unknown key, wrong type and value out of range, with what is allowed instead. */
export function validator(schema: object, patterns: Patterns): (document: unknown) => DocumentProblem[] {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  return document => {
    validate(document);
    // what is none of several values needs no word about its type
    return (validate.errors ?? []).filter(({ keyword, parentSchema }) => keyword !== 'type' || !(parentSchema?.enum || parentSchema?.const !== undefined))
      .map(error => schemaProblem(error, nameOf, patterns));
  };
}

/** What to call a place in a message: its key, or for an entry of a list the list's key and the entry's number. */
function nameOf(path: string[]): string {
  const last = path[path.length - 1];
  return last === undefined ? 'the document' : /^[0-9]+$/.test(last) ? `entry ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}` : placeOf([last]);
}
