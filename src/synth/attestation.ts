import { canonicalJson, sha256 } from '../core/digest';
import { ExceptionRecord, RenderedFile } from '../core/rendered';
import type { PlacedWaiver } from '../policy/waivers/read-waivers';

/** Where the attestation is, below the governance folder. */
export const ATTESTATION = 'attestation.json';

/** @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://github.com/pavement-dev/pavement/synth/v1';

/** Which library and which decisions made the output. */
export interface Origin {
  readonly libraryVersion: string;
  readonly standardsDigest: string;
  readonly controlsDigest: string;
}

/** A waiver that let something pass. */
export interface WaiverRecord {
  readonly id: string;
  readonly control: string;
  /** SHA-256 of the waiver as canonical JSON. */
  readonly sha256: string;
}

/** A waiver as the attestation names it, wherever it is written. */
export function recordOf({ place, ...waiver }: PlacedWaiver): WaiverRecord {
  return { id: waiver.id, control: waiver.control, sha256: sha256(canonicalJson(waiver)) };
}

/**
 * Says what was written and from what, as an in-toto statement: every file with its SHA-256, every exception that was asked for, and
 * every waiver that let something pass.
 *
 * It is also how the next synth recognises what this one wrote.
 */
export function attestation(
  files: readonly RenderedFile[], origin: Origin, exceptions: readonly ExceptionRecord[] = [], waivers: readonly WaiverRecord[] = [],
): RenderedFile {
  const subject = files
    .map(file => ({ name: subjectName(file), digest: { sha256: sha256(file.content) } }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const statement = {
    _type: STATEMENT_TYPE,
    subject,
    predicateType: PREDICATE_TYPE,
    predicate: {
      library: { name: 'pavement', version: origin.libraryVersion },
      standards: { sha256: origin.standardsDigest },
      controls: { sha256: origin.controlsDigest },
      ...exceptions.length > 0 && { exceptions },
      ...waivers.length > 0 && { waivers },
    },
  };
  return { folder: 'governance', path: ATTESTATION, content: `${JSON.stringify(statement, undefined, 2)}\n` };
}

/** What an earlier synth wrote, by name; empty when there is no attestation or it cannot be read. */
export function attested(content: string | undefined): Map<string, string> {
  try {
    const { subject } = JSON.parse(content ?? '{}') as { subject?: { name: string; digest: { sha256: string } }[] };
    return new Map((subject ?? []).map(({ name, digest }) => [String(name), digest.sha256]));
  } catch {
    return new Map();
  }
}

/** A file's name in the attestation: independent of where the output folders are. */
export function subjectName({ folder, path }: Pick<RenderedFile, 'folder' | 'path'>): string {
  return `${folder}/${path}`;
}
