import { subjectName } from './attestation';
import { toYaml } from './yaml';
import { BackstageEntity } from '../catalog/portals/backstage';
import { CATALOG_INFO } from '../catalog/portals/portal';

/** What the attestation calls the file. */
export const CATALOG_INFO_NAME = subjectName({ folder: 'root', path: CATALOG_INFO });

/** What stands behind a generated value that may be gone the next time: everything else beside it was written by hand. */
export const GENERATED = 'generated';

/** What the file begins with. */
export const HEADER = `# Written by Pavement from the program. What carries "# ${GENERATED}" is replaced; fields and entities that you add beside it stay.\n`;

/** Places that are always there, so that they need no mark. */
export const STRUCTURE: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'spec.type', 'spec.owner', 'spec.lifecycle', 'spec.system']);

/** A file of nothing but generated entities; empty when there is none. */
export function entitiesYaml(entities: readonly BackstageEntity[]): string {
  return entities.length === 0 ? '' : `${HEADER}${entities.map(entity => `---\n${entityYaml(entity)}`).join('')}`;
}

/** An entity as YAML, in which every value says that it is generated. */
export function entityYaml(entity: BackstageEntity): string {
  return fields(entity as unknown as Record<string, unknown>, '', '', '');
}

/** @param lead - what stands in front of the first line */
function fields(value: Record<string, unknown>, path: string, indent: string, lead: string): string {
  return Object.entries(value).map(([key, entry], i) => {
    const place = path === '' ? key : `${path}.${key}`;
    const start = i === 0 ? lead : indent;
    if (Array.isArray(entry) && entry.length > 0) {
      return `${start}${keyText(key)}:\n${entry.map(item => listItem(item, place, `${indent}  `)).join('')}`;
    }
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
      return `${start}${keyText(key)}:\n${fields(entry as Record<string, unknown>, place, `${indent}  `, `${indent}  `)}`;
    }
    return `${start}${indented(marked(toYaml([{ [key]: entry }]), !STRUCTURE.has(place) && !Array.isArray(entry)), indent)}`;
  }).join('');
}

function listItem(item: unknown, path: string, indent: string): string {
  return typeof item === 'object' && item !== null
    ? fields(item as Record<string, unknown>, `${path}[]`, `${indent}  `, `${indent}- `)
    : `${indent}${indented(marked(toYaml([{ a: item }]).replace(/^a:/, '-'), true), indent)}`;
}

function keyText(key: string): string {
  return toYaml([{ [key]: 0 }]).slice(0, -': 0\n'.length);
}

/** Behind a value of one line, or behind what announces one of several lines. */
function marked(text: string, mark: boolean): string {
  const end = text.indexOf('\n');
  return mark ? `${text.slice(0, end)} # ${GENERATED}${text.slice(end)}` : text;
}

function indented(text: string, indent: string): string {
  return text.includes('\n', text.indexOf('\n') + 1) ? text.replace(/\n(?=[^\n])/g, `\n${indent}`) : text;
}
