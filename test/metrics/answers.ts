import { ADOPTION_DEFAULTS, adoption } from '../../src/metrics/definitions/adoption';
import { Question } from '../../src/metrics/definitions/question';
import { satisfaction, surveyTotals } from '../../src/metrics/definitions/satisfaction';
import { allTimesToFirstDeploy } from '../../src/metrics/definitions/time-to-first-deploy';
import { MetricsStore } from '../../src/metrics/store/store';

/** Everything that can be asked, as plain data. */
export async function allAnswers(store: MetricsStore, question: Question): Promise<Record<string, unknown>> {
  const surveys = await store.surveys(question.now);
  return {
    all: await store.delivery(question, 'all'),
    services: await store.delivery(question, 'service'),
    teams: await store.delivery(question, 'team'),
    histories: await store.histories(question),
    ttfd: allTimesToFirstDeploy(await store.histories(question), question),
    adoption: adoption(await store.adoption(question), { ...ADOPTION_DEFAULTS, floor: '1.4.0' }, question),
    surveys: surveyTotals(surveys, true).map(satisfaction),
    surveyTeams: surveyTotals(surveys, false).map(satisfaction),
  };
}
