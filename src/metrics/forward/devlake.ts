import { DeployFact, Fact, IncidentFact } from '../facts/fact';

/** What a webhook of DevLake takes, and at which of its addresses. */
export interface DevlakeCall {
  readonly path: 'deployments' | 'issues';
  readonly body: Readonly<Record<string, unknown>>;
}

/** Facts as DevLake's webhook takes them; what it has no form for is left out. Deployments that nobody has seen healthy are not told of. */
export function devlakeCall(fact: Fact, isProduction: (fact: DeployFact | IncidentFact) => boolean): DevlakeCall | undefined {
  switch (fact.kind) {
    case 'deploy':
      return fact.outcome === 'pending' ? undefined : { path: 'deployments', body: deployment(fact, isProduction(fact)) };
    case 'incident':
      return isProduction(fact) ? { path: 'issues', body: incident(fact) } : undefined;
    default:
      return undefined;
  }
}

function deployment({ id, at, service, artifact, outcome, commits }: DeployFact, production: boolean): Record<string, unknown> {
  const time = new Date(at).toISOString();
  const result = outcome === 'failure' ? 'FAILURE' : 'SUCCESS';
  // the last of its commits is what was deployed; DevLake finds the others by the repository
  const head = commits[commits.length - 1]?.sha ?? artifact;
  return {
    id,
    createdDate: time,
    startedDate: time,
    finishedDate: time,
    environment: production ? 'PRODUCTION' : 'STAGING',
    result,
    displayTitle: `${service} ${artifact}`,
    deploymentCommits: [{ repoUrl: service, commitSha: head, displayTitle: service, startedDate: time, finishedDate: time, result }],
  };
}

function incident({ at, incident: key, service, resolved }: IncidentFact): Record<string, unknown> {
  const time = new Date(at).toISOString();
  const status = resolved ? 'DONE' : 'TODO';
  return {
    issueKey: key,
    title: service === undefined ? key : `${service}: ${key}`,
    type: 'INCIDENT',
    status,
    originalStatus: status,
    createdDate: time,
    updatedDate: time,
    ...resolved && { resolutionDate: time },
  };
}
