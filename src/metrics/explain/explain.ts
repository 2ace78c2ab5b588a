import { Explainable } from './explainable';
import { AdoptionOptions, adoptionRows } from '../definitions/adoption';
import { deliveryRows } from '../definitions/delivery';
import { Question, isProduction } from '../definitions/question';
import { Row } from '../definitions/row';
import { COHORTS, DEPLOY_CLASSES, START_VARIANTS, firstDeployRows } from '../definitions/time-to-first-deploy';
import { RenameFact } from '../facts/fact';
import { historiesOf } from '../facts/histories';
import { ledgerOf } from '../facts/ledger';
import { currentNames } from '../facts/names';
import { adoptionFactsOf } from '../store/adoption-facts';
import { MetricsStore } from '../store/store';

/** Every row of a metric that is about a service: used, or left out and why; in the order of time. */
export async function explain(metric: Explainable, service: string, store: MetricsStore, question: Question,
  adoption: AdoptionOptions): Promise<ExplainedRow[]> {
  const { own, others } = await store.factsOf(service);
  const facts = [...own, ...others];
  const ledger = ledgerOf(facts, question.now);
  const names = currentNames(facts.filter((fact): fact is RenameFact => fact.kind === 'rename' && fact.at <= question.now));
  const current = names.get(service) ?? service;
  // what has a part in the service is there for the answer, and has rows of its own elsewhere; a failure that names no service may be its
  const sorted = (rows: readonly Row[]) => inTime(rows.filter(row => row.service === current || row.service === ''));
  const histories = () => historiesOf(ledger, fact => isProduction(fact, question.production));
  const delivery = () => deliveryRows(ledger, question);
  switch (metric) {
    case 'ttfd':
      return COHORTS.flatMap(cohort => DEPLOY_CLASSES.flatMap(to => START_VARIANTS.flatMap(from =>
        sorted(firstDeployRows(histories(), from, to, cohort, question)).map(row => ({ ...row, variant: `${from} to ${to}, ${cohort}` })))));
    case 'deployment-frequency':
      return sorted(delivery().frequency);
    case 'lead-time':
      return sorted(delivery().leadTime);
    case 'change-fail-rate':
      return sorted(delivery().changeFailRate);
    case 'recovery-time':
      return sorted(delivery().recovery);
    case 'rework-rate':
      return sorted(delivery().rework);
    case 'unlinked-failures':
      return sorted(delivery().unlinked);
    default:
      return sorted(adoptionRows(adoptionFactsOf(ledger, question), adoption, question)[metric]);
  }
}

/** A row, and which variant of the metric it is of, where there are several. */
export interface ExplainedRow extends Row {
  readonly variant?: string;
}

function inTime(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.at - b.at || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
}
