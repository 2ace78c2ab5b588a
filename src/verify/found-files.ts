import { Dirent, existsSync, lstatSync, readdirSync, readlinkSync } from 'fs';
import { join } from 'path';
import { CATALOG_INFO } from '../catalog/portals/portal';
import { subjectName } from '../synth/attestation';
import { LEDGER_FILE } from '../synth/ledger';
import { OutputFolders } from '../synth/write';

/** A file that lies in the output. */
export interface FoundFile {
  /** What the attestation calls it. */
  readonly name: string;
  readonly folder: keyof OutputFolders;
  /** Path below its folder, with slashes. */
  readonly file: string;
  /** Where it is. */
  readonly path: string;
  /** Where it leads to, for a link. */
  readonly link?: string;
}

/** What Terraform makes for itself in the folder that it runs in. */
const TERRAFORMS_OWN = new Set(['.terraform', '.terraform.lock.hcl']);

/** What synth writes beside the program, among files of other people. */
const BESIDE_THE_PROGRAM = [LEDGER_FILE, CATALOG_INFO];

/** Every file below the folders of the output, sorted by name, and what lies beside the program. Links are not followed. */
export function foundFiles(folders: OutputFolders): { readonly files: FoundFile[]; readonly terraformsOwn: string[] } {
  const terraformsOwn: string[] = [];
  const below = (folder: keyof OutputFolders, directory: string, parents: readonly string[]): FoundFile[] =>
    entriesOf(directory).flatMap((entry): FoundFile[] => {
      const path = join(directory, entry.name);
      const file = [...parents, entry.name].join('/');
      if (folder === 'terraform' && TERRAFORMS_OWN.has(entry.name) && !entry.isSymbolicLink()) {
        terraformsOwn.push(subjectName({ folder, path: file }));
        return [];
      }
      if (entry.isDirectory()) {
        return below(folder, path, [...parents, entry.name]);
      }
      return [{ name: subjectName({ folder, path: file }), folder, file, path, ...entry.isSymbolicLink() && { link: readlinkSync(path) } }];
    });
  const files = (['manifests', 'terraform', 'governance'] as const).flatMap((folder): FoundFile[] => {
    const path = folders[folder];
    // a folder that is a link may lead to another output tomorrow
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
      ? [{ name: folder, folder, file: '', path, link: readlinkSync(path) }]
      : below(folder, path, []);
  });
  const beside = entriesOf(folders.root).filter(({ name }) => BESIDE_THE_PROGRAM.includes(name)).map((entry): FoundFile => ({
    name: subjectName({ folder: 'root', path: entry.name }),
    folder: 'root',
    file: entry.name,
    path: join(folders.root, entry.name),
    ...entry.isSymbolicLink() && { link: readlinkSync(join(folders.root, entry.name)) },
  }));
  return { files: [...files, ...beside].sort((a, b) => a.name < b.name ? -1 : 1), terraformsOwn };
}

function entriesOf(directory: string): Dirent[] {
  return existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : [];
}

/** What a file does where it lies, though synth did not write it. */
export function effectOf({ folder, file }: Pick<FoundFile, 'folder' | 'file'>): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (folder === 'manifests') {
    return /\.(ya?ml|json)$/.test(name) ? 'a file that is applied together with the others' : 'a file of somebody else';
  }
  if (/(^|_)override\.(tf|tofu)(\.json)?$/.test(name)) {
    return 'a file that Terraform merges over the configuration';
  }
  if (/^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name)) {
    return 'values of variables that Terraform reads by itself';
  }
  if (/\.(tf|tofu)(\.json)?$/.test(name)) {
    return 'a file that Terraform reads as part of the configuration';
  }
  return /\.tfstate(\..*)?$/.test(name) ? 'a state of Terraform, which belongs into its backend' : 'a file of somebody else';
}
