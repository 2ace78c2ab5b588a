import { isDeepStrictEqual } from 'util';
import { GoldenAnswer, GoldenAsk, GoldenCase } from './golden-case';
import { ADOPTION_DEFAULTS, adoption } from '../definitions/adoption';
import { Grouping } from '../definitions/delivery';
import { QUESTION_DEFAULTS, Question } from '../definitions/question';
import { satisfaction, surveyTotals } from '../definitions/satisfaction';
import { Cohort, DeployClass, timeToFirstDeploy } from '../definitions/time-to-first-deploy';
import { StartVariant } from '../facts/fact';
import { MetricsStore } from '../store/store';

/** An answer that did not come out as it must. */
export interface Difference {
  readonly case: string;
  readonly path: string;
  readonly must: unknown;
  readonly got: unknown;
  readonly because: string;
}

/** Asks a store that holds the events of a case for everything whose answer is known. */
export async function replay(golden: GoldenCase, store: MetricsStore): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const { ask, is, because } of golden.answers) {
    const answer = await answerOf(ask, golden, store);
    for (const [path, must] of Object.entries(is) as [string, GoldenAnswer['is'][string]][]) {
      const got = at(answer, path);
      if (!same(got, must)) {
        differences.push({ case: golden.id, path, must, got, because });
      }
    }
  }
  return differences;
}

async function answerOf({ metric, ...choices }: GoldenAsk, { question: { now, from, to } }: GoldenCase, store: MetricsStore): Promise<unknown> {
  const question: Question = { ...QUESTION_DEFAULTS, ...choices as object, now: Date.parse(now), from: Date.parse(from), to: Date.parse(to) };
  const group = (choices.group ?? null) as string | null;
  switch (metric) {
    case 'delivery':
      return (await store.delivery(question, (choices.by ?? 'all') as Grouping)).find(delivery => delivery.group === group);
    case 'ttfd':
      return timeToFirstDeploy(await store.histories(question), choices.from as StartVariant, choices.to as DeployClass, choices.cohort as Cohort,
        question);
    case 'adoption':
      return adoption(await store.adoption(question), { ...ADOPTION_DEFAULTS, ...choices }, question);
    case 'survey':
      return surveyTotals(await store.surveys(question.now), group === null).map(satisfaction).find(({ team }) => team === group);
  }
}

function at(answer: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], answer);
}

/** People write twelve digits of a fraction. */
function same(got: unknown, must: unknown): boolean {
  return typeof got === 'number' && typeof must === 'number' ? Math.abs(got - must) <= 1e-11 * Math.max(1, Math.abs(must)) : isDeepStrictEqual(got, must);
}
