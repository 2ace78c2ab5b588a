import { ServiceFacts } from './service-facts';
import { AdoptionFacts } from '../definitions/adoption';
import { Delivery, Grouping } from '../definitions/delivery';
import { Question } from '../definitions/question';
import { CdEvent } from '../events/event';
import { SurveyFact } from '../facts/fact';
import { ServiceHistory } from '../facts/service-history';

/** Where events are kept and asked about. The same events get the same answers, wherever they are. */
export interface MetricsStore {
  /** Adds valid events; one that is there already changes nothing. */
  append(events: readonly CdEvent[]): Promise<void>;
  /** What is in it. */
  contents(now: number): Promise<StoreContents>;
  /** The history of every service up to now. */
  histories(question: Question): Promise<readonly ServiceHistory[]>;
  adoption(question: Question): Promise<AdoptionFacts>;
  delivery(question: Question, by: Grouping): Promise<readonly Delivery[]>;
  surveys(now: number): Promise<readonly SurveyFact[]>;
  /** The facts that explain the rows of a service, by any name that it ever had. */
  factsOf(service: string): Promise<ServiceFacts>;
  close(): Promise<void>;
}

/** How much there is, and what could not be read. */
export interface StoreContents {
  /** Events that say something to a metric, each once. */
  readonly facts: number;
  /** First and last of them; null without any. */
  readonly first: number | null;
  readonly last: number | null;
  /** Later than now. */
  readonly later: number;
  /** Events that were there more than once; null where the store keeps each once. */
  readonly duplicates: number | null;
  /** Ids under which different things were said. */
  readonly conflicts: readonly string[];
  /** Lines that are no events, each with its place and what is wrong. */
  readonly unreadable: readonly string[];
}
