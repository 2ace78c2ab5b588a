import { JudgedDeployment } from './failures';
import { Question, inPeriod } from './question';
import { OUTSIDE, Row } from './row';

/**
 * Every failed deployment of a service: how long until production was well again.
 *
 * Its incidents say when, the last of them; without one it is the next deployment that became healthy, back or forward. What is not over counts for
 * as long as it has lasted.
 */
export function recoveryRows(deployments: readonly JudgedDeployment[], question: Question): Row[] {
  return deployments.filter(({ failures }) => failures.length > 0).map((deployment) => {
    const { fact } = deployment;
    const recovery = recoveredAt(deployment, deployments);
    const reason = !inPeriod(fact.at, question) ? OUTSIDE
      : fact.reason === 'rollback' && !question.rollbacksCount ? 'rollback'
        : recovery !== undefined && recovery < fact.at ? 'recovered-before-deployment' : undefined;
    return {
      service: fact.service,
      subject: fact.id,
      at: fact.at,
      value: (recovery ?? question.now) - fact.at,
      ...recovery === undefined && { open: true as const },
      reason,
    };
  });
}

function recoveredAt({ fact, failures }: JudgedDeployment, deployments: readonly JudgedDeployment[]): number | undefined {
  const incidents = failures.flatMap(({ incident }) => incident ?? []);
  if (incidents.length > 0) {
    return incidents.every(({ resolvedAt }) => resolvedAt !== undefined) ? Math.max(...incidents.map(({ resolvedAt }) => resolvedAt!)) : undefined;
  }
  return deployments.find(later => later.fact.outcome === 'success' && later.fact.at > fact.at)?.fact.at;
}
