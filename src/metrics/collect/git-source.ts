import { CursorState, Piece, Source } from './collector';
import { commitData } from './commit-data';
import { HistoryCommit, gitHistory, gitTags } from './git-history';
import { CdEvent } from '../events/event';
import { Said, say } from '../events/say';

/** A clone and the service in it. */
export interface GitOptions {
  readonly folder: string;
  readonly branch: string;
  readonly service: string;
  readonly team?: string;
  /** The folder of the service, in a repository of many. */
  readonly path?: string;
  /** Beginning of the names of tags that mark deployments, followed by the environment: `deploy/` for `deploy/prod/2026-11-24`. */
  readonly deployTags: string;
}

/** What a history tells: when the service appeared, what was merged, and where tags say that it was deployed. */
export class GitSource implements Source {
  public readonly kinds = ['repositories', 'changes', 'deployments'] as const;
  public readonly name: string;

  constructor(private readonly options: GitOptions) {
    this.name = `git ${options.service}`;
  }

  public async* pieces(before: CursorState): AsyncGenerator<Piece> {
    const { folder, branch, path, service } = this.options;
    const commits = await gitHistory(folder, branch, path);
    const own = commits.filter(({ elsewhere }) => !elsewhere);
    const first = own.reduce<HistoryCommit | undefined>((earliest, commit) => earliest && earliest.at <= commit.at ? earliest : commit, undefined);
    let state = before;
    yield {
      events: [...first ? [this.event('pavement-service.appeared', first.at, 'appeared', { service, monorepo: path === undefined ? undefined : true })] : [], ...this.merges(commits)],
      state,
    };
    const bases: Record<string, string> = {};
    for (const { name, sha, at } of await gitTags(folder, this.options.deployTags)) {
      const environment = name.slice(this.options.deployTags.length).split('/')[0];
      const base = bases[environment];
      const range = base === undefined ? sha : `${base}..${sha}`;
      bases[environment] = sha;
      yield {
        events: [this.event('service.deployed', at, `tag ${name}`, {
          service, environment, artifact: `pkg:generic/${encodeURIComponent(service)}@${sha}`, commits: (await gitHistory(folder, range, path)).map(commitData), ...base !== undefined && { base },
        })],
        state: state = { ...state },
      };
    }
  }

  /** A merge stands for the commits that it brought; a commit that was put on the branch itself stands for itself. */
  private merges(commits: readonly HistoryCommit[]): CdEvent[] {
    const bySha = new Map(commits.map(commit => [commit.sha, commit]));
    const mainline = new Set<string>();
    for (let commit = commits[commits.length - 1] as HistoryCommit | undefined; commit; commit = bySha.get(commit.parents[0])) {
      mainline.add(commit.sha);
    }
    const taken = new Set<string>();
    return commits.filter(({ sha, parents }) => mainline.has(sha) && parents.length > 1).flatMap((merge) => {
      const brought: HistoryCommit[] = [];
      for (const queue = merge.parents.slice(1); queue.length > 0;) {
        const commit = bySha.get(queue.pop()!);
        if (commit && !mainline.has(commit.sha) && !taken.has(commit.sha)) {
          taken.add(commit.sha);
          brought.push(commit);
          queue.push(...commit.parents);
        }
      }
      const touches = brought.some(({ elsewhere }) => !elsewhere);
      return brought.length === 0 || !touches ? [] : [this.event('change.merged', merge.committedAt, `merge ${merge.sha}`, {
        change: merge.sha,
        repository: this.options.service,
        service: this.options.service,
        commits: [merge, ...brought].map(({ sha }) => ({ sha })),
        firstCommitAt: new Date(Math.min(...brought.map(({ at }) => at))).toISOString(),
      })];
    });
  }

  private event(type: string, at: number, id: string, said: Said): CdEvent {
    return say(type, { ...said, team: this.options.team }, { timestamp: new Date(at).toISOString(), source: '/git', id: `git ${this.options.service} ${id}` });
  }
}
