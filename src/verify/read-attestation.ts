import { PREDICATE_TYPE, STATEMENT_TYPE, WaiverRecord } from '../synth/attestation';

/** What an attestation says. */
export interface Attested {
  /** SHA-256 of each file, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly libraryVersion: string;
  readonly standardsDigest: string;
  readonly controlsDigest: string;
  readonly waivers: readonly WaiverRecord[];
}

const NAME = /^(manifests|terraform|governance|root)(\/(?!\.{1,2}(\/|$))[^/\\\0]+)+$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Reads an attestation.
 *
 * @returns what it says, or why it cannot be relied on
 */
export function readAttestation(content: string): Attested | string {
  let statement: Partial<Statement>;
  try {
    statement = JSON.parse(content) as Partial<Statement>;
  } catch {
    return 'a file that is no JSON';
  }
  const { _type, predicateType, subject, predicate } = statement ?? {};
  if (_type !== STATEMENT_TYPE || predicateType !== PREDICATE_TYPE || !Array.isArray(subject)) {
    return 'a file that is no attestation of a synth';
  }
  const files = new Map<string, string>();
  for (const entry of subject) {
    const { name, digest } = entry ?? {};
    if (typeof name !== 'string' || !NAME.test(name) || !SHA256.test(String(digest?.sha256))) {
      return `an entry that is no file of the output: ${JSON.stringify(name)}`;
    }
    if (files.has(name)) {
      return `a file that is listed twice: ${JSON.stringify(name)}`;
    }
    files.set(name, digest!.sha256!);
  }
  const { library, standards, controls, waivers = [] } = predicate ?? {};
  if (library?.name !== 'pavement' || typeof library.version !== 'string' || ![standards?.sha256, controls?.sha256].every(digest => SHA256.test(String(digest)))
    || !Array.isArray(waivers)) {
    return 'an attestation that does not say by which library, standards and controls';
  }
  return { files, libraryVersion: library.version, standardsDigest: standards!.sha256!, controlsDigest: controls!.sha256!, waivers };
}

interface Statement {
  readonly _type: string;
  readonly predicateType: string;
  readonly subject: readonly ({ readonly name?: unknown; readonly digest?: { readonly sha256?: string } } | null)[];
  readonly predicate: {
    readonly library?: { readonly name?: unknown; readonly version?: unknown };
    readonly standards?: { readonly sha256?: string };
    readonly controls?: { readonly sha256?: string };
    readonly waivers?: WaiverRecord[];
  };
}
