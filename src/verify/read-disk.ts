import { readFileSync } from 'fs';
import { setImmediate } from 'timers/promises';
import { FoundFile, effectOf, foundFiles } from './found-files';
import { Attested, readAttestation } from './read-attestation';
import { ReadFile, readJson, readManifests } from './read-output';
import { CATALOG_JSON } from '../catalog/catalog-json';
import { sha256 } from '../core/digest';
import { Output, Stack } from '../policy/check-output';
import { Manifest } from '../policy/kubernetes-subjects';
import { AS_WRITTEN, FileFacts } from '../policy/output-subjects';
import { ATTESTATION, subjectName } from '../synth/attestation';
import { CATALOG_INFO_NAME } from '../synth/catalog-info';
import { OutputFolders } from '../synth/write';

/** What lies on the disk. */
export interface OnDisk {
  /** Every file that is there or should be. */
  readonly files: readonly FileFacts[];
  readonly output: Output;
  /** What the attestation says; undefined when it says nothing that can be relied on. */
  readonly attested?: Attested;
  /** The texts of what is said about the output, by name. */
  readonly governance: ReadonlyMap<string, string>;
  /** What Terraform made for itself, by name. */
  readonly terraformsOwn: readonly string[];
}

/** The attestation's own name. */
export const ATTESTATION_NAME = subjectName({ folder: 'governance', path: ATTESTATION });

/** How many small files are read before others have their turn: one after the other is quicker than each through the pool of threads. */
const FILES_AT_A_TIME = 64;

/** What `catalog-info.yaml` is generated from. */
const CATALOG_NAME = subjectName({ folder: 'governance', path: CATALOG_JSON });

/** Objects by construct, as cdk8s writes them for its validation plugins: no manifest. */
const CONSTRUCT_METADATA = 'manifests/construct-metadata.json';

/**
 * Reads the output from the disk.
 *
 * @param onProgress - hears how many files have been read, of how many
 */
export async function readDisk(folders: OutputFolders, onProgress: (done: number, total: number) => void): Promise<OnDisk> {
  const { files: found, terraformsOwn } = foundFiles(folders);
  const statement = found.find(({ name, link }) => name === ATTESTATION_NAME && link === undefined);
  const attested = statement && readAttestation(readFileSync(statement.path, 'utf8'));
  const known = typeof attested === 'object' ? attested : undefined;

  const files: FileFacts[] = [attestationFacts(attested)];
  const governance = new Map<string, string>();
  const manifests: Manifest[] = [];
  const stacks: Stack[] = [];
  for (const [i, file] of found.entries()) {
    onProgress(i, found.length);
    if (i % FILES_AT_A_TIME === 0) {
      await setImmediate();
    }
    if (file.name === ATTESTATION_NAME || isOtherPeoples(file) && known?.files.has(file.name) === false) {
      // of what lies beside the output, only what synth wrote is read
      continue;
    }
    const content = file.link === undefined ? readFileSync(file.path) : Buffer.alloc(0);
    const { documents, ambiguity } = file.link === undefined ? contentOf(file, content, known) : NOTHING;
    files.push(factsOf(file, content, ambiguity, known, governance));
    if (file.folder === 'governance') {
      governance.set(file.name, content.toString('utf8'));
    }
    if (file.folder === 'manifests') {
      documents.forEach(body => manifests.push({ body, file: file.file }));
    } else {
      documents.forEach(document => stacks.push({ file: file.file, document }));
    }
  }
  onProgress(found.length, found.length);

  const present = new Set(found.map(({ name }) => name));
  const missing = [...known?.files.keys() ?? []].filter(name => !present.has(name))
    .map((path): FileFacts => ({ ...AS_WRITTEN, path, present: false }));
  return {
    files: [...files, ...missing].sort((a, b) => a.path < b.path ? -1 : 1), output: { manifests, stacks }, attested: known, governance, terraformsOwn,
  };
}

function attestationFacts(attested: Attested | string | undefined): FileFacts {
  return { ...AS_WRITTEN, path: ATTESTATION_NAME, present: attested !== undefined, fault: typeof attested === 'string' ? attested : '' };
}

/** Without an attestation nobody knows what was written: that is one finding, not one for each file. */
function factsOf(
  file: FoundFile, content: Buffer, ambiguity: string, attested: Attested | undefined, governance: ReadonlyMap<string, string>,
): FileFacts {
  const digest = attested?.files.get(file.name);
  const isAsWritten = () => sha256(content) === digest || file.name === CATALOG_INFO_NAME && isOnlyAddedTo(content, governance);
  return {
    path: file.name,
    attested: attested === undefined || digest !== undefined,
    present: true,
    unchanged: digest === undefined || file.link !== undefined || isAsWritten(),
    link: file.link ?? '',
    effect: digest === undefined ? effectOf(file) : '',
    ambiguity,
    fault: '',
  };
}

/** A place where people keep files of their own. */
function isOtherPeoples({ folder, name }: FoundFile): boolean {
  return folder === 'governance' || name === CATALOG_INFO_NAME;
}

function isOnlyAddedTo(content: Buffer, governance: ReadonlyMap<string, string>): boolean {
  // loaded when somebody wrote to the file
  const { saysWhatIsGenerated } = require('./catalog-file') as typeof import('./catalog-file'); // eslint-disable-line @typescript-eslint/no-require-imports
  return saysWhatIsGenerated(content.toString('utf8'), governance.get(CATALOG_NAME));
}

const NOTHING: ReadFile = { documents: [], ambiguity: '' };

/** What the tools read that apply the output: all that synth wrote, and of the rest what is called as they like it. */
function contentOf({ folder, file, name }: FoundFile, content: Buffer, attested: Attested | undefined): ReadFile {
  if (name === CONSTRUCT_METADATA) {
    const metadata = readJson(content);
    return metadata.documents.some(document => 'kind' in document) ? metadata : { ...metadata, documents: [] };
  }
  if (folder === 'manifests' && (attested?.files.has(name) || /\.(ya?ml|json)$/.test(file))) {
    return readManifests(content);
  }
  return folder === 'terraform' && file.endsWith('.tf.json') ? readJson(content) : NOTHING;
}
