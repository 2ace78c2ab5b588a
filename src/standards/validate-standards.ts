import Ajv, { ErrorObject } from 'ajv';
import { StandardsProblem } from './check-standards';
import * as schema from './standards.schema.json';
import { shown } from '../core/problems';

/** Checks a document against the schema: every unknown key, wrong type and value out of range, with what is allowed instead. */
export function validateStandards(document: unknown): StandardsProblem[] {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  validate(document);
  return (validate.errors ?? []).map(problemOf);
}

function problemOf(error: ErrorObject): StandardsProblem {
  const path = error.instancePath.split('/').slice(1).map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const key = path[path.length - 1] ?? 'the document';
  const { limit, allowedValues, type, pattern } = error.params as Record<string, unknown>;
  const got = `, got ${shown(error.data)}`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const unknown = error.params.additionalProperty as string;
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      return { path: [...path, unknown], text: `a key must be one of ${known.join(', ')}, got "${unknown}"; correct or remove it` };
    }
    case 'required':
      return { path, text: `${error.params.missingProperty} must be given, got nothing; add it to ${path.length ? path.join('.') : 'the document'}` };
    case 'enum':
      return { path, text: `${key} must be one of ${(allowedValues as string[]).join(', ')}${got}; choose one of these` };
    case 'type':
      return { path, text: `${key} must be of type ${String(type)}${got}; correct it` };
    case 'pattern':
      return { path, text: `${key} must match ${String(pattern)}${got}; correct it` };
    case 'minimum':
      return { path, text: `${key} must be at least ${String(limit)}${got}; raise it` };
    case 'maximum':
      return { path, text: `${key} must be at most ${String(limit)}${got}; lower it` };
    case 'minItems':
      return { path, text: `${key} must have at least ${String(limit)} ${limit === 1 ? 'entry' : 'entries'}${got}; add what is missing` };
    case 'maxLength':
      return { path, text: `${key} must have at most ${String(limit)} characters${got}; shorten it` };
    default:
      return { path, text: `${key} ${error.message}${got}; correct it` };
  }
}
