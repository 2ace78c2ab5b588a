import { Catalog } from '../model';

/** The name of the file that Backstage looks for, and that synth writes. */
export const CATALOG_INFO = 'catalog-info.yaml';

/** A file of a portal: YAML with one or several documents. */
export interface PortalFile {
  /** Path relative to the root of the repository, with slashes. */
  readonly path: string;
  /** What is in it, as plain data. */
  readonly documents: readonly unknown[];
  /** Whether every text is in quotes, for portals that read YAML 1.1. */
  readonly quoted?: boolean;
}

/** Something that a portal has no place for. */
export interface Loss {
  /** The field of the model, such as `environments.cluster`. */
  readonly field: string;
  /** What is written instead; undefined when nothing is, and what was there is gone. */
  readonly emittedAs?: string;
  /** The entities that it is about. */
  readonly entities: readonly string[];
}

/** What a portal is given, and what it could not be told. */
export interface PortalOutput {
  readonly files: readonly PortalFile[];
  readonly losses: readonly Loss[];
}

/** A portal: how its files are written and read. */
export interface Portal {
  /** Its name on the command line. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** Writes a catalog in its words. */
  emit(catalog: Catalog): PortalOutput;
  /** Reads its files back. */
  parse(files: readonly PortalFile[]): Catalog;
  /** What its published rules say against files: `<path>: <what must hold>`. */
  problems(files: readonly PortalFile[]): string[];
}

/** Collects what cannot be held, field by field. */
export class Losses {
  private readonly found = new Map<string, { emittedAs?: string; entities: string[] }>();

  /** Notes a field that has a value and no place. */
  public note(holds: unknown, field: string, entity: string, emittedAs?: string): void {
    if (holds === undefined || holds === '' || (Array.isArray(holds) && holds.length === 0)) {
      return;
    }
    const key = `${field} ${emittedAs ?? ''}`;
    const loss = this.found.get(key) ?? { emittedAs, entities: [] };
    loss.entities.push(entity);
    this.found.set(key, loss);
  }

  /** All of them, sorted by field. */
  public get list(): Loss[] {
    return [...this.found]
      .map(([key, loss]) => ({ field: key.split(' ')[0], ...loss }))
      .sort((a, b) => a.field < b.field ? -1 : a.field > b.field ? 1 : 0);
  }
}

/** A copy without the fields that are nothing, not even an empty list. */
export function compact<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))) as T;
}
