import { CdEvent } from './event';
import { makeEvent } from './make-event';

/** What an event of a pipeline can say; each kind of event uses its part. */
export interface Said {
  readonly service?: string;
  readonly environment?: string;
  /** Of the environment: `production` or anything else. */
  readonly tier?: string;
  readonly artifact?: string;
  readonly commits?: readonly object[];
  readonly base?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly healthyAt?: string;
  readonly gitops?: boolean;
  readonly repairs?: readonly string[];
  readonly incident?: string;
  readonly deployments?: readonly string[];
  readonly external?: boolean;
  readonly repository?: string;
  readonly uri?: string;
  readonly change?: string;
  readonly firstCommitAt?: string;
  readonly bot?: boolean;
  readonly team?: string;
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
  readonly fork?: boolean;
  readonly templateTest?: boolean;
  readonly monorepo?: boolean;
}

interface Form {
  /** What must be said. */
  readonly needs: readonly (keyof Said)[];
  /** What may be said beyond that. */
  readonly takes: readonly (keyof Said)[];
  readonly subject: (said: Said) => string;
  readonly content: (said: Said) => Record<string, unknown>;
}

const DEPLOY: Form = {
  needs: ['service', 'environment', 'artifact'],
  takes: ['commits', 'base', 'outcome', 'reason', 'healthyAt', 'gitops', 'repairs', 'tier', 'team'],
  subject: ({ service }) => service!,
  content: ({ environment, artifact }) => ({ environment: { id: environment }, artifactId: artifact }),
};

const INCIDENT: Form = {
  needs: ['incident', 'environment'],
  takes: ['service', 'artifact', 'deployments', 'external', 'tier', 'team'],
  subject: ({ incident }) => incident!,
  content: ({ environment, service, artifact }) => ({
    environment: { id: environment },
    ...service !== undefined && { service: { id: service } },
    ...artifact !== undefined && { artifactId: artifact },
  }),
};

/** Where the standard has no field, what is said goes into customData under its own name; fields of our own types are in their content. */
const own = (needs: readonly (keyof Said)[], takes: readonly (keyof Said)[], content: Form['content']): Form => ({
  needs, takes, subject: ({ service, to }) => (service ?? to)!, content: said => pruned({ ...content(said), team: said.team }),
});

const ref = (id: string | undefined) => id === undefined ? undefined : { id };

/** The events that can be made from options, by short type. */
export const FORMS: Readonly<Record<string, Form>> = {
  'service.deployed': DEPLOY,
  'service.upgraded': DEPLOY,
  'service.rolledback': DEPLOY,
  'incident.detected': INCIDENT,
  'incident.resolved': INCIDENT,
  'repository.created': {
    needs: ['repository', 'uri'],
    takes: ['service', 'fork', 'templateTest', 'monorepo', 'team'],
    subject: ({ repository }) => repository!,
    content: ({ repository, uri }) => ({ name: repository, uri }),
  },
  'change.merged': {
    needs: ['change', 'repository', 'commits'],
    takes: ['service', 'firstCommitAt', 'bot', 'team'],
    subject: ({ change }) => change!,
    content: ({ repository }) => ({ repository: { id: repository } }),
  },
  'pavement-repository.scaffolded': own(['service'], ['repository', 'team', 'version', 'templateTest'], ({ service, repository, version, templateTest }) => ({ service: ref(service), repository: ref(repository), libraryVersion: version, templateTest })),
  'pavement-repository.adopted': own(['service'], ['repository', 'team', 'version'], ({ service, repository, version }) => ({ service: ref(service), repository: ref(repository), libraryVersion: version })),
  'pavement-repository.upgraded': own(['service', 'to'], ['repository', 'from'], ({ service, repository, from, to }) => ({ service: ref(service), repository: ref(repository), from, to })),
  'pavement-repository.archived': own(['service'], ['repository'], ({ service, repository }) => ({ service: ref(service), repository: ref(repository) })),
  'pavement-service.appeared': own(['service'], ['repository', 'team', 'monorepo', 'fork'], ({ service, repository, monorepo, fork }) => ({ service: ref(service), repository: ref(repository), monorepo, fork })),
  'pavement-service.renamed': own(['from', 'to'], [], ({ from, to }) => ({ from, to })),
};

/** Makes the event of a type of `FORMS` from what is said. */
export function say(type: string, said: Said,
  { timestamp, source, id }: { readonly timestamp: string; readonly source: string; readonly id?: string }): CdEvent {
  const form = FORMS[type];
  return makeEvent({ type, timestamp, source, id, subject: form.subject(said), content: form.content(said), customData: type.startsWith('pavement-') ? {} : customData(type, said) });
}

function customData(type: string, said: Said): Record<string, unknown> {
  const {
    commits, base, outcome, reason, healthyAt, gitops, repairs, deployments, external, team, service, firstCommitAt, bot, tier, fork,
    templateTest, monorepo,
  } = said;
  switch (type) {
    case 'repository.created':
      return pruned({ service, team, fork, templateTest, monorepo });
    case 'change.merged':
      return pruned({ service, team, firstCommitAt, bot, commits: commits?.map(commit => (commit as { sha: string }).sha) });
    case 'incident.detected':
    case 'incident.resolved':
      return pruned({ deployments, external, tier, team });
    default:
      return pruned({ commits, baseSha: base, outcome, reason, healthyAt, gitops, repairs, tier, team });
  }
}

function pruned(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
