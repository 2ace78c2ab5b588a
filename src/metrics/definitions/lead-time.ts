import { JudgedDeployment } from './failures';
import { Question, inPeriod } from './question';
import { OUTSIDE, Row } from './row';
import { ChangeFact, Commit, DeployFact } from '../facts/fact';

/** A commit in the deployment that brought it, as part of a change. */
interface Occurrence {
  readonly deploy: DeployFact;
  readonly commit: Commit;
  readonly change?: ChangeFact;
  /** What is counted once: the change, or the commit where no change is known. */
  readonly unit: string;
}

/** The changes of a repository by the commits that stand for them. */
export type ChangesByCommit = ReadonlyMap<string, ChangeFact>;

export function changesByCommit(changes: readonly ChangeFact[]): ChangesByCommit {
  // of two changes that name one commit the earlier one brought it
  return new Map([...changes].reverse().flatMap(change => change.shas.map((sha): [string, ChangeFact] => [sha, change])));
}

/** Every change of a service that reached production: how long it took, or why that is not known; and those that wait. */
export function leadTimeRows(service: string, deployments: readonly JudgedDeployment[], changes: ChangesByCommit, question: Question): Row[] {
  const occurrences = deployments
    .filter(({ fact }) => fact.outcome === 'success' && fact.reason !== 'rollback')
    .flatMap(({ fact }) => fact.commits.map((commit): Occurrence => {
      const change = question.start === 'commit' ? undefined : changes.get(commit.sha);
      return { deploy: fact, commit, change, unit: change?.change ?? commit.sha };
    }));
  const firstCommits = earliestCommits(occurrences);
  const units = new Set<string>();
  const patches = new Set<string>();
  return occurrences.map((occurrence) => {
    const { deploy, commit, unit } = occurrence;
    const began = beginning(occurrence, firstCommits, question);
    const seen = units.has(unit);
    const copied = !seen && commit.patch !== undefined && patches.has(commit.patch);
    units.add(unit);
    if (!seen && commit.patch !== undefined) {
      patches.add(commit.patch);
    }
    const reason = inPeriod(deploy.at, question) ? leftOut(occurrence, seen, copied, began) : OUTSIDE;
    return { service, subject: unit === commit.sha ? unit : `${unit} (${commit.sha})`, at: deploy.at, ...began !== undefined && { value: deploy.at - began }, reason, note: deploy.id };
  });
}

/** Changes that were merged in the period and are in no deployment. */
export function waitingRows(service: string, merged: readonly ChangeFact[], deployments: readonly JudgedDeployment[], question: Question): Row[] {
  const deployed = new Set(deployments.filter(({ fact }) => fact.outcome === 'success').flatMap(({ fact }) => fact.commits.map(({ sha }) => sha)));
  return merged.filter(({ shas }) => !shas.some(sha => deployed.has(sha)))
    .map(({ change, at }) => ({ service, subject: change, at, reason: inPeriod(at, question) ? 'not-deployed' : OUTSIDE }));
}

function leftOut({ deploy, commit, change }: Occurrence, seen: boolean, copied: boolean, began: number | undefined): string | undefined {
  if (seen) {
    return 'counted-before';
  }
  if (!deploy.hasBase) {
    return 'first-deploy';
  }
  if (commit.elsewhere) {
    return 'other-service';
  }
  if (commit.bot ?? change?.bot) {
    return 'bot';
  }
  if (commit.revert) {
    return 'revert';
  }
  if (copied) {
    return 'cherry-pick';
  }
  if (began === undefined) {
    return 'no-start-time';
  }
  return began > deploy.at ? 'starts-after-deployment' : undefined;
}

/** When a change began. A squash has one commit that is as old as the merge: there only the change knows its first one. */
function beginning({ commit, change, unit }: Occurrence, firstCommits: ReadonlyMap<string, number>, { start }: Question): number | undefined {
  switch (start) {
    case 'commit':
      return commit.at;
    case 'merge':
      return change?.at;
    case 'first-commit':
      return change?.firstCommitAt ?? firstCommits.get(unit);
  }
}

function earliestCommits(occurrences: readonly Occurrence[]): Map<string, number> {
  const earliest = new Map<string, number>();
  for (const { unit, commit: { at } } of occurrences) {
    if (at !== undefined && at < (earliest.get(unit) ?? Infinity)) {
      earliest.set(unit, at);
    }
  }
  return earliest;
}
