import { Yaml } from 'cdk8s';

/**
 * Documents as YAML, with the bytes of cdk8s's `Yaml.stringify` at a tenth of its time.
 *
 * cdk8s's YAML library builds a syntax tree for every document; manifests repeat the same few thousand keys and values, so here each
 * scalar is asked of the library once. What is not plain single-line data goes through the library as a whole.
 */
export function toYaml(documents: readonly unknown[]): string {
  return joinDocuments(documents.map(document => plainDocument(document, new AsIs()) ?? Yaml.stringify(document)));
}

/** A document as YAML, and what was seen on the way through it. */
export interface SortedYaml {
  readonly text: string;
  /** Whether there are nulls in the document, be they written or not; left out where nobody has looked. */
  readonly hasNulls?: boolean;
}

/** A document of plain data whose fields come out in order, without those that are nothing; the fields at the top stay as they are. */
export function sortedYaml(document: Record<string, unknown>): SortedYaml {
  const order = new Sorted();
  const text = plainDocument(document, order, Object.keys(document));
  return text !== undefined ? { text, hasNulls: order.hasNulls }
    : { text: Yaml.stringify(Object.fromEntries(Object.entries(document).map(([key, value]) => [key, sorted(value)]))) };
}

/** The key of a field as YAML. */
export function keyYaml(key: string): string {
  try {
    return keyText(key);
  } catch (error) {
    return error === NOT_PLAIN ? Yaml.stringify({ [key]: 0 }).slice(0, -': 0\n'.length) : rethrow(error);
  }
}

/** The value of a field as YAML of one line, or undefined when it takes several. */
export function valueYaml(value: unknown): string | undefined {
  return inline(value, mapValues, writeField);
}

/** An entry of a list as YAML of one line, or undefined when it takes several. */
export function itemYaml(value: unknown): string | undefined {
  return inline(value, sequenceItems, writeItem);
}

function inline(value: unknown, cache: Map<unknown, string>, write: (value: unknown) => string): string | undefined {
  try {
    return scalar(value, cache, write);
  } catch (error) {
    return error === NOT_PLAIN ? undefined : rethrow(error);
  }
}

function rethrow(error: unknown): never {
  throw error;
}

/** Texts of documents as the text of a file. */
export function joinDocuments(texts: readonly string[]): string {
  return texts.join('---\n');
}

/** A copy of plain data with its keys in order and without what is nothing. */
export function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return Object.fromEntries(new Sorted().keys(value as Record<string, unknown>).map(key => [key, sorted((value as Record<string, unknown>)[key])]));
}

/** How the fields of an object are written. */
interface Order {
  /** What has been written: an object that is there twice becomes an anchor and an alias in YAML, which is not plain. */
  readonly seen?: Set<unknown>;
  /** Whether a null was met. */
  hasNulls: boolean;
  /** The fields that are written, in order. */
  keys(value: Record<string, unknown>): string[];
  /** Whether there is one. */
  any(value: Record<string, unknown>): boolean;
}

class AsIs implements Order {
  public hasNulls = false;
  public readonly seen = new Set<unknown>();
  public readonly keys = Object.keys;

  public any(value: Record<string, unknown>): boolean {
    return Object.keys(value).length > 0;
  }
}

class Sorted implements Order {
  public hasNulls = false;

  public keys(value: Record<string, unknown>): string[] {
    const keys: string[] = [];
    let inOrder = true;
    for (const key in value) {
      const entry = value[key];
      if (entry === null) {
        this.hasNulls = true;
      } else if (entry !== undefined) {
        inOrder &&= keys.length === 0 || keys[keys.length - 1] < key;
        keys.push(key);
      }
    }
    return inOrder ? keys : inOrderOfAnObject(keys.sort());
  }

  public any(value: Record<string, unknown>): boolean {
    for (const key in value) {
      const entry = value[key];
      if (entry === null) {
        this.hasNulls = true;
      } else if (entry !== undefined) {
        return true;
      }
    }
    return false;
  }
}

/** An object has keys that are whole numbers before all others, by their size; where cdk8s puts keys in order, they come out so. */
function inOrderOfAnObject(keys: string[]): string[] {
  return keys.some(key => key >= '0' && key < ':') ? Object.keys(Object.fromEntries(keys.map(key => [key, true]))) : keys;
}

const keyTexts = new Map<string, string>();
const mapValues = new Map<unknown, string>();
const sequenceItems = new Map<unknown, string>();

/** Thrown inside, never outside: the document is not plain. */
const NOT_PLAIN = Symbol('not plain');

/** The library writes these differently depending on where in the document they are. */
const DEPENDS_ON_PLACE = /\n|^(%|---|\.\.\.)/;

/**
 * Texts of one line that cannot be taken for anything else: they begin with a letter, are longer than any word that means something in
 * YAML (the longest is `false`), are not what is left of a number (`e-10`), and have no ": ", " #" and no space, colon or hyphen at the end.
 */
const PLAIN_TEXT = /^(?![eE][-+]?[0-9]+$)[A-Za-z](?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~])){5,}(?<![- ])$/;

/** Longer texts are not looked for among those that were written before. */
const LONG = 40;

/** The library writes longer keys in another form. */
const LONGEST_KEY = 1000;

function plainDocument(document: unknown, order: Order, keys?: string[]): string | undefined {
  if (!isMap(document) || Object.keys(document).length === 0) {
    return undefined;
  }
  try {
    return map(document, '', '', order, keys);
  } catch (error) {
    if (error === NOT_PLAIN) {
      return undefined;
    }
    throw error;
  }
}

/** @param lead - what stands in front of the first line: after a hyphen, nothing more */
function map(value: Record<string, unknown>, indent: string, lead: string, order: Order, keys = order.keys(value)): string {
  let text = '';
  let start = lead;
  for (const key of keys) {
    const entry = value[key];
    text += `${start}${keyText(key)}:`;
    start = indent;
    if (isNested(entry, order)) {
      text += `\n${nested(entry, `${indent}  `, `${indent}  `, order)}`;
    } else {
      text += ` ${scalar(entry, mapValues, writeField)}\n`;
    }
  }
  return text;
}

function sequence(value: unknown[], indent: string, lead: string, order: Order): string {
  let text = '';
  let start = lead;
  for (const item of value) {
    text += `${start}- `;
    start = indent;
    text += isNested(item, order) ? nested(item, `${indent}  `, '', order) : `${scalar(item, sequenceItems, writeItem)}\n`;
  }
  return text;
}

function nested(value: object, indent: string, lead: string, order: Order): string {
  return Array.isArray(value) ? sequence(value, indent, lead, order) : map(value as Record<string, unknown>, indent, lead, order);
}

/** Whether a value takes lines of its own. */
function isNested(value: unknown, order: Order): value is object {
  if (typeof value !== 'object') {
    return false;
  }
  if (value === null) {
    order.hasNulls = true;
    return false;
  }
  const { seen } = order;
  if (!(Array.isArray(value) || isMap(value)) || seen?.has(value)) {
    throw NOT_PLAIN;
  }
  seen?.add(value);
  return Array.isArray(value) ? value.length > 0 : order.any(value);
}

function scalar(value: unknown, cache: Map<unknown, string>, write: (value: unknown) => string): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? '[]' : '{}';
  }
  // long texts are hardly ever there twice
  if (typeof value === 'string' && value.length > LONG && PLAIN_TEXT.test(value)) {
    return value;
  }
  // -0 would find the text of 0
  let text = Object.is(value, -0) ? undefined : cache.get(value);
  if (text === undefined) {
    if (typeof value === 'string' && PLAIN_TEXT.test(value)) {
      return value;
    }
    if (value === undefined || Object.is(value, -0) || typeof value === 'string' && DEPENDS_ON_PLACE.test(value)) {
      throw NOT_PLAIN;
    }
    text = write(value);
    cache.set(value, text);
  }
  return text;
}

function writeField(value: unknown): string {
  return Yaml.stringify({ a: value }).slice(3, -1);
}

function writeItem(value: unknown): string {
  return Yaml.stringify([value]).slice(2, -1);
}

function keyText(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    if (key.length > LONGEST_KEY || DEPENDS_ON_PLACE.test(key)) {
      throw NOT_PLAIN;
    }
    text = PLAIN_TEXT.test(key) ? key : Yaml.stringify({ [key]: 0 }).slice(0, -': 0\n'.length);
    keyTexts.set(key, text);
  }
  return text;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
