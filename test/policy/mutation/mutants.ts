import { isRecord } from '../../../src/core/checks';
import { BUILT_IN_CONTROLS } from '../../../src/policy/built-in';

type Node = Record<string | number, unknown>;

/** One change of one field. */
export interface Mutant {
  /** Where the field is: names and numbers, from the root of the document. */
  readonly path: readonly (string | number)[];
  /** What is done to it, in words. */
  readonly change: string;
  /** Does it and answers how to undo it. */
  readonly apply: (document: object) => () => void;
}

/** Of what `variables.identity` is made. */
const IDENTITY = ['apiVersion', 'kind', 'labels', 'metadata', 'name', 'namespace'];

/** Every word in the expressions of all controls: what has a name that no expression has is guarded by none. */
const WORDS = new Set(BUILT_IN_CONTROLS.flatMap(({ rules }) => rules)
  .flatMap(({ when = '', expression }) => `${when} ${expression}`.match(/\w+/g) ?? []).concat(IDENTITY));

/** Each field of a document that a control may guard, deleted, turned over or emptied. */
export function mutants(document: object): Mutant[] {
  const found: Mutant[] = [];
  const visit = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0 && (typeof path.at(-1) === 'number' || WORDS.has(String(path.at(-1)).replace(/^.*\//, '')))) {
      found.push(...changesOf(value).map(([change, to]) => ({ path, change, apply: (root: object) => put(root, path, to) })));
    }
    if (Array.isArray(value)) {
      value.forEach((entry, i) => visit(entry, [...path, i]));
    } else if (isRecord(value)) {
      Object.entries(value).filter(([key]) => key !== '//').forEach(([key, entry]) => visit(entry, [...path, key]));
    }
  };
  visit(document, []);
  return found;
}

/** What can be done to a value. Undefined deletes it. */
function changesOf(value: unknown): [string, unknown][] {
  const changes: [string, unknown][] = [['deleted', undefined]];
  switch (typeof value) {
    case 'boolean': return [...changes, ['turned over', !value]];
    case 'number': return [...changes, ['0', 0]];
    case 'string': return [...changes, ['another text', 'other']];
    default: return [...changes, ['emptied', Array.isArray(value) ? [] : {}]];
  }
}

function put(root: object, path: readonly (string | number)[], to: unknown): () => void {
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Node, root as Node);
  const key = path.at(-1)!;
  const before = parent[key];
  if (Array.isArray(parent) && to === undefined) {
    parent.splice(key as number, 1);
    return () => { parent.splice(key as number, 0, before); };
  }
  if (to === undefined) {
    delete parent[key];
  } else {
    parent[key] = to;
  }
  return () => { parent[key] = before; };
}
