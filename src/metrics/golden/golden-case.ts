import { CdEvent } from '../events/event';

/** A small log, questions about it, and the answers that a person worked out. */
export interface GoldenCase {
  readonly id: string;
  /** What it is about. */
  readonly says: string;
  /** RFC 3339. */
  readonly question: { readonly now: string; readonly from: string; readonly to: string };
  readonly events: readonly CdEvent[];
  readonly answers: readonly GoldenAnswer[];
}

/** What must come out. */
export interface GoldenAnswer {
  readonly ask: GoldenAsk;
  /** By the path in the answer: `leadTime.p50`. */
  readonly is: Readonly<Record<string, unknown>>;
  /** The arithmetic. */
  readonly because: string;
}

/** A metric, and what differs from the usual question. */
export interface GoldenAsk {
  readonly metric: 'delivery' | 'ttfd' | 'adoption' | 'survey';
  readonly [choice: string]: unknown;
}
