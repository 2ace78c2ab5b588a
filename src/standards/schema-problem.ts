import { ErrorObject } from 'ajv';
import { DocumentProblem } from './document-problem';
import { shown } from '../core/problems';

const TYPES: Record<string, string> = {
  string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a mapping of keys to values',
};

/**
 * What a validator says of a value, in its author's words.
 *
 * @param name - what to call a place of the document
 * @param patterns - what the patterns of the schema ask for, in words
 */
export function schemaProblem(
  error: ErrorObject, name: (path: string[]) => string, patterns: Readonly<Record<string, string>> = {},
): DocumentProblem {
  const path = error.instancePath.split('/').slice(1).map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const key = name(path);
  const { limit, allowedValues, allowedValue, type, pattern } = error.params as Record<string, unknown>;
  const got = `, got ${shown(error.data ?? undefined)}`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const unknown = error.params.additionalProperty as string;
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {}).filter(property => property !== '$schema');
      return { path: [...path, unknown], text: `a key must be one of ${known.join(', ')}, got ${shown(unknown)}; correct or remove it` };
    }
    case 'required': {
      const missing = error.params.missingProperty as string;
      return { path: [...path, missing], text: `${missing} must be given, got nothing; add it to ${key}` };
    }
    case 'enum':
      return { path, text: `${key} must be one of ${(allowedValues as string[]).join(', ')}${got}; choose one of these` };
    case 'const':
      return { path, text: `${key} must be ${String(allowedValue)}${got}; correct it or leave it out` };
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
    case 'minProperties':
    case 'maxProperties': {
      const choices = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      return { path, text: `${key} must be ${choices.length === 1 ? choices[0] : `exactly one of ${choices.join(', ')}`}${got}; write it as { ${choices[0]}: … }` };
    }
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
