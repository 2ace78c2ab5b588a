import { readFile, readdir } from 'fs/promises';
import { join } from 'path';
import { isRecord } from '../core/checks';

/** Reads the files of one repository. What is not there is undefined; what cannot be read is noted and taken as not there. */
export class Reader {
  /** What could not be read, each with the reason. */
  public readonly unreadable: string[] = [];

  constructor(public readonly root: string) {}

  public async bytes(path: string): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.root, path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        this.note(path, String(code));
      }
      return undefined;
    }
  }

  /** An object in a file of JSON. */
  public async json(path: string): Promise<Record<string, unknown> | undefined> {
    const bytes = await this.bytes(path);
    if (!bytes) {
      return undefined;
    }
    try {
      const value = JSON.parse(bytes.toString('utf8')) as unknown;
      if (isRecord(value)) {
        return value;
      }
    } catch {
      // said below
    }
    this.note(path, 'it is no JSON object');
    return undefined;
  }

  /** Names in a folder, sorted. */
  public async names(path: string): Promise<string[]> {
    return (await readdir(join(this.root, path)).catch((): string[] => [])).sort();
  }

  public note(path: string, reason: string): void {
    this.unreadable.push(`${path}: ${reason}`);
  }
}
