import { existsSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { ExitCode, Io } from './io';
import { lockOf } from './repository';
import { readEjected, sha256, tryRead } from '../day2/lock';
import { CONFLICT_BEGIN, CONFLICT_END } from '../day2/merge';
import { CATALOG_PATH } from '../files/catalog-file';

/** Something about a file that should not be. */
export interface DriftFinding {
  readonly path: string;
  readonly kind: 'changed' | 'missing' | 'conflict';
  readonly remedy: string;
}

/** Compares the files of the path with what it wrote. */
export function check(args: readonly string[], io: Io): ExitCode {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  const lock = lockOf(io.root);
  const findings = driftOf(io.root);
  const ejected = Object.keys(readEjected(io.root));
  if (values.json) {
    io.print(JSON.stringify({ version: lock.version, type: lock.type, findings, ejected }, undefined, 2));
  } else {
    findings.forEach(({ path, kind, remedy }) => io.print(`[${path}] ${kind}; ${remedy}`));
    io.note(findings.length === 0 ? `as version ${lock.version} of the path wrote it` : `${findings.length} ${findings.length === 1 ? 'file' : 'files'}`);
  }
  return findings.length === 0 ? ExitCode.OK : ExitCode.FINDINGS;
}

/** Every file of the path that is not as it should be, by path. */
export function driftOf(root: string): DriftFinding[] {
  const ejected = readEjected(root);
  const unregistered: DriftFinding[] = existsSync(join(root, CATALOG_PATH)) ? []
    : [{ path: CATALOG_PATH, kind: 'missing', remedy: 'npx projen synth writes it; the catalog of the organisation reads it' }];
  return Object.entries(lockOf(root).files).filter(([path]) => !Object.hasOwn(ejected, path)).flatMap(([path, file]): DriftFinding[] => {
    const content = tryRead(join(root, path));
    if (file.class === 'managed') {
      const remedy = `npx projen writes it again; npx golden-path eject ${path} --reason TEXT makes it yours`;
      return content === undefined ? [{ path, kind: 'missing', remedy }]
        : sha256(content) === file.sha256 ? [] : [{ path, kind: 'changed', remedy }];
    }
    return content !== undefined && hasConflict(content.toString('utf8'))
      ? [{ path, kind: 'conflict', remedy: `choose between the two versions from ${CONFLICT_BEGIN} to ${CONFLICT_END}` }] : [];
  }).concat(unregistered).sort((a, b) => a.path < b.path ? -1 : 1);
}

function hasConflict(text: string): boolean {
  const lines = text.split('\n');
  return lines.includes(CONFLICT_BEGIN) && lines.includes(CONFLICT_END);
}
