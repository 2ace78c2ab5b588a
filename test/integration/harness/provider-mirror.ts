import { Dirent, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, parse } from 'node:path';

/** A folder of unpacked Terraform providers on the machine. */
export interface ProviderMirror {
  readonly folder: string;
  /** The providers it holds, as `host/namespace/type`. */
  readonly providers: string[];
}

/** Folders of a system that hold no installed software, or too much else. */
const NOT_SEARCHED = /^(\..*|boot|dev|home|lost\+found|media|mnt|nix|node_modules|proc|run|snap|sys|tmp)$/;
const SEARCH_DEPTH = 3;

let found: { mirror?: ProviderMirror } | undefined;

/**
 * Finds a mirror on the machine that holds the AWS provider unpacked, so that nothing is downloaded; undefined when there is none.
 * `TERRAFORM_MIRROR` names one outside the few levels of folders that are searched.
 */
export function findProviderMirror(): ProviderMirror | undefined {
  found ??= { mirror: firstMirror(candidates()) };
  return found.mirror;
}

function firstMirror(folders: Iterable<string>): ProviderMirror | undefined {
  for (const folder of folders) {
    const providers = providersIn(folder);
    if (providers.some((provider) => provider.endsWith('/hashicorp/aws'))) return { folder, providers };
  }
  return undefined;
}

function* candidates(): Iterable<string> {
  if (process.env.TERRAFORM_MIRROR) yield process.env.TERRAFORM_MIRROR;
  yield* foldersBelow(join(homedir(), '.terraform.d'), SEARCH_DEPTH);
  yield* foldersBelow(parse(process.cwd()).root, SEARCH_DEPTH);
}

function* foldersBelow(folder: string, depth: number): Iterable<string> {
  if (depth === 0) return;
  for (const name of foldersIn(folder)) {
    if (NOT_SEARCHED.test(name)) continue;
    yield join(folder, name);
    yield* foldersBelow(join(folder, name), depth - 1);
  }
}

/** A mirror's folders are `host/namespace/type/version/platform`. */
function providersIn(mirror: string): string[] {
  const providers: string[] = [];
  for (const host of foldersIn(mirror).filter((name) => name.includes('.'))) {
    for (const namespace of foldersIn(join(mirror, host))) {
      for (const type of foldersIn(join(mirror, host, namespace))) {
        const versions = foldersIn(join(mirror, host, namespace, type));
        if (versions.some((version) => foldersIn(join(mirror, host, namespace, type, version)).includes(platform()))) {
          providers.push([host, namespace, type].join('/'));
        }
      }
    }
  }
  return providers;
}

function platform(): string {
  const architectures: Record<string, string> = { x64: 'amd64', ia32: '386' };
  return `${process.platform}_${architectures[process.arch] ?? process.arch}`;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry: Dirent) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return []; // not there, or not ours to read
  }
}
