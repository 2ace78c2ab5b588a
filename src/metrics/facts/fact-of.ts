import { Commit, DeployFact, Fact, IncidentFact, StartFact } from './fact';
import { CdEvent, shortType } from '../events/event';
import { flag, idsIn, millis, objects, record, refId, text, texts } from '../events/read-field';

type Reader = (event: CdEvent, base: { readonly id: string; readonly at: number; readonly team?: string }) => Fact | undefined;

/** What an event means, by the short name of its type. Other types are kept and mean nothing to a metric. */
const READERS: Readonly<Record<string, Reader>> = {
  'service.deployed': (event, base) => deploy(event, base, false),
  'service.upgraded': (event, base) => deploy(event, base, false),
  'service.rolledback': (event, base) => deploy(event, base, true),
  'change.merged': ({ subject, customData = {} }, base) => ({
    ...base,
    kind: 'change',
    service: text(customData.service),
    change: `${refId(subject.content.repository) ?? ''}#${subject.id}`,
    shas: texts(customData.commits),
    firstCommitAt: millis(customData.firstCommitAt),
    bot: flag(customData.bot),
  }),
  'incident.detected': (event, base) => incident(event, base, false),
  'incident.reported': (event, base) => incident(event, base, false),
  'incident.resolved': (event, base) => incident(event, base, true),
  'repository.created': ({ subject, customData = {} }, base) => customData.monorepo === true ? undefined : start(base, {
    service: text(customData.service) ?? text(subject.content.name) ?? subject.id,
    variants: ['repository-created'],
    excluded: customData.fork === true ? 'fork' : customData.templateTest === true ? 'template-test' : undefined,
  }),
  'pavement-repository.scaffolded': ({ subject: { content } }, base) => start(base, {
    service: refId(content.service)!, variants: ['requested'], onPath: true, excluded: content.templateTest === true ? 'template-test' : undefined,
  }),
  'pavement-repository.adopted': ({ subject: { content } }, base) => start(base, {
    service: refId(content.service)!, variants: ['requested', 'repository-created', 'first-commit'], adopted: true,
  }),
  'pavement-service.appeared': ({ subject: { content } }, base) => start(base, {
    service: refId(content.service)!,
    // a repository of many services is older than the service: there it begins with its first commit
    variants: content.monorepo === true ? ['repository-created', 'first-commit'] : ['first-commit'],
    excluded: content.fork === true ? 'fork' : undefined,
  }),
  'pavement-service.renamed': ({ subject: { content } }, base) => ({ ...base, kind: 'rename', from: text(content.from)!, to: text(content.to)! }),
  'pavement-repository.archived': ({ subject: { content } }, base) => ({ ...base, kind: 'end', service: refId(content.service)! }),
  'repository.deleted': ({ subject, customData = {} }, base) => ({ ...base, kind: 'end', service: text(customData.service) ?? text(subject.content.name) ?? subject.id }),
  'pavement-service.scanned': ({ subject: { content } }, base) => ({ ...base, kind: 'scan', ...content, service: refId(content.service)! }) as Fact,
  'pavement-survey.opened': ({ subject: { content } }, base) => ({
    ...base, kind: 'survey', survey: text(content.survey)!, invited: content.invited as Record<string, number>,
  }),
  'pavement-survey.responded': ({ subject: { content } }, base) => ({
    ...base, kind: 'survey', survey: text(content.survey)!, csat: content.csat as number[] | undefined, nps: content.nps as number[] | undefined,
  }),
  'pavement-collection.finished': ({ subject: { content } }, base) => ({ ...base, kind: 'collection', kinds: texts(content.kinds) }),
};

/** What a valid event means to the metrics; nothing when no metric asks about it. */
export function factOf(event: CdEvent): Fact | undefined {
  const { context, subject, customData = {} } = event;
  const reader = READERS[shortType(context.type)];
  const team = text(subject.content.team) ?? text(customData.team);
  return reader?.(event, { id: context.id, at: Date.parse(context.timestamp), ...team !== undefined && { team } });
}

function deploy({ subject, context, customData = {} }: CdEvent, base: { readonly id: string; readonly at: number }, rollback: boolean): DeployFact {
  const healthyAt = millis(customData.healthyAt);
  const reason = text(customData.reason);
  const artifact = text(subject.content.artifactId)!;
  const outcome = outcomeOf(customData, healthyAt);
  const commits = commitsOf(customData.commits);
  return {
    ...base,
    kind: 'deploy',
    // what counts is when users had it, not when a job ended
    at: healthyAt ?? base.at,
    service: subject.id,
    environment: refId(subject.content.environment)!,
    production: production(customData),
    artifact,
    outcome,
    rollback,
    reason: rollback ? 'rollback' : reason === 'hotfix' || reason === 'fix-forward' || reason === 'rollback' ? reason : undefined,
    hasBase: text(customData.baseSha) !== undefined,
    commits,
    repairs: [...texts(customData.repairs), ...idsIn(context.links?.filter(({ linkKind }) => linkKind === 'REPAIRS'))],
    key: [outcome, rollback ? 'back' : 'on', artifact, ...commits.map(({ sha }) => sha).sort()].join('\n'),
  };
}

function outcomeOf(customData: Readonly<Record<string, unknown>>, healthyAt: number | undefined): DeployFact['outcome'] {
  if (customData.outcome === 'failure' || customData.outcome === 'error') {
    return 'failure';
  }
  return customData.gitops === true && healthyAt === undefined ? 'pending' : 'success';
}

/** A commit is its SHA, or an object with what is known of it. */
function commitsOf(value: unknown): Commit[] {
  return [...texts(value).map(sha => ({ sha })), ...objects(value).filter(({ sha }) => text(sha) !== undefined).map((commit): Commit => ({
    sha: text(commit.sha)!,
    at: millis(commit.authoredAt),
    patch: text(commit.patchId),
    bot: flag(commit.bot),
    revert: flag(commit.revert),
    elsewhere: flag(commit.elsewhere),
    fix: flag(commit.fix),
  }))];
}

function incident({ subject, context, customData = {} }: CdEvent, base: { readonly id: string; readonly at: number },
  resolved: boolean): IncidentFact {
  return {
    ...base,
    kind: 'incident',
    incident: subject.id,
    service: refId(subject.content.service),
    environment: refId(subject.content.environment)!,
    production: production(customData),
    artifact: text(subject.content.artifactId),
    deployments: idsIn(context.links, customData.deployments),
    resolved,
    external: flag(customData.external),
  };
}

function start(base: { readonly id: string; readonly at: number }, said: Partial<StartFact> & Pick<StartFact, 'service' | 'variants'>): StartFact {
  return { ...base, kind: 'start', adopted: false, onPath: false, ...said };
}

/** What an event says about its environment, if it does. */
function production(customData: Readonly<Record<string, unknown>>): boolean | undefined {
  const tier = text(record(customData.environment)?.tier) ?? text(customData.tier);
  return tier === undefined ? undefined : tier === 'production' || tier === 'prod';
}
