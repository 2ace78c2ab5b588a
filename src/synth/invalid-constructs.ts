import { IConstruct } from 'constructs';
import { Source, sourceOf } from '../core/source';

/** A problem of one statement of an author, and the environments in which it shows. */
interface Stated {
  readonly place: string;
  readonly text: string;
  readonly of: readonly string[];
  readonly seen: Set<string>;
}

/**
 * What the validations of all constructs say, each where its author can correct it: at the construct's path, or at the line of a file.
 *
 * One statement of a file may be about several environments. What is wrong in all of them is said once, what is wrong in some names them.
 */
export function invalidConstructs(constructs: readonly IConstruct[]): string[] {
  const lines: string[] = [];
  const stated = new Map<string, Stated>();
  for (const construct of constructs) {
    const source = sourceOf(construct);
    construct.node.validate().forEach((text, index) => {
      if (!source) {
        lines.push(`[${construct.node.path || 'app'}] ${text}`);
        return;
      }
      const place = source.placeOf(text, index);
      if (place === undefined) {
        return;
      }
      const problem = statedAt(place, source, text);
      const key = `${problem.place} ${problem.text}`;
      const known = stated.get(key);
      if (known) {
        problem.seen.forEach(environment => known.seen.add(environment));
      } else {
        stated.set(key, problem);
      }
    });
  }
  // in the order in which the files are read
  const inOrder = [...stated.values()].sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }));
  return [...lines, ...inOrder.map(problem => `[${problem.place}${somewhere(problem)}] ${problem.text}`)];
}

function statedAt(place: string, { environment, environments = [] }: Source, text: string): Stated {
  // a path says nothing to somebody who wrote no program
  return { place, text: environment === undefined ? text : text.replaceAll(`construct ${environment}/`, ''), of: environments, seen: new Set(environment === undefined ? [] : [environment]) };
}

function somewhere({ of, seen }: Stated): string {
  return seen.size === of.length ? '' : ` in ${of.filter(environment => seen.has(environment)).join(', ')}`;
}
