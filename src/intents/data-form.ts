import * as schema from './intents.schema.json';
import { ApiDefinition } from '../core/catalog-facts';
import { isRecord } from '../core/checks';
import { Image } from '../core/image';
import { Egress } from '../service/egress';
import { Exposure } from '../service/exposure';
import { External } from '../service/external';
import { SecretRef } from '../service/secret-ref';
import { Volume } from '../service/volume';

/** A part of the schema, and what it says beyond JSON Schema: which class, component or call a value stands for. */
export interface Form {
  readonly '$ref'?: string;
  readonly 'if'?: unknown;
  readonly 'then'?: Form;
  readonly 'else'?: Form;
  readonly 'properties'?: Readonly<Record<string, Form>>;
  readonly 'additionalProperties'?: boolean | Form;
  readonly 'items'?: Form;
  readonly 'required'?: readonly string[];
  /** The value stands for an instance of this class. */
  readonly 'x-class'?: string;
  /** The value is the name of a component. */
  readonly 'x-component'?: boolean;
  /** The value is a list of calls of the method of this name. */
  readonly 'x-method'?: boolean;
  /** The fields that are arguments; all others are fields of the options, the last argument. */
  readonly 'x-arguments'?: readonly string[];
}

const { definitions } = schema as unknown as { definitions: Readonly<Record<string, Form>> };

type Factory = (...args: unknown[]) => unknown;

/** Classes with factories. */
const CLASSES: Readonly<Record<string, unknown>> = { ApiDefinition, Egress, Exposure, External, SecretRef, Volume };

/** The form of what a kind says. */
export function formOf(kind: string): Form {
  return definitions[kind];
}

/** Finds what a name stands for; `path` is where it is written. */
type Lookup = (name: string, path: readonly string[]) => unknown;

/** What a program would write for a value. */
export function instantiate(value: unknown, at: Form, path: readonly string[], component: Lookup): unknown {
  const form = resolved(at, value);
  const className = form['x-class'] ?? (at.$ref ? definitions[at.$ref.slice('#/definitions/'.length)] : at)['x-class'];
  if (form['x-component']) {
    return component(value as string, path);
  }
  if (className === 'Image') {
    return image(String(value));
  }
  if (className !== undefined) {
    return made(className, value, form, (argument, of, key) => instantiate(argument, of, [...path, ...key], component));
  }
  if (Array.isArray(value)) {
    return value.map((entry, i) => instantiate(entry, form.items ?? {}, [...path, String(i)], component));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, instantiate(entry, fieldOf(form, key), [...path, key], component)]))
    : value;
}

/** The arguments that a mapping of arguments by name and options stands for. */
export function argumentsOf(value: unknown, at: Form): { readonly value: unknown; readonly form: Form; readonly key: readonly string[] }[] {
  const form = resolved(at, value);
  const names = form['x-arguments'];
  if (!names || !isRecord(value)) {
    return [{ value, form: at, key: [] }];
  }
  const options = Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));
  return [
    ...names.map(name => ({ value: value[name], form: fieldOf(form, name), key: [name] })),
    ...Object.keys(options).length > 0 ? [{ value: options, form: { properties: form.properties }, key: [] }] : [],
  ];
}

function made(className: string, value: unknown, form: Form, part: (value: unknown, form: Form, key: readonly string[]) => unknown): unknown {
  const factories = CLASSES[className] as Readonly<Record<string, Factory>>;
  if (typeof value === 'string') {
    return factories[value]();
  }
  const [[factory, given]] = Object.entries(value as object);
  const args = argumentsOf(given, fieldOf(form, factory)).map(argument => part(argument.value, argument.form, [factory, ...argument.key]));
  return factories[factory](...args);
}

/** A reference as a container runtime pulls it: a digest after the @, or a tag after the last colon of the name. */
function image(reference: string): Image {
  const at = reference.indexOf('@');
  if (at >= 0) {
    return Image.digest(reference.slice(0, at), reference.slice(at + 1));
  }
  const colon = reference.lastIndexOf(':');
  const isTag = colon > reference.lastIndexOf('/');
  return isTag ? Image.tag(reference.slice(0, colon), reference.slice(colon + 1)) : Image.tag(reference, '');
}

/** Follows references, and the choice between a word and a mapping. */
function resolved(form: Form, value: unknown): Form {
  const target = form.$ref ? definitions[form.$ref.slice('#/definitions/'.length)] : form;
  const branch = target.if === undefined ? undefined : typeof value === 'string' ? target.then : target.else;
  return branch ? resolved(branch, value) : target;
}

function fieldOf(form: Form, key: string): Form {
  const others = typeof form.additionalProperties === 'object' ? form.additionalProperties : {};
  return form.properties && Object.hasOwn(form.properties, key) ? form.properties[key] : others;
}
