import { CursorState, Piece, Source } from './collector';
import { Api, getAll, getPage, getPages } from './http';
import { Newest } from './newest';
import { inParallel } from '../../core/parallel';
import { CdEvent } from '../events/event';
import { Said, say } from '../events/say';

/** Requests at a time. */
const AT_ONCE = 4;

/** A project of GitLab and the service that it is. */
export interface GitlabOptions {
  readonly api: Api;
  /** `group/project`, or its number. */
  readonly project: string;
  readonly service: string;
  readonly team?: string;
}

interface Project {
  readonly created_at: string;
  readonly path_with_namespace: string;
  readonly web_url: string;
  readonly forked_from_project?: object;
}
interface MergeRequest {
  readonly iid: number;
  readonly updated_at: string;
  readonly merged_at: string;
  readonly sha: string;
  readonly squash_commit_sha: string | null;
  readonly merge_commit_sha: string | null;
}
interface GitlabCommit { readonly id: string; readonly authored_date: string }
interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly status: string;
  readonly finished_at?: string | null;
  readonly updated_at: string;
  readonly environment: { readonly name: string; readonly tier?: string };
}
interface Issue { readonly iid: number; readonly created_at: string; readonly updated_at: string; readonly closed_at: string | null }

/** What a project of GitLab knows: when it was made, what was merged, deployed, and went wrong. */
export class GitlabSource implements Source {
  public readonly kinds = ['repositories', 'changes', 'deployments', 'incidents'] as const;
  public readonly name: string;
  private readonly path: string;

  constructor(private readonly options: GitlabOptions) {
    this.name = `gitlab ${options.api.url} ${options.project} ${options.service}`;
    this.path = `/api/v4/projects/${encodeURIComponent(options.project)}`;
  }

  public async* pieces(before: CursorState): AsyncGenerator<Piece> {
    let state = before;
    const step = (events: readonly CdEvent[], changed: CursorState): Piece => ({ events, state: state = { ...state, ...changed } });
    if (state.repository !== true) {
      yield step(await this.repository(), { repository: true });
    }
    const merged = new Newest(state.merged);
    for await (const page of getPages<MergeRequest>(this.options.api, `${this.path}/merge_requests?state=merged&order_by=updated_at&sort=asc&per_page=100${merged.after('updated_after')}`)) {
      const events = await inParallel(merged.unseen(page, ({ updated_at: at }) => at, ({ iid }) => iid), AT_ONCE,
        async request => this.merged(request));
      yield step(events, { merged: merged.state });
    }
    const succeeded = new Newest(state.succeeded);
    const bases = { ...state.bases as Record<string, string> | undefined };
    for await (const page of getPages<Deployment>(this.options.api, `${this.path}/deployments?status=success&order_by=finished_at&sort=asc&per_page=100${succeeded.after('finished_after')}`)) {
      const events: CdEvent[] = [];
      for (const deployment of succeeded.unseen(page, ({ finished_at: at, updated_at: updated }) => at ?? updated, ({ id }) => id)) {
        events.push(await this.deployed(deployment, bases[deployment.environment.name]));
        bases[deployment.environment.name] = deployment.sha;
      }
      yield step(events, { succeeded: succeeded.state, bases: { ...bases } });
    }
    const failed = new Newest(state.failed);
    for await (const page of getPages<Deployment>(this.options.api, `${this.path}/deployments?status=failed&order_by=updated_at&sort=asc&per_page=100${failed.after('updated_after')}`)) {
      const events = failed.unseen(page, ({ updated_at: at }) => at, ({ id }) => id).map(deployment => this.event('service.deployed', deployment.updated_at, `deployment/${deployment.id}`, {
        ...this.place(deployment), outcome: 'failure',
      }));
      yield step(events, { failed: failed.state });
    }
    const issues = new Newest(state.issues);
    for await (const page of getPages<Issue>(this.options.api, `${this.path}/issues?issue_type=incident&order_by=updated_at&sort=asc&per_page=100${issues.after('updated_after')}`)) {
      yield step(issues.unseen(page, ({ updated_at: at }) => at, ({ iid }) => iid).flatMap(issue => this.incident(issue)), { issues: issues.state });
    }
  }

  private async repository(): Promise<CdEvent[]> {
    const { body } = await getPage<Project>(this.options.api, this.path);
    return [this.event('repository.created', body.created_at, 'repository', {
      repository: body.path_with_namespace,
      uri: body.web_url,
      service: this.options.service,
      fork: body.forked_from_project === undefined ? undefined : true,
    })];
  }

  private async merged(request: MergeRequest): Promise<CdEvent> {
    const commits = await getAll<GitlabCommit>(this.options.api, `${this.path}/merge_requests/${request.iid}/commits?per_page=100`);
    const shas = [request.squash_commit_sha, request.merge_commit_sha, request.sha,
      ...commits.map(({ id }) => id)].filter((sha): sha is string => sha !== null);
    return this.event('change.merged', request.merged_at, `merge-request/${request.iid}`, {
      change: String(request.iid),
      repository: this.options.project,
      service: this.options.service,
      commits: [...new Set(shas)].map(sha => ({ sha })),
      firstCommitAt: earliest(commits.map(({ authored_date: at }) => at)),
    });
  }

  private async deployed(deployment: Deployment, base: string | undefined): Promise<CdEvent> {
    const commits = base === undefined ? [{ sha: deployment.sha }]
      : (await getPage<{ commits: GitlabCommit[] }>(this.options.api, `${this.path}/repository/compare?from=${base}&to=${deployment.sha}`)).body.commits.map(({ id, authored_date: at }) => ({ sha: id, authoredAt: at }));
    return this.event('service.deployed', deployment.finished_at ?? deployment.updated_at, `deployment/${deployment.id}`, { ...this.place(deployment), commits, ...base !== undefined && { base } });
  }

  private place({ environment, sha }: Deployment): Said {
    // a tier is said where GitLab knows one; otherwise the name of the environment tells
    return { service: this.options.service, environment: environment.name, tier: environment.tier, artifact: `pkg:gitlab/${this.options.project}@${sha}` };
  }

  private incident({ iid, created_at: created, closed_at: closed }: Issue): CdEvent[] {
    const said = { incident: `${this.options.project}#${iid}`, environment: 'production', service: this.options.service };
    return [
      this.event('incident.detected', created, `incident/${iid}/detected`, said),
      ...closed === null ? [] : [this.event('incident.resolved', closed, `incident/${iid}/resolved/${closed}`, said)],
    ];
  }

  private event(type: string, timestamp: string, id: string, said: Said): CdEvent {
    return say(type, { ...said, team: this.options.team }, { timestamp, source: `${this.options.api.url}/${this.options.project}`, id: `gitlab ${this.options.api.url} ${this.options.project} ${id}` });
  }
}

function earliest(times: readonly string[]): string | undefined {
  return times.length === 0 ? undefined : times.reduce((first, time) => Date.parse(time) < Date.parse(first) ? time : first);
}
