import { Reader } from './reader';
import { Hatch, PathState } from './repository-state';
import { isRecord } from '../core/checks';
import { sha256 } from '../core/digest';

/** What a repository says of the golden path. */
export interface PathFiles {
  readonly onPath?: PathState;
  /** Managed files that are as they were written. */
  readonly intact: ReadonlySet<string>;
  /** Files that the team took over. */
  readonly ejected: readonly Hatch[];
  readonly service?: string;
  readonly team?: string;
}

/** Reads the lock, the answers and the ejected files of the golden path, and compares the managed files with the lock. */
export async function readPathFiles(reader: Reader): Promise<PathFiles> {
  const [lock, answers, ejected] = await Promise.all(['lock', 'answers', 'ejected'].map(async name => reader.json(`.platform/${name}.json`)));
  const taken = Object.entries(ejected ?? {}).map(([what, reason]): Hatch => ({ what, reason: String(reason) })).sort(byWhat);
  const { name, owner } = isRecord(answers?.options) ? answers.options : {};
  const said = { ...typeof name === 'string' && { service: name }, ...typeof owner === 'string' && { team: owner } };
  if (!lock || !isRecord(lock.files)) {
    return { intact: new Set(), ejected: taken, ...said };
  }
  const managed = Object.entries(lock.files).filter(([path, file]) => isRecord(file) && file.class === 'managed' && !Object.hasOwn(ejected ?? {}, path));
  const compared = await Promise.all(managed.map(async ([path, file]) => {
    const content = await reader.bytes(path);
    return { path, isIntact: content !== undefined && sha256(content) === (file as { sha256?: unknown }).sha256 };
  }));
  return {
    ...said,
    ejected: taken,
    intact: new Set(compared.filter(({ isIntact }) => isIntact).map(({ path }) => path)),
    onPath: {
      type: String(lock.type),
      version: String(lock.version),
      drift: compared.filter(({ isIntact }) => !isIntact).map(({ path }) => path).sort(),
    },
  };
}

function byWhat(a: Hatch, b: Hatch): number {
  return a.what < b.what ? -1 : 1;
}
