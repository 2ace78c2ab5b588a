import { Yaml } from 'cdk8s';

/**
 * Documents as YAML, with the bytes of cdk8s's `Yaml.stringify` at a tenth of its time.
 *
 * cdk8s's YAML library builds a syntax tree for every document; manifests repeat the same few thousand keys and values, so here each
 * scalar is asked of the library once. What is not plain single-line data goes through the library as a whole.
 */
export function toYaml(documents: readonly unknown[]): string {
  return documents.map(document => plainDocument(document) ?? Yaml.stringify(document)).join('---\n');
}

const keys = new Map<string, string>();
const mapValues = new Map<unknown, string>();
const sequenceItems = new Map<unknown, string>();

/** Thrown inside, never outside: the document is not plain. */
const NOT_PLAIN = Symbol('not plain');

/** The library writes these differently depending on where in the document they are. */
const DEPENDS_ON_PLACE = /\n|^(%|---|\.\.\.)/;

/** Names such as `checkout-api`, each of which is another one: nothing in YAML means anything else by them. */
const PLAIN_NAME = /^[a-z]{2,}(-[a-z0-9]+)+$/;

/** The library writes longer keys in another form. */
const LONGEST_KEY = 1000;

function plainDocument(document: unknown): string | undefined {
  if (!isMap(document) || Object.keys(document).length === 0) {
    return undefined;
  }
  try {
    return map(document, '', new Set());
  } catch (error) {
    if (error === NOT_PLAIN) {
      return undefined;
    }
    throw error;
  }
}

/** @param lead - what stands in front of the first line: after a hyphen, nothing more */
function map(value: Record<string, unknown>, indent: string, seen: Set<unknown>, lead = indent): string {
  let text = '';
  let start = lead;
  for (const key in value) {
    const entry = value[key];
    text += `${start}${keyText(key)}:`;
    start = indent;
    text += isNested(entry, seen) ? `\n${nested(entry, `${indent}  `, seen)}` : ` ${scalar(entry, mapValues, v => Yaml.stringify({ a: v }).slice(3, -1))}\n`;
  }
  return text;
}

function sequence(value: unknown[], indent: string, seen: Set<unknown>, lead = indent): string {
  let text = '';
  let start = lead;
  for (const item of value) {
    text += `${start}- `;
    start = indent;
    text += isNested(item, seen)
      ? nested(item, `${indent}  `, seen, '')
      : `${scalar(item, sequenceItems, v => Yaml.stringify([v]).slice(2, -1))}\n`;
  }
  return text;
}

function nested(value: object, indent: string, seen: Set<unknown>, lead = indent): string {
  return Array.isArray(value) ? sequence(value, indent, seen, lead) : map(value as Record<string, unknown>, indent, seen, lead);
}

/** Whether a value takes lines of its own. One that is there twice becomes an anchor and an alias in YAML: not plain. */
function isNested(value: unknown, seen: Set<unknown>): value is object {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (!(Array.isArray(value) || isMap(value)) || seen.has(value)) {
    throw NOT_PLAIN;
  }
  seen.add(value);
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}

function scalar(value: unknown, cache: Map<unknown, string>, write: (value: unknown) => string): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? '[]' : '{}';
  }
  if (typeof value === 'string' && PLAIN_NAME.test(value)) {
    return value;
  }
  // -0 would find the text of 0
  let text = Object.is(value, -0) ? undefined : cache.get(value);
  if (text === undefined) {
    if (value === undefined || Object.is(value, -0) || typeof value === 'string' && DEPENDS_ON_PLACE.test(value)) {
      throw NOT_PLAIN;
    }
    text = write(value);
    cache.set(value, text);
  }
  return text;
}

function keyText(key: string): string {
  let text = keys.get(key);
  if (text === undefined) {
    if (key.length > LONGEST_KEY || DEPENDS_ON_PLACE.test(key)) {
      throw NOT_PLAIN;
    }
    text = Yaml.stringify({ [key]: 0 }).slice(0, -': 0\n'.length);
    keys.set(key, text);
  }
  return text;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
