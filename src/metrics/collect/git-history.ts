import { execFile } from 'child_process';
import { promisify } from 'util';
import { fail } from '../../core/problems';
import { Commit } from '../facts/fact';

const git = promisify(execFile);

/** Bytes of a history that are taken at once. */
const MOST = 1_073_741_824;

/** Names under which programs commit, the pipeline of the golden path among them. Only whether is kept, never who. */
const BOT = /\[bot\]|\b(?:renovate|dependabot|github-actions|semantic-release)\b|^pipeline$/i;

/** A commit of a history, with what a metric needs of it and nobody's name. */
export interface HistoryCommit extends Commit {
  readonly at: number;
  /** When it came to be as it is: for a merge, when it was merged. */
  readonly committedAt: number;
  readonly parents: readonly string[];
}

/** The commits of a range (`v1..HEAD`) or of a branch, oldest first; `path` marks those that touch nothing below it as elsewhere. */
export async function gitHistory(folder: string, range: string, path?: string): Promise<HistoryCommit[]> {
  const commits = await log(folder, range);
  const touching = path === undefined ? undefined : new Set((await log(folder, range, path)).map(({ sha }) => sha));
  const patches = await patchIds(folder, range);
  return commits.map(commit => ({
    ...commit,
    ...patches.has(commit.sha) && { patch: patches.get(commit.sha) },
    ...touching && !touching.has(commit.sha) && { elsewhere: true as const },
  }));
}

async function log(folder: string, range: string, path?: string): Promise<HistoryCommit[]> {
  const text = await run(folder, ['log', '--reverse', '--topo-order', '--format=%H%x1f%P%x1f%aI%x1f%cI%x1f%an%x1f%s%x1f%(trailers:key=Repairs,valueonly)%x1e', '--end-of-options', range, '--', ...path === undefined ? [] : [path]]);
  return text.split('\x1e').map(entry => entry.trimStart()).filter(entry => entry !== '').map((entry) => {
    const [sha, parents, at, committed, author, subject, repairs] = entry.split('\x1f');
    return {
      sha,
      at: Date.parse(at),
      committedAt: Date.parse(committed),
      parents: parents.split(' ').filter(parent => parent !== ''),
      ...BOT.test(author) && { bot: true as const },
      ...subject.startsWith('Revert "') && { revert: true as const },
      // only its author knows whether users ran into it: a line `Repairs: OPS-17` at the end of the message
      ...repairs.trim() !== '' && { fix: true as const },
    };
  });
}

/** A tag, the commit that it marks, and when it was set. */
export interface HistoryTag {
  readonly name: string;
  readonly sha: string;
  readonly at: number;
}

/** The tags whose names begin in a way, oldest first. */
export async function gitTags(folder: string, prefix: string): Promise<HistoryTag[]> {
  const text = await run(folder, ['for-each-ref', '--format=%(refname:strip=2)%1f%(objectname)%1f%(*objectname)%1f%(creatordate:iso-strict)', `refs/tags/${prefix}**`]);
  return text.split('\n').filter(line => line !== '').map((line) => {
    const [name, object, commit, at] = line.split('\x1f');
    return { name, sha: commit === '' ? object : commit, at: Date.parse(at) };
  }).sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
}

/** The same for every copy of a change. Merges have none. */
async function patchIds(folder: string, range: string): Promise<Map<string, string>> {
  const diff = await run(folder, ['log', '-p', '--no-color', '--no-ext-diff', '--no-merges', '--format=commit %H', '--end-of-options', range, '--']);
  const text = diff === '' ? '' : await run(folder, ['patch-id', '--stable'], diff);
  return new Map(text.split('\n').filter(line => line !== '').map((line) => {
    const [patch, sha] = line.split(' ');
    return [sha, patch];
  }));
}

async function run(folder: string, args: string[], input?: string): Promise<string> {
  try {
    const running = git('git', args, { cwd: folder, maxBuffer: MOST, encoding: 'utf8' });
    if (input !== undefined) {
      running.child.stdin!.on('error', () => undefined).end(input);
    }
    return (await running).stdout;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? (error as Error).message).trim().split('\n')[0];
    return fail('git', `git ${args[0]} must be able to read the history`, folder, `it says: ${said}`);
  }
}
