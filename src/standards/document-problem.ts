import { shown } from '../core/problems';

/** A problem of a document that somebody writes by hand. */
export interface DocumentProblem {
  /** Where in the document, such as `['environments', 'prod', 'tier']`. */
  readonly path: string[];
  /** `must ..., got ...; what to do`. */
  readonly text: string;
  /** Whether the rules between fields can go on with what stands there: a list that is too short has valid entries. */
  readonly usable?: boolean;
}

/** Malformed values, and what rules say of the others. A place has one problem: what follows from a malformed value would only hide it. */
export function besideMalformed(malformed: readonly DocumentProblem[], ofRules: readonly DocumentProblem[]): DocumentProblem[] {
  const places = new Set(malformed.map(({ path }) => JSON.stringify(path)));
  return [...malformed, ...ofRules.filter(({ path }) => !places.has(JSON.stringify(path)))];
}

/** A path in one line, such as `environments.prod.tier`. */
export function placeOf(path: readonly string[]): string {
  return path.map(key => /^[^\s\p{C}]+$/u.test(key) ? key : shown(key)).join('.');
}
