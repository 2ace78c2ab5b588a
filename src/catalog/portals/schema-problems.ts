import type { ErrorObject, SchemaObject, ValidateFunction } from 'ajv';

const compiled = new WeakMap<SchemaObject, ValidateFunction>();

/** What a schema has against a document: `<pointer>: <what must hold>`. */
export function schemaProblems(schema: SchemaObject, document: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    // loaded when the first file is checked: no synth needs it
    const { default: Ajv } = require('ajv') as typeof import('ajv'); // eslint-disable-line @typescript-eslint/no-require-imports
    validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    compiled.set(schema, validate);
  }
  return validate(document) ? [] : (validate.errors ?? []).map(describe);
}

function describe({ instancePath, message, params, keyword }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
  const detail = keyword === 'additionalProperties' ? ` (${additionalProperty})` : keyword === 'enum' ? ` (${(allowedValues ?? []).join(', ')})` : '';
  return `${instancePath === '' ? '/' : instancePath}: ${message}${detail}`;
}
