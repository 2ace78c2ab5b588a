import { stickyAt } from './adoption-facts';
import { PgClient, pgClient } from './pg-client';
import { readDelivery } from './postgres-delivery';
import { historyOf, HistoryRow } from './postgres-history';
import { ServiceFacts } from './service-facts';
import { FACTS_OF, PARTNERS_OF } from './sql/facts-of';
import { HISTORIES, LATEST_SCANS, SCANS_BY } from './sql/histories';
import { INSERT_NAMES, INSERT_QUESTION, QUESTION_STEPS } from './sql/question';
import { INSERT_EVENTS, INSERT_FACTS, SCHEMA } from './sql/schema';
import { MetricsStore, StoreContents } from './store';
import { canonicalJson } from '../../core/digest';
import { fail } from '../../core/problems';
import { AdoptionFacts } from '../definitions/adoption';
import { Delivery, Grouping } from '../definitions/delivery';
import { Question } from '../definitions/question';
import { reworkPeriod } from '../definitions/rework-rate';
import { CdEvent } from '../events/event';
import { Fact, RenameFact, ScanFact, SurveyFact } from '../facts/fact';
import { factOf } from '../facts/fact-of';
import { FactSet, factDigest } from '../facts/fact-set';
import { byTime } from '../facts/ledger';
import { CurrentNames, currentNames } from '../facts/names';
import { ServiceHistory } from '../facts/service-history';

/** Events that go to the database at once. */
const BATCH = 2000;

/** Events in PostgreSQL 14 or newer, for an organisation. It answers from sets; events do not leave it, but for what explains one service. */
export class PostgresStore implements MetricsStore {
  private connection?: Promise<PgClient>;

  constructor(private readonly url: string, private readonly password: string | undefined) {}

  public async append(events: readonly CdEvent[]): Promise<void> {
    const client = await this.client();
    for (let start = 0; start < events.length; start += BATCH) {
      const batch = new Map(events.slice(start, start + BATCH).map((event): [string, CdEvent] => [event.context.id, event]));
      const facts = factsIn(events.slice(start, start + BATCH));
      await this.transaction(client, async () => {
        await client.query(INSERT_EVENTS, [JSON.stringify([...batch].map(([id, event]) => ({ id, event: canonicalJson(event) })))]);
        await client.query(INSERT_FACTS, [JSON.stringify([...facts.all()].map(fact => ({
          id: fact.id, at: fact.at, kind: fact.kind, service: fact.service, digest: factDigest(fact), conflict: facts.conflicts.has(fact.id), fact,
        })))]);
      });
    }
  }

  public async contents(now: number): Promise<StoreContents> {
    const client = await this.client();
    const { rows: [{ facts, first, last, later }] } = await client.query<{ facts: number; first: number | null; last: number | null; later: number }>(
      'SELECT count(*)::float8 AS facts, min(at)::float8 AS first, max(at)::float8 AS last, (count(*) FILTER (WHERE at > $1))::float8 AS later FROM pavement_facts', [now]);
    const { rows: conflicts } = await client.query<{ id: string }>('SELECT id FROM pavement_facts WHERE conflict ORDER BY id');
    return { facts, first, last, later, duplicates: null, conflicts: conflicts.map(({ id }) => id), unreadable: [] };
  }

  public async histories(question: Question): Promise<readonly ServiceHistory[]> {
    return this.asking(question, async client => (await client.query<HistoryRow>(HISTORIES)).rows.map(historyOf));
  }

  public async adoption(question: Question): Promise<AdoptionFacts> {
    return this.asking(question, async (client) => {
      const histories = (await client.query<HistoryRow>(HISTORIES)).rows.map(historyOf);
      const due = histories.map(history => ({ service: history.service, at: stickyAt(history) }));
      return { histories, scans: await scansFrom(client, LATEST_SCANS), stickyScans: await scansFrom(client, SCANS_BY, [JSON.stringify(due)]) };
    });
  }

  public async delivery(question: Question, by: Grouping): Promise<readonly Delivery[]> {
    return this.asking(question, async client => readDelivery(client, question, by));
  }

  public async surveys(now: number): Promise<readonly SurveyFact[]> {
    const { rows } = await (await this.client()).query<{ fact: SurveyFact }>("SELECT fact FROM pavement_facts WHERE kind = 'survey' AND at <= $1 ORDER BY at, id", [now]);
    return rows.map(({ fact }) => fact);
  }

  public async factsOf(service: string): Promise<ServiceFacts> {
    const client = await this.client();
    const names = await namesUpTo(client, Number.MAX_SAFE_INTEGER);
    const own = allNames([service], names);
    const partners = (await client.query<{ service: string }>(PARTNERS_OF, [own])).rows.map(row => row.service);
    const { rows } = await client.query<{ own: boolean; fact: Fact }>(FACTS_OF, [own, allNames(partners, names)]);
    return { own: rows.filter(row => row.own).map(({ fact }) => fact), others: rows.filter(row => !row.own).map(({ fact }) => fact) };
  }

  public async close(): Promise<void> {
    await (await this.connection)?.end();
  }

  /** Does something in a transaction in which the question and the names of services lie in tables. */
  private async asking<T>(question: Question, work: (client: PgClient) => Promise<T>): Promise<T> {
    const client = await this.client();
    return this.transaction(client, async () => {
      const names = await namesUpTo(client, question.now);
      await client.query(QUESTION_STEPS.join(';'));
      await client.query(INSERT_QUESTION, [
        question.now, question.from, question.to, reworkPeriod(question)
          .from, question.production, question.window, question.start, question.mixed, question.rollbacksCount,
      ].map(value => typeof value === 'number' ? Math.round(value) : value));
      await client.query(INSERT_NAMES, [JSON.stringify([...names].map(([name, current]) => ({ name, current })))]);
      return work(client);
    });
  }

  private async transaction<T>(client: PgClient, work: () => Promise<T>): Promise<T> {
    await client.query('BEGIN');
    try {
      const result = await work();
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private async client(): Promise<PgClient> {
    return this.connection ??= this.connect();
  }

  private async connect(): Promise<PgClient> {
    try {
      const client = pgClient(this.url, this.password);
      client.on('error', () => undefined); // what asks next hears of it
      await client.connect();
      await client.query(SCHEMA);
      return client;
    } catch (error) {
      // the URL may hold a password and is not repeated
      return fail('--store', 'the database must let us in and hold our tables', (error as Error).message, 'check the URL, PGPASSWORD and the rights of the user');
    }
  }
}

function factsIn(events: readonly CdEvent[]): FactSet {
  const facts = new FactSet();
  for (const event of events) {
    const fact = factOf(event);
    if (fact) {
      facts.add(fact);
    }
  }
  return facts;
}

async function namesUpTo(client: PgClient, now: number): Promise<CurrentNames> {
  const { rows } = await client.query<{ fact: RenameFact }>("SELECT fact FROM pavement_facts WHERE kind = 'rename' AND at <= $1", [now]);
  return currentNames(rows.map(({ fact }) => fact).sort(byTime));
}

async function scansFrom(client: PgClient, sql: string, values: readonly unknown[] = []): Promise<ScanFact[]> {
  return (await client.query<{ service: string; fact: ScanFact }>(sql, values)).rows.map(({ service, fact }) => ({ ...fact, service }));
}

/** Every name that services ever had. */
function allNames(services: readonly string[], names: CurrentNames): string[] {
  const current = new Set(services.map(name => names.get(name) ?? name));
  return [...new Set([...services, ...current, ...[...names].filter(([, name]) => current.has(name)).map(([name]) => name)])];
}
