import { Adoption, AdoptionOptions, adoption } from '../definitions/adoption';
import { Delivery } from '../definitions/delivery';
import { DAY, Question } from '../definitions/question';
import { Satisfaction, satisfaction, surveyTotals } from '../definitions/satisfaction';
import { StartCohort, startCohorts } from '../definitions/start-cohorts';
import { TimeToFirstDeploy, allTimesToFirstDeploy } from '../definitions/time-to-first-deploy';
import { Standing, standing } from '../editions/edition';
import { Edition } from '../editions/edition-names';
import { MetricsStore, StoreContents } from '../store/store';

/** Everything that a platform lead wants to know, as plain data. */
export interface MetricsReport {
  readonly question: Question;
  readonly edition: Edition;
  readonly contents: StoreContents;
  readonly timeToFirstDeploy: readonly TimeToFirstDeploy[];
  readonly cohorts: readonly StartCohort[];
  readonly adoption: Adoption;
  readonly delivery: Delivery & { readonly standing: Standing };
  readonly services: readonly Delivery[];
  readonly teams: readonly Delivery[];
  readonly satisfaction: readonly Satisfaction[];
  readonly satisfactionOfTeams: readonly Satisfaction[];
  /** Parts of equal length that end with the period, oldest first. */
  readonly trend: readonly TrendPoint[];
}

/** How things were in one part of the time. */
export interface TrendPoint {
  readonly from: number;
  readonly to: number;
  readonly delivery: Delivery;
  /** As it was at the end of the part. */
  readonly adoption: Adoption;
}

/** What a report needs beyond the question. */
export interface ReportOptions {
  readonly edition: Edition;
  readonly adoption: AdoptionOptions;
  /** How many parts the trend has. */
  readonly trendPoints: number;
  /** How many days each of them has. */
  readonly trendDays: number;
}

/** Asks a store for everything. */
export async function metricsReport(store: MetricsStore, question: Question, options: ReportOptions): Promise<MetricsReport> {
  const histories = await store.histories(question);
  const [delivery] = await store.delivery(question, 'all');
  const surveys = await store.surveys(question.now);
  return {
    question,
    edition: options.edition,
    contents: await store.contents(question.now),
    timeToFirstDeploy: allTimesToFirstDeploy(histories, question),
    cohorts: startCohorts(histories, question),
    adoption: adoption(await store.adoption(question), options.adoption, question),
    delivery: { ...delivery, standing: standing(delivery, options.edition) },
    services: await store.delivery(question, 'service'),
    teams: await store.delivery(question, 'team'),
    satisfaction: surveyTotals(surveys, true).map(satisfaction),
    satisfactionOfTeams: surveyTotals(surveys, false).map(satisfaction),
    trend: await trendOf(store, question, options),
  };
}

async function trendOf(store: MetricsStore, question: Question, { trendPoints, trendDays, adoption: options }: ReportOptions): Promise<TrendPoint[]> {
  const points: TrendPoint[] = [];
  for (let back = trendPoints - 1; back >= 0; back--) {
    const to = question.to - back * trendDays * DAY;
    const part = { ...question, from: to - trendDays * DAY, to };
    const [delivery] = await store.delivery(part, 'all');
    const then = { ...part, now: to };
    points.push({ from: part.from, to, delivery, adoption: adoption(await store.adoption(then), options, then) });
  }
  return points;
}
