import { StandardsParts, checkStandards } from './check-standards';
import { DocumentProblem } from './document-problem';
import { validateStandards } from './validate-standards';

export { placeOf } from './document-problem';

/**
 * Everything that is wrong with a document: what breaks the schema, and what the rules between fields say about the rest.
 *
 * A place has one problem, the first: what follows from a malformed value would only hide it.
 */
export function problemsOf(document: unknown): DocumentProblem[] {
  const malformed = validateStandards(document);
  const places = malformed.filter(problem => !problem.usable).map(problem => problem.path);
  const seen = new Set<string>();
  return [...malformed, ...checkStandards((validParts(document, places) ?? {}) as StandardsParts)].filter(({ path }) => {
    const place = JSON.stringify(path);
    return !seen.has(place) && seen.add(place);
  });
}

/**
 * The document with undefined at the given places, so that the rules between fields see what is valid and nothing else.
 *
 * A key that was undefined from the start is left out: its author wrote nothing, and the built-in value holds.
 */
function validParts(value: unknown, malformed: string[][]): unknown {
  if (malformed.some(path => path.length === 0)) {
    return undefined;
  }
  const part = (key: string, child: unknown) => validParts(child, malformed.filter(([first]) => first === key).map(path => path.slice(1)));
  if (Array.isArray(value)) {
    return Array.from(value, (entry, i) => part(String(i), entry));
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).filter(([, child]) => child !== undefined).map(([key, child]) => [key, part(key, child)]))
    : value;
}
