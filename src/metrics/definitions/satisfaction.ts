import { Share, rounded, shareOf } from './share';
import { SurveyFact } from '../facts/fact';

/** Groups of fewer answers are not shown: who said what could be told. */
export const ANONYMITY_FLOOR = 5;

/** Answers of a group to a survey. */
export interface SurveyTotals {
  readonly survey: string;
  /** Null is everybody else: teams too small to be named. */
  readonly team: string | null;
  readonly at: number;
  readonly invited: number | null;
  readonly csat: readonly number[];
  readonly nps: readonly number[];
}

/** How satisfied a group is; null where too few have answered. */
export interface Satisfaction {
  readonly survey: string;
  readonly team: string | null;
  /** Answers; null below the floor. */
  readonly answers: number | null;
  readonly invited: number | null;
  readonly responseRate: Share | null;
  /** Those who gave 4 or 5 of 5. */
  readonly csat: Share | null;
  /** Per cent who gave 9 or 10, less per cent who gave 0 to 6: from -100 to 100. */
  readonly nps: { readonly value: number; readonly low: number; readonly high: number; readonly n: number } | null;
  /** Why there is nothing to see. */
  readonly suppressed: 'fewer-than-5' | null;
}

/** Puts the answers of each group to each survey together; `everybody` makes one group of all. */
export function surveyTotals(facts: readonly SurveyFact[], everybody: boolean): SurveyTotals[] {
  const totals = new Map<string, SurveyTotals>();
  const invited = new Map<string, number>();
  const keyOf = (survey: string, team: string | undefined) => `${survey}\n${everybody ? '' : team ?? ''}`;
  // an opening that was corrected replaces the one before
  const openings = new Map(facts.filter(fact => fact.invited !== undefined).map((fact): [string, SurveyFact] => [fact.survey, fact]));
  for (const { survey, invited: teams } of openings.values()) {
    Object.entries(teams!).forEach(([team, count]) =>
      invited.set(keyOf(survey, team), (everybody ? invited.get(keyOf(survey, team)) ?? 0 : 0) + count));
  }
  for (const { survey, team, at, csat, nps } of facts.filter(fact => fact.invited === undefined)) {
    const key = keyOf(survey, team);
    const known = totals.get(key) ?? {
      survey,
      team: everybody ? null : team ?? null,
      at,
      invited: invited.get(key) ?? null,
      csat: Array<number>(5).fill(0),
      nps: Array<number>(11).fill(0),
    };
    totals.set(key, { ...known, at: Math.max(known.at, at), csat: sum(known.csat, csat), nps: sum(known.nps, nps) });
  }
  return [...totals].sort(([a], [b]) => a < b ? -1 : 1).map(([, total]) => total);
}

/** Satisfaction of a group. */
export function satisfaction(totals: SurveyTotals): Satisfaction {
  const { survey, team, invited, csat, nps } = totals;
  const answers = Math.max(sumOf(csat), sumOf(nps));
  if (answers < ANONYMITY_FLOOR) {
    return { survey, team, answers: null, invited, responseRate: null, csat: null, nps: null, suppressed: 'fewer-than-5' };
  }
  return {
    survey,
    team,
    answers,
    invited,
    responseRate: invited === null || invited < answers ? null : shareOf(answers, invited),
    csat: sumOf(csat) < ANONYMITY_FLOOR ? null : shareOf(csat[3] + csat[4], sumOf(csat)),
    nps: npsOf(nps),
    suppressed: null,
  };
}

/** With the interval of a difference of two shares of the same answers. */
function npsOf(counts: readonly number[]): Satisfaction['nps'] {
  const n = sumOf(counts);
  if (n < ANONYMITY_FLOOR) {
    return null;
  }
  const promoters = (counts[9] + counts[10]) / n;
  const detractors = sumOf(counts.slice(0, 7)) / n;
  const value = promoters - detractors;
  const half = 1.959963984540054 * Math.sqrt((promoters + detractors - value * value) / n);
  return { value: rounded(100 * value), low: rounded(100 * Math.max(-1, value - half)), high: rounded(100 * Math.min(1, value + half)), n };
}

function sum(a: readonly number[], b: readonly number[] | undefined): number[] {
  return a.map((value, i) => value + (b?.[i] ?? 0));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
