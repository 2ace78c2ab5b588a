import { ANONYMITY_FLOOR } from '../definitions/satisfaction';

/** What one person answered; it is counted and forgotten. */
export interface Answer {
  readonly team?: string;
  /** From 1 to 5. */
  readonly csat?: number;
  /** From 0 to 10. */
  readonly nps?: number;
}

/** Answers of a group that is large enough. */
export interface Aggregate {
  /** Null is everybody whose team is too small to be named. */
  readonly team: string | null;
  readonly csat: readonly number[];
  readonly nps: readonly number[];
}

/**
 * Counts answers by team. Teams of fewer than five are put together; where they are still fewer than five, the smallest named team joins them,
 * so that nobody can be found by taking one number from another. Undefined where there are fewer than five answers in all.
 */
export function aggregate(answers: readonly Answer[]): Aggregate[] | undefined {
  if (answers.length < ANONYMITY_FLOOR) {
    return undefined;
  }
  const teams = new Map<string, Answer[]>();
  const rest: Answer[] = [];
  for (const answer of answers) {
    if (answer.team === undefined) {
      rest.push(answer);
    } else {
      teams.set(answer.team, [...teams.get(answer.team) ?? [], answer]);
    }
  }
  const named = [...teams].sort(([a, one], [b, other]) => one.length - other.length || (a < b ? -1 : 1));
  while (named.length > 0 && (named[0][1].length < ANONYMITY_FLOOR || (rest.length > 0 && rest.length < ANONYMITY_FLOOR))) {
    rest.push(...named.shift()![1]);
  }
  return [...rest.length > 0 ? [counted(null, rest)] : [], ...named.sort(([a], [b]) => a < b ? -1 : 1).map(([team, list]) => counted(team, list))];
}

function counted(team: string | null, answers: readonly Answer[]): Aggregate {
  return {
    team,
    csat: [1, 2, 3, 4, 5].map(score => answers.filter(({ csat }) => csat === score).length),
    nps: Array.from({ length: 11 }, (_, score) => answers.filter(({ nps }) => nps === score).length),
  };
}
