import { isUnknown, unknown } from './unknown';
import { isRecord } from '../core/checks';

/** Attributes of AWS resources whose value is a map, not a block. */
const MAPS = /^(tags|tags_all|variables|request_parameters|response_parameters|labels|metadata|triggers|triggers_replace|input|output|environment_variables|parameters)$/;

/** A text with an expression of Terraform in it; `$${` is the text `${`. */
const EXPRESSION = /(^|[^$])(\$\$)*\$\{|(^|[^%])(%%)*%\{/;

/**
 * A body of Terraform JSON in the one form that rules read, whichever way it was written.
 *
 * Expressions become unknown values, JSON in texts what it says, a single block a list of one, and the texts `true` and `false` what they
 * are to Terraform. Fields that say nothing are left out.
 */
export function normalised(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body)
    .filter(([key, value]) => key !== '//' && !saysNothing(value))
    .map(([key, value]) => [key, attribute(key, value)]));
}

/** The same for a value that was read from a plan, where every text is as it will be. */
export function planned(after: unknown, afterUnknown: unknown): unknown {
  if (afterUnknown === true) {
    return unknown();
  }
  if (Array.isArray(after) || Array.isArray(afterUnknown)) {
    const [known, open] = [Array.isArray(after) ? after : [], Array.isArray(afterUnknown) ? afterUnknown : []];
    return Array.from({ length: Math.max(known.length, open.length) }, (_, i) => planned(known[i], open[i]));
  }
  if (isRecord(after) || isRecord(afterUnknown)) {
    const [known, open] = [isRecord(after) ? after : {}, isRecord(afterUnknown) ? afterUnknown : {}];
    return Object.fromEntries([...new Set([...Object.keys(known), ...Object.keys(open)])].map(key => [key, planned(known[key], open[key])]));
  }
  return typeof after === 'string' ? escaped(after) : after;
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

function map(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, entry]) => [key, literal(entry)]));
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value === 'true' || value === 'false') {
      return value === 'true';
    }
    const document = jsonIn(value);
    if (document !== undefined) {
      return texts(document);
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

/** A text with an expression in it as an unknown value, any other as Terraform reads it. */
function literal(value: unknown): unknown {
  if (typeof value !== 'string' || isUnknown(value)) {
    return value;
  }
  return EXPRESSION.test(value) ? unknown(value) : value.replace(/([$%])\1\{/g, '$1{');
}

function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
