import { isSettled, isSettledJson } from './terraform-references';
import { isUnknown, unknown } from './unknown';
import { isRecord } from '../core/checks';

/** Attributes of AWS resources whose value is a map, not a block. */
const MAPS = /^(dimensions|tags|tags_all|variables|request_parameters|response_parameters|labels|metadata|triggers|triggers_replace|input|output|environment_variables|parameters)$/;

/**
 * A body of Terraform JSON in the one form that rules read, whichever way it was written.
 *
 * Expressions become unknown values, except where they name an identity of a resource, which can be nothing bad. JSON in texts becomes what
 * it says, a single block a list of one, and the texts `true` and `false` what they are to Terraform. Fields that say nothing are left out.
 * Of blocks that Terraform multiplies (`dynamic`) there is one, beside an unknown value for how many there are.
 */
export function normalised(body: Record<string, unknown>): Record<string, unknown> {
  const { dynamic, ...written } = body;
  const attributes = Object.fromEntries(Object.entries(written)
    .filter(([key, value]) => key !== '//' && !saysNothing(value))
    .map(([key, value]) => [key, attribute(key, value)]));
  records(dynamic).flatMap(blocks => Object.entries(blocks)).filter(([name]) => name !== '//').forEach(([name, blocks]) => {
    const others = Array.isArray(attributes[name]) ? attributes[name] as unknown[] : [];
    attributes[name] = [unknown(), ...others, ...records(blocks).flatMap(({ content }) => records(content).map(normalised))];
  });
  return attributes;
}

/** A value of a plan as it would be written in Terraform JSON. What must not be shown is as unknown as what is not known yet. */
export function planned(after: unknown, afterUnknown: unknown, afterSensitive?: unknown): unknown {
  if (afterUnknown === true) {
    return unknown();
  }
  const parts = [after, afterUnknown, afterSensitive];
  if (parts.some(part => Array.isArray(part))) {
    const [known, open, hidden] = parts.map(part => Array.isArray(part) ? part as unknown[] : []);
    return Array.from({ length: Math.max(known.length, open.length) }, (_, i) => planned(known[i], open[i], afterSensitive === true || hidden[i]));
  }
  if (isRecord(after) || isRecord(afterUnknown)) {
    const [known, open, hidden] = parts.map(part => isRecord(part) ? part : {});
    return Object.fromEntries([...new Set([...Object.keys(known), ...Object.keys(open)])]
      .map(key => [key, planned(known[key], open[key], afterSensitive === true || hidden[key])]));
  }
  return typeof after !== 'string' ? after : afterSensitive === true ? unknown('(sensitive)') : escaped(after);
}

/** A text of a plan as it would be written in Terraform JSON. */
function escaped(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}

function attribute(key: string, value: unknown): unknown {
  if (isRecord(value)) {
    return MAPS.test(key) ? map(value) : [normalised(value)];
  }
  return Array.isArray(value) ? value.map(entry => isRecord(entry) ? normalised(entry) : scalar(entry)) : scalar(value);
}

/** A map. One with a key that is an expression may say anything. */
function map(value: Record<string, unknown>): Record<string, unknown> | string {
  const entries = Object.entries(value).filter(([key, entry]) => key !== '//' && entry !== null && entry !== undefined);
  const open = entries.find(([key]) => !isSettled(key));
  return open ? unknown(open[0]) : Object.fromEntries(entries.map(([key, entry]) => [key, literal(entry)]));
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value === 'true' || value === 'false') {
      return value === 'true';
    }
    const document = jsonIn(value);
    if (document !== undefined) {
      return isSettledJson(value) ? texts(document) : unknown(value);
    }
  }
  return literal(value);
}

/** An object or a list that a text holds as JSON. */
function jsonIn(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function texts(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(texts);
  }
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, texts(entry)])) : literal(value);
}

/** A text whose value is open as an unknown value, any other as Terraform reads it. */
function literal(value: unknown): unknown {
  if (typeof value !== 'string' || isUnknown(value)) {
    return value;
  }
  return isSettled(value) ? value.replace(/([$%])\1\{/g, '$1{') : unknown(value);
}

function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The objects in a value: Terraform takes a list of blocks for a block. */
export function records(value: unknown): Record<string, unknown>[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}
