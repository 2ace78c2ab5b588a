import { CursorState, Piece, Source } from './collector';
import { Api, getPage } from './http';
import { CdEvent } from '../events/event';
import { say } from '../events/say';

/** An Argo CD and how its applications tell which service they are of, and where. */
export interface ArgocdOptions {
  readonly api: Api;
  /** Label with the name of the service; without it, it is the name of the application. */
  readonly serviceLabel: string;
  /** Label with the environment; without it, it is the namespace. */
  readonly environmentLabel: string;
  readonly teamLabel: string;
}

interface Application {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: { readonly destination: { readonly namespace?: string } };
  readonly status?: {
    readonly sync?: { readonly status?: string };
    readonly health?: { readonly status?: string; readonly lastTransitionTime?: string };
    readonly history?: readonly {
      readonly id: number;
      readonly revision?: string;
      readonly revisions?: readonly string[];
      readonly deployedAt: string;
    }[];
  };
}

/** What Argo CD knows: what was synced, and whether it became healthy. It says so of the latest sync only, so it has to be asked often. */
export class ArgocdSource implements Source {
  public readonly kinds = ['deployments'] as const;
  public readonly name: string;

  constructor(private readonly options: ArgocdOptions) {
    this.name = `argocd ${options.api.url}`;
  }

  public async* pieces(before: CursorState): AsyncGenerator<Piece> {
    const { body: { items } } = await getPage<{ items: Application[] | null }>(this.options.api, '/api/v1/applications');
    let state = before;
    for (const application of [...items ?? []].sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1)) {
      const { events, last } = this.eventsOf(application, (state[keyOf(application)] ?? -1) as number);
      if (events.length > 0) {
        yield { events, state: state = { ...state, [keyOf(application)]: last } };
      }
    }
  }

  /** What is over is told once: a sync that is healthy or degraded, or that another one has replaced. */
  private eventsOf(application: Application, after: number): { readonly events: CdEvent[]; readonly last: number } {
    const history = [...application.status?.history ?? []].sort((a, b) => a.id - b.id);
    const latest = history[history.length - 1]?.id;
    const told = history.filter(({ id }) => id > after && (id !== latest || isOver(application)));
    return {
      last: told[told.length - 1]?.id ?? after,
      events: told.map(({ id, deployedAt, revision, revisions }) => {
        const { name, labels = {} } = application.metadata;
        return say('service.deployed', {
          service: labels[this.options.serviceLabel] ?? name,
          environment: labels[this.options.environmentLabel] ?? application.spec.destination.namespace ?? 'unknown',
          team: labels[this.options.teamLabel],
          artifact: `pkg:generic/argocd/${encodeURIComponent(name)}@${revision ?? revisions?.join('+') ?? String(id)}`,
          gitops: true,
          ...id === latest && verdict(application, deployedAt),
        }, { timestamp: deployedAt, source: this.options.api.url, id: `argocd ${this.options.api.url} ${keyOf(application)} ${id}` });
      }),
    };
  }
}

function keyOf({ metadata: { namespace = '', name } }: Application): string {
  return `${namespace}/${name}`;
}

function isOver({ status }: Application): boolean {
  return status?.health?.status === 'Degraded' || (status?.health?.status === 'Healthy' && status.sync?.status === 'Synced');
}

/** Healthy since the later of the sync and the last change of health. */
function verdict({ status }: Application, deployedAt: string): { readonly outcome?: string; readonly healthyAt?: string } {
  const changed = status?.health?.lastTransitionTime;
  return status?.health?.status === 'Degraded' ? { outcome: 'failure' }
    : { healthyAt: changed !== undefined && Date.parse(changed) > Date.parse(deployedAt) ? changed : deployedAt };
}
