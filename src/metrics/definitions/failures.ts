import { Deployment, productionDeployments } from './deployments';
import { Incident, incidentsOf } from './incidents';
import { Question } from './question';
import { Row } from './row';
import { Ledger } from '../facts/ledger';

/** Why a deployment counts as failed. */
export interface Failure {
  readonly kind: 'rollout' | 'incident' | 'rollback' | 'hotfix';
  /** Of the event or the incident. */
  readonly id: string;
  readonly incident?: Incident;
}

/** A production deployment with what went wrong with it. */
export interface JudgedDeployment extends Deployment {
  readonly failures: readonly Failure[];
}

/** The production deployments of each service with their failures, and what could not be put down to any. */
export interface Judged {
  readonly deployments: ReadonlyMap<string, readonly JudgedDeployment[]>;
  /** Incidents, rollbacks and hotfixes that no deployment is blamed for, with the reason. */
  readonly unlinked: readonly Row[];
}

interface Accused extends Deployment {
  readonly failures: Failure[];
}

/**
 * Puts failures down to deployments: to those that are named, else to the artifact that is named, else to the latest deployment of the service
 * within the window, never to one longer ago.
 *
 * Guesses go to deployments that became healthy; one that did not has failed already, and takes no blame from another.
 */
export function judge(ledger: Ledger, question: Question): Judged {
  const deployments = new Map<string, Accused[]>([...productionDeployments(ledger.deploys, question)]
    .map(([service, list]) => [service, list.map(deployment => ({ ...deployment, failures: rolloutFailure(deployment) }))]));
  const byEvent = new Map([...deployments.values()].flat().flatMap(deployment => deployment.ids.map((id): [string, Accused] => [id, deployment])));
  const unlinked: Row[] = [];
  for (const incident of incidentsOf(ledger.incidents, question)) {
    const verdict = incident.external ? 'external' : causesOf(incident, deployments, byEvent, question);
    if (typeof verdict === 'string') {
      unlinked.push({ service: incident.service ?? '', subject: incident.id, at: incident.detectedAt ?? incident.resolvedAt ?? 0, reason: verdict });
    } else {
      verdict.forEach(cause => cause.failures.push({ kind: 'incident', id: incident.id, incident }));
    }
  }
  for (const list of deployments.values()) {
    list.forEach(remedy => blameFor(remedy, list, byEvent, question, unlinked));
  }
  return { deployments, unlinked };
}

function rolloutFailure({ fact }: Deployment): Failure[] {
  return fact.outcome === 'failure' ? [{ kind: 'rollout', id: fact.id }] : [];
}

function causesOf(
  incident: Incident, deployments: ReadonlyMap<string, readonly Accused[]>, byEvent: ReadonlyMap<string, Accused>, { window }: Question,
): readonly Accused[] | string {
  if (incident.deployments.length > 0) {
    const named = [...new Set(incident.deployments.map(id => byEvent.get(id)).filter((found): found is Accused => found !== undefined))];
    return named.length > 0 ? named : 'names-unknown-deployment';
  }
  if (incident.detectedAt === undefined) {
    return 'not-detected';
  }
  if (incident.service === undefined) {
    return 'names-no-service';
  }
  const before = (deployments.get(incident.service) ?? [])
    .filter(deployment => canBeBlamed(deployment) && deployment.fact.at <= incident.detectedAt!);
  const same = before.filter(({ fact }) => fact.artifact === incident.artifact).pop();
  const latest = before.pop();
  const cause = same ?? (latest && incident.detectedAt - latest.fact.at <= window ? latest : undefined);
  return cause ? [cause] : 'no-deployment-in-window';
}

/** A rollback or a hotfix says that what was there before had failed. */
function blameFor(remedy: Accused, list: readonly Accused[], byEvent: ReadonlyMap<string, Accused>, { window }: Question, unlinked: Row[]): void {
  const { fact } = remedy;
  if (fact.reason === undefined || fact.outcome !== 'success') {
    return;
  }
  const kind = fact.reason === 'rollback' ? 'rollback' : 'hotfix';
  const named = [...new Set(fact.repairs.map(id => byEvent.get(id)).filter((found): found is Accused => found !== undefined))];
  if (named.length > 0) {
    named.forEach(({ failures }) => failures.push({ kind, id: fact.id }));
    return;
  }
  if (fact.repairs.length > 0) {
    return; // it repairs an incident or a bug, which speaks for itself
  }
  const latest = list.filter(deployment => deployment !== remedy && canBeBlamed(deployment) && isBefore(deployment, remedy)).pop();
  // what is gone back to is not what had failed
  const innocent = kind === 'rollback' && latest?.fact.artifact === fact.artifact;
  if (latest && fact.at - latest.fact.at <= window && !innocent) {
    latest.failures.push({ kind, id: fact.id });
  } else {
    unlinked.push({ service: fact.service, subject: fact.id, at: fact.at, reason: innocent ? 'returns-to-what-was-live' : 'no-deployment-in-window' });
  }
}

function isBefore(a: Deployment, b: Deployment): boolean {
  return a.fact.at < b.fact.at || (a.fact.at === b.fact.at && a.fact.id < b.fact.id);
}

/** It was live, and brought something new. */
function canBeBlamed({ fact }: Deployment): boolean {
  return fact.outcome === 'success' && fact.reason !== 'rollback';
}
