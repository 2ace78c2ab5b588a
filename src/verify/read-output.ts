import { YAML11_SCHEMA, loadAll } from 'js-yaml';
import { isRecord } from '../core/checks';
import { toYaml } from '../synth/yaml';

/** What is in a file, and why not everybody who reads it may find that; empty where everybody does. */
export interface ReadFile {
  readonly documents: readonly Record<string, unknown>[];
  readonly ambiguity: string;
}

/**
 * Reads a file of manifests as the API server's tools do.
 *
 * Written again as synth writes, its documents must give the same bytes. So there is nothing in it that one reader takes for something else
 * than another one: keys given twice, anchors, tags, texts such as `yes`, documents that begin in unusual places.
 */
export function readManifests(content: Buffer): ReadFile {
  const text = content.toString('utf8');
  let documents: unknown[];
  try {
    documents = text === '---\n' ? [] : loadAll(text, { schema: YAML11_SCHEMA });
  } catch (error) {
    return { documents: [], ambiguity: firstLine(error) };
  }
  const records = documents.filter(isRecord);
  if (records.length < documents.length) {
    return { documents: records, ambiguity: 'a document that is no object' };
  }
  if (hasSharedParts(records)) {
    return { documents: records, ambiguity: 'an alias that stands for another part of the file' };
  }
  return { documents: records, ambiguity: differenceOf(content, `${text.startsWith('---\n') ? '---\n' : ''}${toYaml(records)}`) };
}

/** Reads a file of JSON, which synth writes with an indentation of two spaces, or in one line. */
export function readJson(content: Buffer): ReadFile {
  let document: unknown;
  try {
    document = JSON.parse(content.toString('utf8'));
  } catch (error) {
    return { documents: [], ambiguity: firstLine(error) };
  }
  if (!isRecord(document)) {
    return { documents: [], ambiguity: 'a document that is no object' };
  }
  const written = JSON.stringify(document);
  return { documents: [document], ambiguity: content.equals(Buffer.from(written)) ? '' : differenceOf(content, `${JSON.stringify(document, undefined, 2)}\n`) };
}

/** The first line in which a file differs from how it would be written. */
function differenceOf(content: Buffer, written: string): string {
  if (content.equals(Buffer.from(written))) {
    return '';
  }
  const [found, expected] = [content.toString('utf8').split('\n'), written.split('\n')];
  const line = found.findIndex((text, i) => text !== expected[i]);
  return line < 0 ? 'bytes that are no text' : `line ${line + 1}, ${JSON.stringify(found[line])}, which synth would write as ${JSON.stringify(expected[line] ?? '')}`;
}

/** Whether a part is there more than once, as aliases make it. */
function hasSharedParts(documents: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  const shared = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) {
      return false;
    }
    if (seen.has(value)) {
      return true;
    }
    seen.add(value);
    for (const key in value) {
      if (shared((value as Record<string, unknown>)[key])) {
        return true;
      }
    }
    return false;
  };
  return documents.some(shared);
}

function firstLine(error: unknown): string {
  return (error as Error).message.split('\n')[0];
}
