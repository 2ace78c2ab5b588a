import { AdoptionFacts, STICKY_DAYS, birthOf } from '../definitions/adoption';
import { DAY, Question, isProduction } from '../definitions/question';
import { ScanFact } from '../facts/fact';
import { historiesOf } from '../facts/histories';
import { Ledger } from '../facts/ledger';
import { ServiceHistory } from '../facts/service-history';

/** What a ledger says about adoption. */
export function adoptionFactsOf(ledger: Ledger, question: Question): AdoptionFacts {
  const histories = historiesOf(ledger, fact => isProduction(fact, question.production));
  const due = new Map(histories.map((history): [string, number] => [history.service, stickyAt(history)]));
  return { histories, scans: latestScans(ledger.scans), stickyScans: latestScans(ledger.scans.filter(({ service, at }) => at <= due.get(service)!)) };
}

/** When it is asked whether a service has stayed on the path. */
export function stickyAt(history: ServiceHistory): number {
  return (birthOf(history) ?? history.firstSeenAt) + STICKY_DAYS * DAY;
}

function latestScans(scans: readonly ScanFact[]): ScanFact[] {
  return [...new Map(scans.map(scan => [scan.service, scan])).values()].sort((a, b) => a.service < b.service ? -1 : 1);
}
