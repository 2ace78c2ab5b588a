import Ajv, { ErrorObject } from 'ajv';
import { DocumentProblem, placeOf } from './document-problem';
import { shown } from '../core/problems';

/** What the patterns of a schema ask for, in words. */
export type Patterns = Readonly<Record<string, string>>;

const TYPES: Record<string, string> = {
  string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a mapping of keys to values',
};

/** Checks documents against a schema: every unknown key, wrong type and value out of range, with what is allowed instead. */
export function validator(schema: object, patterns: Patterns): (document: unknown) => DocumentProblem[] {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  return document => {
    validate(document);
    // what is none of several values needs no word about its type
    return (validate.errors ?? []).filter(({ keyword, parentSchema }) => keyword !== 'type' || !parentSchema?.enum).map(error => problemOf(error, patterns));
  };
}

function problemOf(error: ErrorObject, patterns: Patterns): DocumentProblem {
  const path = error.instancePath.split('/').slice(1).map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const key = nameOf(path);
  const { limit, allowedValues, type, pattern } = error.params as Record<string, unknown>;
  const got = `, got ${shown(error.data ?? undefined)}`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const unknown = error.params.additionalProperty as string;
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {}).filter(name => name !== '$schema');
      return { path: [...path, unknown], text: `a key must be one of ${known.join(', ')}, got ${shown(unknown)}; correct or remove it` };
    }
    case 'required': {
      const missing = error.params.missingProperty as string;
      return { path: [...path, missing], text: `${missing} must be given, got nothing; add it to ${key}` };
    }
    case 'enum':
      return { path, text: `${key} must be one of ${(allowedValues as string[]).join(', ')}${got}; choose one of these` };
    case 'type': {
      return { path, text: `${key} must be ${TYPES[String(type)]}${got}; ${typeRemedy(String(type), error.data)}` };
    }
    case 'pattern':
      return { path, text: `${key} must be ${patterns[String(pattern)] ?? `as ${String(pattern)} says`}${got}; correct it` };
    case 'minimum':
      return { path, text: `${key} must be at least ${String(limit)}${got}; raise it` };
    case 'maximum':
      return { path, text: `${key} must be at most ${String(limit)}${got}; lower it` };
    case 'minItems':
      return { path, text: `${key} must have at least ${String(limit)} ${limit === 1 ? 'entry' : 'entries'}${got}; add what is missing`, usable: true };
    case 'minLength':
      return limit === 1
        ? { path, text: `${key} must not be empty${got}; fill it in or leave it out` }
        : { path, text: `${key} must have at least ${String(limit)} characters${got}; say more` };
    case 'maxLength':
      return { path, text: `${key} must have at most ${String(limit)} characters${got}; shorten it` };
    default:
      return { path, text: `${key} ${error.message}${got}; correct it` };
  }
}

function typeRemedy(type: string, value: unknown): string {
  if (value === null) {
    return 'give it a value, or remove it if it is optional';
  }
  return type === 'string' && ['number', 'boolean'].includes(typeof value) ? 'put it in quotes' : 'correct it';
}

/** What to call a place in a message: its key, or for an entry of a list the list's key and the entry's number. */
function nameOf(path: string[]): string {
  const last = path[path.length - 1];
  return last === undefined ? 'the document' : /^[0-9]+$/.test(last) ? `entry ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}` : placeOf([last]);
}
