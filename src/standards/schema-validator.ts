import Ajv from 'ajv';
import { nameOf } from './document-place';
import { SchemaProblem, schemaProblem } from './schema-problem';

/**
 * Checks documents against a schema: every unknown key, wrong type and value out of range, with what is allowed instead.
 *
 * @param patterns - what the patterns of the schema ask for, in words
 */
export function schemaValidator(schema: object, patterns: Record<string, string>): (document: unknown) => SchemaProblem[] {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  return document => {
    validate(document);
    // what is none of several values needs no word about its type
    return (validate.errors ?? []).filter(({ keyword, parentSchema }) => keyword !== 'type' || !parentSchema?.enum)
      .map(error => schemaProblem(error, nameOf, patterns));
  };
}
