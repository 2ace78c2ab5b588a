import type { ErrorObject } from 'ajv';
import { IntentDocument } from './intent-file';
import { check } from './intents-check';
import { isRecord } from '../core/checks';
import { shown } from '../core/problems';
import { DocumentProblem } from '../standards/document-problem';
import { schemaProblem } from '../standards/schema-problem';

/** What is wrong with a file of intents, and where. */
export interface IntentProblem {
  /** Such as `platform.yaml:12:5`. */
  readonly place: string;
  readonly text: string;
}

/** One document, as far as its schema lets it stand. */
export interface Statement {
  readonly document: IntentDocument;
  readonly apiVersion: unknown;
  /** Undefined where it is none of those there are. */
  readonly kind?: string;
  /** Undefined where it is not a text. */
  readonly name?: string;
  /** What it says, without what is malformed; undefined where all of it is. */
  readonly spec?: Readonly<Record<string, unknown>>;
  /** Fields of `spec` that are malformed or missing: what follows from them is not said again. */
  readonly malformed: ReadonlySet<string>;
  readonly problems: readonly IntentProblem[];
}

/** Checks a document against the schema: every unknown field, wrong type and missing value, with what is allowed instead. */
export function statementOf(document: IntentDocument): Statement {
  check(document.value);
  const problems = (check.errors ?? [])
    // which branch was taken is no problem, and what is none of several values needs no word about its type
    .filter(({ keyword, parentSchema }) => keyword !== 'if' && (keyword !== 'type' || !parentSchema?.enum))
    .map(problemOf);
  const at = (...path: string[]) => problems.some(problem => path.every((key, i) => problem.path[i] === key) && problem.path.length === path.length);
  const { apiVersion, kind, metadata, spec = {} } = isRecord(document.value) ? document.value : {} as Record<string, unknown>;
  const name = isRecord(metadata) ? metadata.name : undefined;
  const malformed = new Set(problems.filter(({ path: [first, field] }) => first === 'spec' && field !== undefined).map(({ path }) => path[1]));
  return {
    document,
    apiVersion,
    kind: at('kind') ? undefined : kind as string | undefined,
    name: typeof name === 'string' ? name : undefined,
    spec: isRecord(spec) && !at('spec') ? Object.fromEntries(Object.entries(spec).filter(([field]) => !malformed.has(field))) : undefined,
    malformed,
    problems: problems.map(({ path, text }) => ({ place: document.placeOf(path), text })),
  };
}

function problemOf(error: ErrorObject): DocumentProblem {
  const problem = schemaProblem(error, nameOf);
  const forms = (error.parentSchema as { 'x-or'?: string[] })['x-or'];
  if (error.keyword !== 'enum' || !forms) {
    return problem;
  }
  const words = (error.params as { allowedValues: string[] }).allowedValues;
  return {
    ...problem, text: `${nameOf(problem.path)} must be ${[...words, ...forms].join(' or ')}, got ${shown(error.data)}; write it as ${[...words, ...forms.map(form => `{ ${form}: … }`)].join(' or ')}`,
  };
}

/** What to call a place in a message, as the resolvers call it: `scaling.minReplicas`, `egress[0]`. */
function nameOf(path: string[]): string {
  const inner = path[0] === 'spec' && path.length > 1 ? path.slice(1) : path;
  return inner.length === 0 ? 'the document' : inner.reduce((name, key) => /^[0-9]+$/.test(key) ? `${name}[${key}]` : `${name}.${key}`);
}
