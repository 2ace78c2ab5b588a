import type Ajv from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import * as cdevents from './cdevents-schemas.json';
import { CdEvent, shortType } from './event';
import { EVENT_TYPES } from './event-types';
import * as own from './pavement-schemas.json';
import { personalData } from './personal-data';
import { Problems } from '../../core/problems';

const CUSTOM = 'https://cdevents.dev/0.5.1/schema/custom';

let loaded: Ajv | undefined;

/**
 * What is wrong with an event: `must hold, got; remedy` each, nothing when a log can take it.
 *
 * An event is checked against the schema that CDEvents publishes for its type; one of our own types against the schema of all custom types and
 * against its own. A log takes no personal data.
 */
export function eventProblems(event: unknown): string[] {
  const problems = new Problems();
  const type = (event as CdEvent | null)?.context?.type;
  const known = typeof type === 'string' && EVENT_TYPES.get(shortType(type)) === type ? type : undefined;
  if (known === undefined) {
    problems.must(false, 'context.type must be a type of CDEvents 0.5.1 or of Pavement, with its version', type, `take one of ${[...EVENT_TYPES.keys()].join(', ')}`);
    return problems.list;
  }
  const validators = known in own.types ? [validator(CUSTOM), validator(ownSchema(known))] : [validator(publishedSchema(known))];
  for (const validate of validators) {
    if (!validate(event)) {
      validate.errors!.filter(relevant)
        .forEach(error => problems.must(false, ruleOf(error), valueAt(event, error.instancePath), remedyOf(error, known)));
    }
  }
  if (problems.none) {
    personalData(event as CdEvent).forEach(({ path, value }) => problems.must(false, `${path} must hold no e-mail address`, value, 'leave it out: no metric needs to know who it was'));
  }
  return [...new Set(problems.list)];
}

function validator(id: string): ValidateFunction {
  return ajv().getSchema(id)!;
}

function publishedSchema(type: string): string {
  return (cdevents.types as Record<string, { readonly $id: string }>)[type].$id;
}

function ownSchema(type: string): string {
  return (own.types as Record<string, { readonly $id: string }>)[type].$id;
}

function ajv(): Ajv {
  if (!loaded) {
    // loaded when there is something to validate
    const { default: Ajv2020 } = require('ajv/dist/2020') as { default: typeof Ajv }; // eslint-disable-line @typescript-eslint/no-require-imports
    const { default: addFormats } = require('ajv-formats') as { default: (to: Ajv) => void }; // eslint-disable-line @typescript-eslint/no-require-imports
    loaded = new Ajv2020({ allErrors: true, strict: false });
    addFormats(loaded);
    cdevents.links.forEach(schema => loaded!.addSchema(schema));
    [cdevents.custom, ...Object.values(cdevents.types), ...Object.values(own.types)].forEach(schema => loaded!.addSchema(schema));
  }
  return loaded;
}

/** A choice that fails says so once, not once for every branch. */
function relevant({ schemaPath }: ErrorObject): boolean {
  return !/\/(anyOf|oneOf)\/\d+\//.test(schemaPath);
}

function ruleOf({ instancePath, keyword, message, params }: ErrorObject): string {
  const at = instancePath.slice(1).replace(/\//g, '.') || 'the event';
  switch (keyword) {
    case 'required':
      return `${at} must have ${String(params.missingProperty)}`;
    case 'additionalProperties':
      return `${at} must have no field ${String(params.additionalProperty)}`;
    case 'enum':
    case 'const':
      return `${at} must be ${JSON.stringify(params.allowedValues ?? params.allowedValue)}`;
    default:
      return `${at} ${message ?? 'must be valid'}`;
  }
}

function remedyOf({ keyword }: ErrorObject, type: string): string {
  return keyword === 'additionalProperties' ? 'what the standard has no field for goes into customData' : `see the schema of ${shortType(type)}`;
}

function valueAt(event: unknown, path: string): unknown {
  return path.split('/').slice(1).reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}
