import { adoptionFactsOf } from './adoption-facts';
import { ServiceFacts, serviceFacts } from './service-facts';
import { MetricsStore, StoreContents } from './store';
import { AdoptionFacts } from '../definitions/adoption';
import { Delivery, Grouping, deliveryOf } from '../definitions/delivery';
import { Question, isProduction } from '../definitions/question';
import { CdEvent } from '../events/event';
import { RenameFact, SurveyFact } from '../facts/fact';
import { FactSet } from '../facts/fact-set';
import { historiesOf } from '../facts/histories';
import { Ledger, ledgerOf } from '../facts/ledger';
import { currentNames } from '../facts/names';
import { ServiceHistory } from '../facts/service-history';
import { appendToFolder } from '../log/folder-log';
import { readFacts } from '../log/read-facts';

/** Events in the files of a folder, folded in memory. Nothing has to run. */
export class FolderStore implements MetricsStore {
  private read?: Promise<{ readonly facts: FactSet; readonly unreadable: readonly string[] }>;
  private latest?: Ledger;

  constructor(private readonly folder: string) {}

  public async append(events: readonly CdEvent[]): Promise<void> {
    appendToFolder(this.folder, events);
    this.read = this.latest = undefined;
  }

  public async contents(now: number): Promise<StoreContents> {
    const { facts, unreadable } = await this.facts();
    let [first, last, later] = [Infinity, -Infinity, 0];
    for (const { at } of facts.all()) {
      [first, last] = [Math.min(first, at), Math.max(last, at)];
      later += at > now ? 1 : 0;
    }
    return {
      facts: facts.size,
      first: facts.size === 0 ? null : first,
      last: facts.size === 0 ? null : last,
      later,
      duplicates: facts.duplicates,
      conflicts: [...facts.conflicts].sort(),
      unreadable,
    };
  }

  public async histories(question: Question): Promise<readonly ServiceHistory[]> {
    return historiesOf(await this.ledger(question.now), fact => isProduction(fact, question.production));
  }

  public async adoption(question: Question): Promise<AdoptionFacts> {
    return adoptionFactsOf(await this.ledger(question.now), question);
  }

  public async delivery(question: Question, by: Grouping): Promise<readonly Delivery[]> {
    return deliveryOf(await this.ledger(question.now), question, by);
  }

  public async surveys(now: number): Promise<readonly SurveyFact[]> {
    return (await this.ledger(now)).surveys;
  }

  public async factsOf(service: string): Promise<ServiceFacts> {
    const all = [...(await this.facts()).facts.all()];
    return serviceFacts(all, service, currentNames(all.filter((fact): fact is RenameFact => fact.kind === 'rename')));
  }

  public async close(): Promise<void> {
    // nothing is open
  }

  private async facts() {
    return this.read ??= readFacts(this.folder);
  }

  private async ledger(now: number): Promise<Ledger> {
    if (this.latest?.now !== now) {
      this.latest = ledgerOf((await this.facts()).facts.all(), now);
    }
    return this.latest;
  }
}
