import { Repository } from './model';

/** What runs a repository, as far as its addresses tell. */
export type Host = 'github' | 'gitlab' | 'other';

/** How the host of a repository makes addresses of folders and files. */
const PATHS: Record<Host, { tree: string; view: string; edit: string }> = {
  github: { tree: '/tree/', view: '/blob/', edit: '/edit/' },
  gitlab: { tree: '/-/tree/', view: '/-/blob/', edit: '/-/edit/' },
  other: { tree: '', view: '', edit: '' },
};

/** Which of the well-known hosts a repository is on. */
export function hostOf(url: string): Host {
  const { hostname } = new URL(url);
  return /(^|[.-])github\b/.test(hostname) ? 'github' : /(^|[.-])gitlab\b/.test(hostname) ? 'gitlab' : 'other';
}

/** `owner/name` of a repository. */
export function slugOf(url: string): string {
  return new URL(url).pathname.slice(1).replace(/\.git$/, '');
}

/** The folder of the source, ending with a slash as portals want it. */
export function sourceUrl({ url, branch }: Repository): string {
  const { tree } = PATHS[hostOf(url)];
  return tree === '' ? `${url}/` : `${url}${tree}${branch}/`;
}

/** Where the file that declares an entity can be read or changed; undefined where the host's addresses are not known. */
export function fileUrl({ url, branch, source }: Repository, purpose: 'view' | 'edit'): string | undefined {
  const path = PATHS[hostOf(url)][purpose];
  return source === undefined || path === '' ? undefined : `${url}${path}${branch}/${source}`;
}

/** The repository that addresses were made from. */
export function repositoryFrom(folder: string, file: string | undefined): Repository | undefined {
  if (!URL.canParse(folder)) {
    return undefined;
  }
  const { tree, edit } = PATHS[hostOf(folder)];
  const at = tree === '' ? -1 : folder.indexOf(tree);
  const url = (at < 0 ? folder : folder.slice(0, at)).replace(/\/$/, '');
  const branch = at < 0 ? 'main' : folder.slice(at + tree.length).replace(/\/$/, '');
  const prefix = `${url}${edit}${branch}/`;
  return { url, branch, source: file?.startsWith(prefix) ? file.slice(prefix.length) : undefined };
}
