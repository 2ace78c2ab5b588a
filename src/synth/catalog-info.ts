import { subjectName } from './attestation';
import { itemYaml, keyYaml, toYaml, valueYaml } from './yaml';
import { BackstageEntity } from '../catalog/portals/backstage';
import { CATALOG_INFO } from '../catalog/portals/portal';

/** What the attestation calls the file. */
export const CATALOG_INFO_NAME = subjectName({ folder: 'root', path: CATALOG_INFO });

/** What stands behind a generated value that may be gone the next time: everything else beside it was written by hand. */
export const GENERATED = 'generated';
const MARK = ` # ${GENERATED}`;

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

/**
 * @param path - where the fields are: nothing that is always there is deeper than in a field of the entity
 * @param lead - what stands in front of the first line
 */
function fields(value: Record<string, unknown>, path: string | undefined, indent: string, lead: string): string {
  let text = '';
  let start = lead;
  for (const key in value) {
    const entry = value[key];
    text += `${start}${keyYaml(key)}:`;
    start = indent;
    if (typeof entry === 'object' && entry !== null && (!Array.isArray(entry) || entry.length > 0)) {
      text += `\n${nested(entry, path === '' ? key : undefined, `${indent}  `)}`;
    } else {
      const mark = !Array.isArray(entry) && !(path !== undefined && STRUCTURE.has(path === '' ? key : `${path}.${key}`));
      const line = valueYaml(entry);
      text += line === undefined ? ` ${several(entry, mark, indent)}` : ` ${line}${mark ? MARK : ''}\n`;
    }
  }
  return text;
}

function nested(value: object, path: string | undefined, indent: string): string {
  if (!Array.isArray(value)) {
    return fields(value as Record<string, unknown>, path, indent, indent);
  }
  let text = '';
  for (const item of value as unknown[]) {
    if (typeof item === 'object' && item !== null) {
      text += fields(item as Record<string, unknown>, undefined, `${indent}  `, `${indent}- `);
    } else {
      const line = itemYaml(item);
      text += `${indent}- ${line === undefined ? several(item, true, indent) : `${line}${MARK}\n`}`;
    }
  }
  return text;
}

/** A value of several lines, with its mark behind what announces them. */
function several(value: unknown, mark: boolean, indent: string): string {
  const text = toYaml([{ a: value }]).slice('a: '.length);
  const end = text.indexOf('\n');
  return `${text.slice(0, end)}${mark ? MARK : ''}${text.slice(end).replace(/\n(?=[^\n])/g, `\n${indent}`)}`;
}
