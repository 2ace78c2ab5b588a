import { CursorState, Piece, Source } from './collector';
import { Api, getAll, getPage, getPages } from './http';
import { Newest } from './newest';
import { inParallel } from '../../core/parallel';
import { CdEvent } from '../events/event';
import { Said, say } from '../events/say';

/** Requests at a time. */
const AT_ONCE = 4;

/** A repository of GitHub and the service that it is. */
export interface GithubOptions {
  readonly api: Api;
  /** `owner/name`. */
  readonly repository: string;
  readonly service: string;
  readonly team?: string;
  /** Label of issues that are incidents. */
  readonly incidentLabel: string;
}

interface Repository { readonly created_at: string; readonly html_url: string; readonly fork: boolean }
interface Issue {
  readonly number: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly pull_request?: { readonly merged_at: string | null };
}
interface Pull {
  readonly merge_commit_sha: string | null;
  readonly merged_at: string;
  readonly head: { readonly sha: string };
  readonly user: { readonly type: string } | null;
}
interface GithubCommit {
  readonly sha: string;
  readonly commit: { readonly author: { readonly date: string } | null };
  readonly author: { readonly type?: string } | null;
}
interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly production_environment?: boolean;
  readonly created_at: string;
}
interface Status { readonly state: string; readonly created_at: string }

/** How a deployment ended. */
interface Ended { readonly deployment: Deployment; readonly at: string; readonly outcome: 'success' | 'failure' }

/** What a repository of GitHub knows: when it was made, what was merged, deployed, and went wrong. */
export class GithubSource implements Source {
  public readonly kinds = ['repositories', 'changes', 'deployments', 'incidents'] as const;
  public readonly name: string;
  private readonly path: string;

  constructor(private readonly options: GithubOptions) {
    this.name = `github ${options.api.url} ${options.repository} ${options.service}`;
    this.path = `/repos/${options.repository}`;
  }

  public async* pieces(before: CursorState): AsyncGenerator<Piece> {
    let state = before;
    const step = (events: readonly CdEvent[], changed: CursorState): Piece => ({ events, state: state = { ...state, ...changed } });
    if (state.repository !== true) {
      yield step(await this.created(), { repository: true });
    }
    const merged = new Newest(state.merged);
    for await (const page of getPages<Issue>(this.options.api, `${this.path}/issues?state=closed&sort=updated&direction=asc&per_page=100${merged.after('since')}`)) {
      const pulls = merged.unseen(page, ({ updated_at: at }) => at, ({ number }) => number)
        .filter(({ pull_request: pull }) => (pull?.merged_at ?? null) !== null);
      yield step(await inParallel(pulls, AT_ONCE, async ({ number }) => this.merged(number)), { merged: merged.state });
    }
    const bases = { ...state.bases as Record<string, string> | undefined };
    for await (const ended of this.ended((state.deployments ?? 0) as number)) {
      const event = await this.deployed(ended, bases[ended.deployment.environment]);
      if (ended.outcome === 'success') {
        bases[ended.deployment.environment] = ended.deployment.sha;
      }
      yield step([event], { deployments: ended.deployment.id, bases: { ...bases } });
    }
    const incidents = new Newest(state.incidents);
    for await (const page of getPages<Issue>(this.options.api, `${this.path}/issues?state=all&labels=${encodeURIComponent(this.options.incidentLabel)}&sort=updated&direction=asc&per_page=100${incidents.after('since')}`)) {
      yield step(incidents.unseen(page, ({ updated_at: at }) => at, ({ number }) => number).filter(({ pull_request: pull }) => pull === undefined)
        .flatMap(issue => this.incident(issue)), { incidents: incidents.state });
    }
  }

  /** Deployments that have ended, oldest first; what comes after one that is under way waits for it. */
  private async* ended(after: number): AsyncGenerator<Ended> {
    const fresh: Deployment[] = [];
    for await (const page of getPages<Deployment>(this.options.api, `${this.path}/deployments?per_page=100`)) {
      fresh.push(...page.filter(({ id }) => id > after));
      if (page.some(({ id }) => id <= after)) {
        break; // the newest come first
      }
    }
    for (const deployment of fresh.sort((a, b) => a.id - b.id)) {
      const statuses = await getAll<Status>(this.options.api, `${this.path}/deployments/${deployment.id}/statuses?per_page=100`);
      // one that was replaced is inactive now and was a success before
      const success = statuses.filter(({ state }) => state === 'success').pop();
      const failure = statuses.find(({ state }) => state === 'failure' || state === 'error');
      const end = success ?? failure;
      if (end) {
        yield { deployment, at: end.created_at, outcome: success ? 'success' : 'failure' };
      } else if (!statuses.some(({ state }) => state === 'inactive')) {
        return;
      }
    }
  }

  private async created(): Promise<CdEvent[]> {
    const { body } = await getPage<Repository>(this.options.api, this.path);
    return [this.event('repository.created', body.created_at, 'repository', {
      repository: this.options.repository, uri: body.html_url, service: this.options.service, fork: body.fork ? true : undefined,
    })];
  }

  private async merged(number: number): Promise<CdEvent> {
    const { body: pull } = await getPage<Pull>(this.options.api, `${this.path}/pulls/${number}`);
    const commits = await getAll<GithubCommit>(this.options.api, `${this.path}/pulls/${number}/commits?per_page=100`);
    const shas = [pull.merge_commit_sha, pull.head.sha, ...commits.map(({ sha }) => sha)].filter((sha): sha is string => sha !== null);
    const times = commits.flatMap(({ commit: { author } }) => author ? [author.date] : []).sort((a, b) => Date.parse(a) - Date.parse(b));
    return this.event('change.merged', pull.merged_at, `pull/${number}`, {
      change: String(number),
      repository: this.options.repository,
      service: this.options.service,
      commits: [...new Set(shas)].map(sha => ({ sha })),
      firstCommitAt: times[0],
      bot: pull.user?.type === 'Bot' ? true : undefined,
    });
  }

  private async deployed({ deployment, at, outcome }: Ended, base: string | undefined): Promise<CdEvent> {
    const commits = outcome === 'failure' || base === undefined ? [{ sha: deployment.sha }] : await this.between(base, deployment.sha);
    return this.event('service.deployed', at, `deployment/${deployment.id}`, {
      service: this.options.service,
      environment: deployment.environment,
      tier: deployment.production_environment ? 'production' : undefined,
      artifact: `pkg:github/${this.options.repository}@${deployment.sha}`,
      commits,
      ...outcome === 'failure' ? { outcome } : base !== undefined && { base },
    });
  }

  private async between(base: string, head: string): Promise<object[]> {
    const commits: object[] = [];
    for (let next: string | undefined = `${this.path}/compare/${base}...${head}?per_page=100`; next !== undefined;) {
      const page: {
        readonly body: { readonly commits: GithubCommit[] };
        readonly next?: string;
      } = await getPage<{ commits: GithubCommit[] }>(this.options.api, next);
      commits.push(...page.body.commits.map(({ sha, commit, author }) => ({ sha, ...commit.author && { authoredAt: commit.author.date }, ...author?.type === 'Bot' && { bot: true } })));
      next = page.next;
    }
    return commits;
  }

  private incident({ number, created_at: created, closed_at: closed }: Issue): CdEvent[] {
    const said = { incident: `${this.options.repository}#${number}`, environment: 'production', service: this.options.service };
    return [
      this.event('incident.detected', created, `incident/${number}/detected`, said),
      ...closed === null ? [] : [this.event('incident.resolved', closed, `incident/${number}/resolved/${closed}`, said)],
    ];
  }

  private event(type: string, timestamp: string, id: string, said: Said): CdEvent {
    return say(type, { ...said, team: this.options.team }, { timestamp, source: `${this.options.api.url}${this.path}`, id: `github ${this.options.api.url} ${this.options.repository} ${id}` });
  }
}
