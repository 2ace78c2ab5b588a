import { sha256 } from '../core/digest';
import { ExceptionRecord, RenderedFile } from '../core/rendered';

/** Where the attestation is, below the governance folder. */
export const ATTESTATION = 'attestation.json';

/** Which library and which decisions made the output. */
export interface Origin {
  readonly libraryVersion: string;
  readonly standardsDigest: string;
}

/**
 * Says what was written and from what, as an in-toto statement: every file with its SHA-256, and every exception that was asked for.
 *
 * It is also how the next synth recognises what this one wrote.
 *
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 */
export function attestation(files: readonly RenderedFile[], origin: Origin, exceptions: readonly ExceptionRecord[] = []): RenderedFile {
  const subject = files
    .map(file => ({ name: subjectName(file), digest: { sha256: sha256(file.content) } }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://github.com/pavement-dev/pavement/synth/v1',
    predicate: {
      library: { name: 'pavement', version: origin.libraryVersion },
      standards: { sha256: origin.standardsDigest },
      ...exceptions.length > 0 && { exceptions },
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
