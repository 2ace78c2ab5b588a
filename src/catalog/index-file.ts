import { refOf } from './entity-ref';
import { Catalog, Entity, entity } from './model';
import { fail } from '../core/problems';

export const INDEX_SCHEMA = 'https://github.com/pavement-dev/pavement/catalog-index/v1';

/** The first line of an index: what it is, so that a query knows it. */
export function indexHeader(): string {
  return `${JSON.stringify({ schema: INDEX_SCHEMA })}\n`;
}

/** An entity as one line of an index; its reference comes first, so that a line can be found without being parsed. */
export function indexLine(item: Entity): string {
  const { kind, namespace, name, generated: _, ...rest } = item;
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
  return `${JSON.stringify({ ref: refOf(item), ...said })}\n`;
}

/** An entity from its line. */
export function parseIndexLine(line: string): Entity {
  const { ref: reference, ...rest } = JSON.parse(line) as Partial<Entity> & { readonly ref: string };
  const colon = reference.indexOf(':');
  const slash = reference.lastIndexOf('/');
  return entity(reference.slice(0, colon), reference.slice(colon + 1, slash), reference.slice(slash + 1), rest);
}

/**
 * All of an index, or what of it may matter.
 *
 * @param concerns - whether a line may matter; the others are not even parsed
 */
export function readIndex(text: string, path: string, concerns: (line: string) => boolean = () => true): Catalog {
  const lines = text.split('\n');
  if (!lines[0].includes(INDEX_SCHEMA)) {
    return fail(path, 'an index must be one that pavement catalog index wrote', lines[0].slice(0, 80), 'write it again');
  }
  const entities = lines.slice(1).flatMap((line, i) => {
    try {
      return line === '' || !concerns(line) ? [] : [parseIndexLine(line)];
    } catch {
      return fail(`${path}:${i + 2}`, 'a line of an index must be JSON', line.slice(0, 80), 'write the index again');
    }
  });
  return { labelDomain: '', library: '', entities };
}
