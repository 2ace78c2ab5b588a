import { resolve } from 'path';
import { Option } from 'commander';
import type { Entity } from '../../catalog/model';
import type { ReadCatalog } from '../../catalog/read-catalog';
import { PlatformError, fail } from '../../core/problems';
import { CommandContext } from '../context';

/** Where a command finds the catalog. */
export interface FromOption {
  readonly from: string;
}

/** `--from`, for every command that reads a catalog. */
export function fromOption(): Option {
  return new Option('--from <path>', 'a folder that was synthesised, a file of a catalog, or an index').default('.');
}

/** Reads the catalog; the parser is loaded only now. */
export function loadCatalog({ io }: CommandContext, path: string, concerns?: (line: string) => boolean): ReadCatalog {
  const { readCatalog } = require('../../catalog/read-catalog') as typeof import('../../catalog/read-catalog'); // eslint-disable-line @typescript-eslint/no-require-imports
  return readCatalog(resolve(io.cwd, path), path, concerns);
}

/** The entities that a name means. Throws, with what is near, when there is none. */
export function findIn(entities: readonly Entity[], name: string): readonly Entity[] {
  const { findEntities, similar } = require('../../catalog/find-entities') as typeof import('../../catalog/find-entities'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { entities: found } = findEntities(entities, name);
  if (found.length > 0) {
    return found;
  }
  const near = similar(entities, name);
  return fail(
    name, 'a name must be in the catalog: a reference, a construct, a file, a Kubernetes object or a Terraform address', name,
    near.length > 0 ? `did you mean ${near.join(', ')}` : 'look at what is there with pavement catalog graph --format json',
  );
}

/** Problems of a user's input as one error. */
export function refuse(problems: readonly string[], heading: string): void {
  if (problems.length > 0) {
    throw new PlatformError([...problems], heading);
  }
}

/** Rows as columns for people, without trailing blanks. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => row[i].length)));
  return rows.map(row => row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd()).join('\n');
}
