import { parseAllDocuments, stringify } from 'yaml';
import { PortalFile } from '../../catalog/portals/portal';
import { PlatformError } from '../../core/problems';

/** A file of a portal as YAML. */
export function portalText({ documents, quoted }: PortalFile): string {
  const options = quoted ? { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' as const, defaultKeyType: 'PLAIN' as const } : { lineWidth: 0 };
  return documents.map(document => stringify(document, options)).join('---\n');
}

/** A file of a portal from its text. Throws where it is no YAML. */
export function parsePortalText(path: string, text: string): PortalFile {
  const documents = [...parseAllDocuments(text, { logLevel: 'error' })];
  const [wrong] = documents.flatMap(({ errors }) => errors);
  if (wrong) {
    throw new PlatformError([`[${path}] the file must be YAML, got ${wrong.message.split('\n')[0]}`], 'The file of a portal cannot be read:');
  }
  return { path, documents: documents.map(document => document.toJS() as unknown).filter(document => document !== null) };
}
