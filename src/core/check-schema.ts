import Ajv, { ErrorObject, Options } from 'ajv';

/** Checks a value against a schema; what is wrong is in `errors` afterwards. */
export interface SchemaCheck {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** How schemas are checked: all errors at once, each with its value and the part of the schema that asks for something else. */
export const CHECK_OPTIONS: Options = { allErrors: true, verbose: true, strict: false };

/**
 * Makes a check of a schema.
 *
 * A file that does nothing else is named `…-check.ts`: the compiled library has the check itself in its place, made in advance, because
 * loading what makes them and making one cost a command a tenth of a second.
 */
export function checkOf(schema: object): SchemaCheck {
  return new Ajv(CHECK_OPTIONS).compile(schema);
}
