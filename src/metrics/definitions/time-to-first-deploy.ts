import { Durations } from './durations';
import { censoredDurations } from './kaplan-meier';
import { DAY, Question, inPeriod } from './question';
import { OUTSIDE, Row } from './row';
import { StartVariant } from '../facts/fact';
import { ServiceHistory } from '../facts/service-history';

/** Services that began on the golden path or beside it, and services that came to it later: they are never mixed. */
export type Cohort = 'new' | 'adopted';

/** Where the first deployment went. */
export type DeployClass = 'any' | 'production';

export const START_VARIANTS: readonly StartVariant[] = ['requested', 'repository-created', 'first-commit'];
export const DEPLOY_CLASSES: readonly DeployClass[] = ['any', 'production'];
export const COHORTS: readonly Cohort[] = ['new', 'adopted'];

/** A service that ends sooner than this was never meant to be deployed. */
const SHORT_LIVED = 7 * DAY;

/** How long services that began in the period took, or have waited, until they were first deployed. */
export interface TimeToFirstDeploy extends Durations {
  readonly from: StartVariant;
  readonly to: DeployClass;
  readonly cohort: Cohort;
  /** How long the one that has waited longest has waited. */
  readonly longestWait: number | null;
  /** Rollouts that failed before the first success, over all services. */
  readonly failedAttempts: number;
}

/** Every service of a cohort: how long it took, how long it has waited, or why it does not count. */
export function firstDeployRows(histories: readonly ServiceHistory[], from: StartVariant, to: DeployClass, cohort: Cohort,
  question: Question): Row[] {
  return histories.filter(({ adoptedAt }) => (adoptedAt !== undefined) === (cohort === 'adopted')).map((history) => {
    const start = history.starts[from];
    const deployed = history[to].at;
    const end = deployed ?? Math.min(history.endedAt ?? Infinity, question.now);
    return {
      service: history.service,
      subject: history.service,
      at: start ?? history.firstSeenAt,
      ...start !== undefined && { value: end - start },
      ...deployed === undefined && { open: true as const },
      reason: leftOut(history, start, deployed, from, question),
      note: `${history[to].failedBefore} failed before`,
    };
  });
}

function leftOut(
  { excluded, endedAt, firstSeenAt }: ServiceHistory, start: number | undefined, deployed: number | undefined, from: StartVariant, question: Question,
): string | undefined {
  if (!inPeriod(start ?? firstSeenAt, question)) {
    return OUTSIDE;
  }
  if (excluded) {
    return excluded;
  }
  if (start === undefined) {
    return `not-known-when-${from}`;
  }
  if (endedAt !== undefined && endedAt - start <= SHORT_LIVED) {
    return 'archived-within-7-days';
  }
  return deployed !== undefined && deployed < start ? 'deployed-before-start' : undefined;
}

/** One variant of time to first deploy. */
export function timeToFirstDeploy(histories: readonly ServiceHistory[], from: StartVariant, to: DeployClass, cohort: Cohort,
  question: Question): TimeToFirstDeploy {
  const rows = firstDeployRows(histories, from, to, cohort, question);
  const used = rows.filter(({ reason }) => reason === undefined);
  const waits = used.filter(({ open }) => open).map(({ value }) => value!);
  const byName = new Map(histories.map((history): [string, ServiceHistory] => [history.service, history]));
  return {
    from,
    to,
    cohort,
    ...censoredDurations(rows),
    longestWait: waits.length > 0 ? Math.max(...waits) : null,
    failedAttempts: used.reduce((sum, { service }) => sum + byName.get(service)![to].failedBefore, 0),
  };
}

/** Every variant: from each beginning, to each class of environment, of each cohort. */
export function allTimesToFirstDeploy(histories: readonly ServiceHistory[], question: Question): TimeToFirstDeploy[] {
  return COHORTS.flatMap(cohort =>
    DEPLOY_CLASSES.flatMap(to => START_VARIANTS.map(from => timeToFirstDeploy(histories, from, to, cohort, question))));
}
