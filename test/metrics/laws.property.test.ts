import * as fc from 'fast-check';
import { allAnswers } from './answers';
import { arbitraryLog, arbitraryQuestion, entangledLog } from './arbitrary-log';
import { inFolder } from './scratch';
import { canonicalJson } from '../../src/core/digest';
import { ADOPTION_DEFAULTS } from '../../src/metrics/definitions/adoption';
import { DeliveryRows, deliveryOf, deliveryRows } from '../../src/metrics/definitions/delivery';
import { QUESTION_DEFAULTS, Question, inPeriod } from '../../src/metrics/definitions/question';
import { Row } from '../../src/metrics/definitions/row';
import { CdEvent } from '../../src/metrics/events/event';
import { Said, say } from '../../src/metrics/events/say';
import { eventProblems } from '../../src/metrics/events/validate-event';
import { explain } from '../../src/metrics/explain/explain';
import { Explainable } from '../../src/metrics/explain/explainable';
import { factOf } from '../../src/metrics/facts/fact-of';
import { FactSet } from '../../src/metrics/facts/fact-set';
import { ledgerOf } from '../../src/metrics/facts/ledger';
import { FolderStore } from '../../src/metrics/store/folder-store';

/** What an answer calls the metrics of DORA, and what they are asked for by. */
const DORA = [['frequency', 'deployment-frequency'], ['leadTime', 'lead-time'], ['changeFailRate', 'change-fail-rate'], ['recovery', 'recovery-time'], ['rework', 'rework-rate']] as const;
const ROWS = [...DORA, ['unlinked', 'unlinked-failures']] as const;

/** Answers from a log that was written event by event. */
async function answersTo(events: readonly CdEvent[], question: Question): Promise<unknown> {
  return inFolder(async (folder) => {
    const store = new FolderStore(folder);
    await store.append(events);
    return allAnswers(store, question);
  });
}

function factsIn(events: readonly CdEvent[]): FactSet {
  const facts = new FactSet();
  events.map(factOf).forEach(fact => fact && facts.add(fact));
  return facts;
}

function failRate(events: readonly CdEvent[], question: Question): number {
  const [{ changeFailRate }] = deliveryOf(ledgerOf(factsIn(events).all(), question.now), question, 'all');
  return changeFailRate.of === 0 ? 0 : changeFailRate.part / changeFailRate.of;
}

test('every event that can be said is one that the published schemas accept', () => {
  fc.assert(fc.property(arbitraryLog, (events) => {
    expect(events.flatMap(eventProblems)).toEqual([]);
  }));
});

test('the order of events changes nothing, nor does what comes twice', async () => {
  await fc.assert(fc.asyncProperty(arbitraryLog.chain(events => fc.tuple(
    fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }))), arbitraryQuestion,
  async ([events, mixed], question) => {
    expect(await answersTo(mixed, question)).toEqual(await answersTo(events, question));
  }), { numRuns: 60 });
});

test('of two events with one id the same one counts in any order', async () => {
  await fc.assert(fc.asyncProperty(arbitraryLog, arbitraryLog, arbitraryQuestion, async (one, other, question) => {
    expect(await answersTo([...one, ...other], question)).toEqual(await answersTo([...other, ...one], question));
  }), { numRuns: 40 });
});

test('a rollout that fails never lowers the change fail rate of the period in which it fails', () => {
  fc.assert(fc.property(arbitraryLog, arbitraryQuestion, fc.integer({ min: 0, max: 120 * 24 }), fc.constantFrom('1', '2', '9'), (events, question, hour, version) => {
    const timestamp = new Date(Date.parse('2026-01-01T00:00:00Z') + hour * 3_600_000).toISOString();
    // one that fails before the period can make of a later one its second try, which then counts where the first did
    fc.pre(inPeriod(Date.parse(timestamp), question));
    const failed = say('service.deployed', { service: 'beta', environment: 'prod', artifact: `pkg:oci/a@${version}`, outcome: 'failure' }, { timestamp, source: '/test', id: 'failed' });

    expect(failRate([...events, failed], question)).toBeGreaterThanOrEqual(failRate(events, question));
  }), { numRuns: 500 });
});

test('a deployment that an incident names never lowers the change fail rate, where every incident names its own', () => {
  fc.assert(fc.property(arbitraryLog, arbitraryQuestion, fc.integer({ min: 0, max: 120 * 24 }), (events, question, hour) => {
    const at = (hours: number) => ({ timestamp: new Date(Date.parse('2026-01-01T00:00:00Z') + hours * 3_600_000).toISOString(), source: '/test' });
    const plain = events.filter(({ context: { type }, customData = {} }) => !/incident|rolledback|renamed/.test(type) && customData.reason === undefined);
    const deployed = say('service.deployed', { service: 'beta', environment: 'prod', artifact: 'pkg:oci/new@1' }, { ...at(hour), id: 'bad' });
    const incident = say('incident.detected', { incident: 'inc-9', environment: 'prod', deployments: ['bad'] }, { ...at(hour), id: 'inc-9' });

    expect(failRate([...plain, deployed, incident], question)).toBeGreaterThanOrEqual(failRate(plain, question));
  }), { numRuns: 500 });
});

test('every row that a metric leaves out appears where it is explained', async () => {
  await fc.assert(fc.asyncProperty(arbitraryLog, arbitraryQuestion, async (events, question) => inFolder(async (folder) => {
    const store = new FolderStore(folder);
    await store.append(events);
    for (const group of await store.delivery(question, 'service')) {
      for (const [name, metric] of DORA) {
        const rows = await explain(metric, group.group!, store, question, ADOPTION_DEFAULTS);
        const reasons = rows.map(({ reason }) => reason).filter(reason => reason !== undefined && reason !== 'outside-period');
        for (const [reason, count] of Object.entries(group[name].excluded)) {
          expect({ metric, reason, count: reasons.filter(found => found === reason).length }).toEqual({ metric, reason, count });
        }
        expect(reasons).toHaveLength(Object.values(group[name].excluded).reduce((sum, count) => sum + count, 0));
      }
    }
  })), { numRuns: 60 });
});

test('a row is explained from the facts of one service as it comes out of all', async () => {
  const log = fc.oneof(arbitraryLog, entangledLog);
  await fc.assert(fc.asyncProperty(log, arbitraryQuestion, fc.constantFrom(...ROWS), async (events, question, [name, metric]) => {
    await inFolder(async folder => expectExplained(folder, events, question, name, metric));
  }), { numRuns: 500 });
}, 60_000);

const at = (day: number) => `2026-01-0${day}T00:00:00Z`;
const deploy = (id: string, day: number, what: Said) =>
  say('service.deployed', { environment: 'prod', artifact: 'pkg:oci/a@1', ...what }, { timestamp: at(day), source: '/test', id });
const told = (type: string, day: number, what: Said) =>
  say(type, { incident: 'inc-1', environment: 'prod', ...what }, { timestamp: at(day), source: '/test', id: `${type}-${day}` });
const broken = deploy('e1', 1, { service: 'alpha' });

test.each<[string, CdEvent[]]>([
  ['a hotfix of another service repairs its deployment', [broken, deploy('e2', 2, { service: 'beta', reason: 'hotfix', repairs: ['e1'] })]],
  ['a hotfix of another service is said to repair its deployment only where it is rolled out again',
    [broken, deploy('e2', 2, { service: 'beta', reason: 'hotfix' }), deploy('e3', 3, { service: 'beta', environment: 'prod-eu', reason: 'hotfix', repairs: ['e1'] })]],
  ['another service tells the end of an incident', [broken, told('incident.detected', 2, { deployments: ['e1'] }), told('incident.resolved', 3, { service: 'beta' })]],
  ['its incident names the deployment of another service',
    [broken, deploy('e2', 2, { service: 'beta' }), told('incident.detected', 3, { service: 'alpha', deployments: ['e2'] })]],
])('a row is explained as it is counted where %s', async (_, events) => {
  const question = { ...QUESTION_DEFAULTS, from: Date.parse(at(1)), to: Date.parse(at(9)), now: Date.parse(at(9)) };
  for (const [name, metric] of ROWS) {
    await inFolder(async folder => expectExplained(folder, events, question, name, metric));
  }
});

async function expectExplained(
  folder: string, events: readonly CdEvent[], question: Question, name: keyof DeliveryRows, metric: Explainable,
): Promise<void> {
  const all = deliveryRows(ledgerOf(factsIn(events).all(), question.now), question);
  const store = new FolderStore(folder);
  await store.append(events);
  const texts = (rows: readonly Row[]) => rows.map(row => canonicalJson(row)).sort();
  for (const service of new Set(Object.values(all).flat().map(row => row.service).filter(row => row !== ''))) {
    const expected = all[name].filter(row => row.service === service || row.service === '');

    expect(texts(await explain(metric, service, store, question, ADOPTION_DEFAULTS))).toEqual(texts(expected));
  }
}

test('what happens after now changes nothing', async () => {
  await fc.assert(fc.asyncProperty(arbitraryLog, arbitraryQuestion, async (events, question) => {
    const past = events.filter(event => factOf(event) === undefined || factOf(event)!.at <= question.now);

    expect(await answersTo(events, question)).toEqual(await answersTo(past, question));
  }), { numRuns: 40 });
});

test('a period has what its two halves have', () => {
  fc.assert(fc.property(arbitraryLog, arbitraryQuestion, (events, question) => {
    const facts = events.map(factOf).filter(fact => fact !== undefined);
    const middle = Math.floor((question.from + question.to) / 2);
    const count = (part: Question) => deliveryOf(ledgerOf(facts, question.now), part, 'all')[0].frequency.n;

    expect(inPeriod(middle, { ...question, to: middle })).toBe(false);
    expect(count({ ...question, to: middle }) + count({ ...question, from: middle })).toBe(count(question));
  }), { numRuns: 100 });
});
