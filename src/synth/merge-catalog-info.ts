import { Document, LineCounter, Pair, YAMLMap, YAMLSeq, isAlias, isCollection, isMap, isScalar, isSeq, parseAllDocuments, parseDocument, visit } from 'yaml';
import { GENERATED, HEADER, STRUCTURE, entityYaml } from './catalog-info';
import { refOf } from '../catalog/entity-ref';
import { Entity } from '../catalog/model';
import { BackstageEntity } from '../catalog/portals/backstage';
import { isManaged } from '../catalog/portals/backstage-annotations';
import { parseBackstageEntity } from '../catalog/portals/parse-backstage';
import { shown, throwProblems } from '../core/problems';
import { syntaxProblems } from '../standards/syntax-problems';

/** A file of the catalog as it is to be, and the entities in it that a team wrote by hand. */
export interface MergedCatalogInfo {
  /** Empty when there is nothing to say. */
  readonly content: string;
  readonly handWritten: readonly Entity[];
}

/** A document of the file as it was. */
interface Existing {
  /** With its separator and the comments in front of it. */
  readonly text: string;
  readonly document: Document;
  readonly entity?: Entity;
  readonly isManaged: boolean;
}

/**
 * Puts generated entities in place of those that an earlier synth wrote, in a file that people write to as well.
 *
 * Entities that were written by hand stay as they are, behind the generated ones; so do fields and entries of lists that were written into
 * generated ones. Throws, with line and column, when the file cannot be read or when it says by hand what the program says.
 *
 * @param path - what the file is called in messages
 */
export function mergeCatalogInfo(generated: readonly BackstageEntity[], existing: string, path: string): MergedCatalogInfo {
  const named = generated.map(entity => ({ text: entityYaml(entity), reference: refOf(parseBackstageEntity(entity) as Entity) }));
  const documents = readDocuments(withoutDocuments(existing, new Set(named.map(({ text }) => text))), path);
  const before = new Map(documents.flatMap(({ entity, document, isManaged: managed }) => managed && entity ? [[refOf(entity), document]] : []));
  const byHand = documents.filter(document => !document.isManaged);
  const references = new Set(named.map(({ reference }) => reference));
  throwProblems(byHand.flatMap(({ entity }) => entity && references.has(refOf(entity)) ? [
    `[${path}:${entity.origin?.line}] an entity must not be written by hand that the program declares, got ${refOf(entity)}; remove it, or give it another name`,
  ] : []));
  const texts = [
    ...named.map(({ text, reference }) => `---\n${withAdditions(text, before.get(reference))}`),
    ...byHand.map(({ text }) => text),
  ];
  return {
    content: texts.length === 0 ? '' : `${HEADER}${texts.join('')}`,
    handWritten: byHand.flatMap(({ entity }) => entity ?? []),
  };
}

/** A file in which documents of known text are empty, every line still in its place: what nobody added to need not be parsed. */
function withoutDocuments(content: string, known: ReadonlySet<string>): string {
  // nothing but the beginning of a document may begin a line so
  return content.split(/^---\n/m).map((text, i) => i > 0 && known.has(text) ? text.replace(/[^\n]+/g, '') : text).join('---\n');
}

function readDocuments(content: string, path: string): Existing[] {
  const lines = new LineCounter();
  // without a document it answers something that is a list all the same
  const documents = [...parseAllDocuments(content, { lineCounter: lines, logLevel: 'error' }) as Document[]];
  const at = (offset: number) => `${path}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const wrong = documents.flatMap(document => syntaxProblems(document, content));
  throwProblems(wrong.map(({ offset, text }) => `[${at(offset)}] ${text}`));
  let end = 0;
  return documents.flatMap((document): Existing[] => {
    const [start, , next] = document.range as unknown as [number, number, number];
    const text = withSeparator(content.slice(end, start), content.slice(start, next));
    end = next;
    const value: unknown = document.toJS();
    if (document.contents === null || value === null) {
      // somebody's comments are somebody's text
      return text.replace(/^---$/gm, '').trim() === '' ? [] : [{ text, document, isManaged: false }];
    }
    const offset = document.contents.range?.[0] ?? start;
    if (!isMap(document.contents)) {
      throwProblems([`[${at(offset)}] a document of the catalog must be an entity, got ${shown(value)}; correct or remove it`]);
    }
    const entity = parseBackstageEntity(value);
    const { annotations } = (value as { metadata?: { annotations?: unknown } }).metadata ?? {};
    const origin = { file: path, line: lines.linePos(offset).line };
    return [{ text, document, entity: entity && { ...entity, origin }, isManaged: isManaged(annotations) }];
  });
}

/** The text of a document behind a separator, its comments in it, and a line end behind it. */
function withSeparator(comments: string, text: string): string {
  const own = comments.replace(HEADER, '').trim();
  const body = text.replace(HEADER, '').replace(/^---[^\S\n]*\n?/, '');
  const whole = `---\n${own === '' ? '' : `${own}\n`}${body}`;
  return whole.endsWith('\n') ? whole : `${whole}\n`;
}

/** A generated entity with what was added to it by hand. */
function withAdditions(text: string, before: Document | undefined): string {
  const additions = before && isMap(before.contents) ? additionsTo(before.contents, '', before) : undefined;
  if (!additions) {
    return text;
  }
  const document = parseDocument(text);
  add(document.contents as unknown as YAMLMap, additions);
  return document.toString({ lineWidth: 0 });
}

/** What was added by hand to a map; undefined when nothing was. */
function additionsTo(map: YAMLMap, path: string, document: Document): YAMLMap | undefined {
  const added = new YAMLMap();
  for (const pair of map.items) {
    const { key, value } = pair as Pair<unknown, { comment?: string } | null>;
    const place = `${path}${path === '' ? '' : '.'}${isScalar(key) ? String(key.value) : ''}`;
    const part = STRUCTURE.has(place) ? undefined : addition(value, place, document);
    if (part !== undefined) {
      added.items.push(new Pair(key, part));
    }
  }
  return added.items.length > 0 ? added : undefined;
}

/** What was added to a value, or the value itself where all of it was. */
function addition(value: unknown, place: string, document: Document): unknown {
  if (isMap(value)) {
    return additionsTo(value, place, document);
  }
  if (isSeq(value)) {
    return additionsToList(value, document);
  }
  return isMarked(value) ? undefined : plain(value, document);
}

function additionsToList(list: YAMLSeq, document: Document): YAMLSeq | undefined {
  const added = new YAMLSeq();
  added.items = list.items.filter(item => !isMarked(isMap(item) ? item.items[0]?.value : item)).map(item => plain(item, document));
  return added.items.length > 0 ? added : undefined;
}

/** A node that means the same in another document: without anchors and aliases. */
function plain(node: unknown, document: Document): unknown {
  if (!isCollection(node) && !isAlias(node)) {
    return node;
  }
  let refers = false;
  visit(node, { Alias: () => { refers = true; } });
  return refers ? document.createNode(node.toJS(document)) : node;
}

function isMarked(node: unknown): boolean {
  return (node as { comment?: string } | null | undefined)?.comment?.trim() === GENERATED;
}

/** Adds what is not there yet; what is generated has the word. */
function add(target: YAMLMap, additions: YAMLMap): void {
  for (const pair of additions.items) {
    const key = isScalar(pair.key) ? pair.key.value : pair.key;
    const there = target.get(key, true) as unknown;
    if (there === undefined) {
      target.items.push(pair);
    } else if (isMap(there) && isMap(pair.value)) {
      add(there, pair.value);
    } else if (isSeq(there) && isSeq(pair.value)) {
      const known = new Set(there.items.map(item => JSON.stringify(item)));
      there.items.push(...pair.value.items.filter(item => !known.has(JSON.stringify(item))));
      there.flow = false;
    }
  }
}
