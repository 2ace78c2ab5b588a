import * as fc from 'fast-check';
import { DAY, HOUR, QUESTION_DEFAULTS, Question } from '../../src/metrics/definitions/question';
import { CdEvent } from '../../src/metrics/events/event';
import { makeEvent } from '../../src/metrics/events/make-event';
import { Said, say } from '../../src/metrics/events/say';

const START = Date.parse('2026-01-01T00:00:00Z');
const LENGTH_DAYS = 120;

/** Few of everything, so that things meet. */
const service = fc.constantFrom('alpha', 'beta', 'gamma');
const environment = fc.constantFrom('prod', 'prod-eu', 'dev');
const artifact = fc.constantFrom('pkg:oci/a@1', 'pkg:oci/a@2', 'pkg:oci/a@3');
const team = fc.option(fc.constantFrom('team-payments', 'team-search'), { nil: undefined });
const hours = fc.integer({ min: 0, max: LENGTH_DAYS * 24 });
const at = fc.oneof(hours, fc.integer({ min: 48 * 24, max: 51 * 24 })).map(hour => new Date(START + hour * HOUR).toISOString());
const flag = fc.option(fc.constant(true), { nil: undefined });
/** Events are named after their place, so that others can name them. */
const named = (max: number) => fc.uniqueArray(fc.integer({ min: 0, max }).map(index => `e${index}`), { maxLength: 2 });
const incident = fc.constantFrom('inc-1', 'inc-2', 'inc-3', 'inc-4');

const commit = fc.record({
  sha: fc.constantFrom('c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'),
  authoredAt: at,
  patchId: fc.constantFrom('p0', 'p1', 'p2'),
  bot: fc.constant(true),
  revert: fc.constant(true),
  elsewhere: fc.constant(true),
  fix: fc.constant(true),
}, { requiredKeys: ['sha'] });

const said = {
  deploy: fc.record({
    service,
    environment,
    artifact,
    team,
    commits: fc.uniqueArray(commit, { maxLength: 4, selector: ({ sha }) => sha }),
    base: fc.option(fc.constant('b0'), { nil: undefined }),
    outcome: fc.option(fc.constantFrom('success', 'failure'), { nil: undefined }),
    reason: fc.option(fc.constantFrom('hotfix', 'fix-forward', 'rollback'), { nil: undefined, freq: 3 }),
    gitops: flag,
    healthyAt: fc.option(at, { nil: undefined, freq: 2 }),
    repairs: fc.option(named(30), { nil: undefined, freq: 2 }),
  }),
  incident: fc.record({
    incident,
    environment,
    external: flag,
    service: fc.option(service, { nil: undefined }),
    artifact: fc.option(artifact, { nil: undefined }),
    deployments: fc.option(named(30), { nil: undefined, freq: 2 }),
  }),
  change: fc.record({
    change: fc.constantFrom('1', '2', '3'),
    repository: fc.constant('shop'),
    service: fc.option(service, { nil: undefined }),
    commits: fc.uniqueArray(commit, { maxLength: 3, selector: ({ sha }) => sha }),
    firstCommitAt: fc.option(at, { nil: undefined }),
  }),
  start: fc.record({ service, team, templateTest: fc.option(fc.constant(true), { nil: undefined, freq: 1 }) }),
  repository: fc.record({ repository: service, uri: fc.constant('https://git.example.com/shop'), fork: fc.option(fc.constant(true), { nil: undefined, freq: 1 }), team }),
  rename: fc.record({ from: service, to: fc.constantFrom('beta', 'delta') }),
} satisfies Record<string, fc.Arbitrary<Said>>;

type Maker = (id: string, timestamp: string) => CdEvent;

function maker(type: string, arbitrary: fc.Arbitrary<Said>): fc.Arbitrary<Maker> {
  return arbitrary.map(what => (id: string, timestamp: string) => say(type, what, { timestamp, source: '/test', id }));
}

const scan = fc.record({
  service,
  team,
  managed: fc.boolean(),
  drift: fc.option(fc.integer({ min: 0, max: 2 })),
  version: fc.option(fc.constantFrom('1.0.0', '1.4.0', '1.10.1', 'next')),
  sources: fc.uniqueArray(fc.constantFrom('scm', 'runtime', 'catalog')),
  hatches: fc.integer({ min: 0, max: 3 }),
  waivers: fc.array(fc.record({ control: fc.constant('K8S-001'), owner: fc.option(fc.constant('team-payments')), expires: fc.option(fc.constant('2026-03-01')) }), { maxLength: 1 }),
  capabilities: fc.dictionary(fc.constantFrom('ci', 'image'), fc.record({ platform: fc.integer({ min: 0, max: 2 }), all: fc.integer({ min: 2, max: 4 }) }), { maxKeys: 2 }),
}).map(({ service: id, team: owner, ...content }): Maker => (event, timestamp) => makeEvent({
  type: 'pavement-service.scanned', timestamp, source: '/test', id: event, subject: id, content: { service: { id }, ...owner !== undefined && { team: owner }, ...content },
}));

const survey = fc.record({ team: fc.constantFrom('team-payments', 'team-search', null), csat: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }) })
  .map(({ team: group, csat }): Maker => (id, timestamp) => makeEvent({
    type: 'pavement-survey.responded', timestamp, source: '/test', id, subject: 'q1', content: { survey: 'q1', team: group, csat },
  }));

const collection = fc.constant<Maker>((id, timestamp) => makeEvent({
  type: 'pavement-collection.finished', timestamp, source: '/test', id, subject: 'alertmanager', content: { collector: 'alertmanager', kinds: ['incidents'] },
}));

const anyMaker = fc.oneof(
  { weight: 6, arbitrary: maker('service.deployed', said.deploy) },
  { weight: 1, arbitrary: maker('service.rolledback', said.deploy) },
  { weight: 2, arbitrary: maker('incident.detected', said.incident) },
  { weight: 2, arbitrary: maker('incident.resolved', said.incident) },
  { weight: 2, arbitrary: maker('change.merged', said.change) },
  { weight: 1, arbitrary: maker('pavement-repository.scaffolded', said.start) },
  { weight: 1, arbitrary: maker('pavement-repository.adopted', said.start.map(({ templateTest, ...rest }) => rest)) },
  { weight: 1, arbitrary: maker('pavement-service.appeared', said.start.map(({ templateTest, ...rest }) => rest)) },
  { weight: 1, arbitrary: maker('pavement-repository.archived', said.start.map(({ service: ended }) => ({ service: ended }))) },
  { weight: 1, arbitrary: maker('repository.created', said.repository) },
  { weight: 1, arbitrary: maker('pavement-service.renamed', said.rename) },
  { weight: 2, arbitrary: scan },
  { weight: 1, arbitrary: survey },
  { weight: 1, arbitrary: collection },
);

/** A log of anything in any order; ids are e0, e1, … */
export const arbitraryLog: fc.Arbitrary<CdEvent[]> = fc.array(fc.tuple(anyMaker, at), { maxLength: 30 })
  .map(made => made.map(([make, timestamp], index) => make(`e${index}`, timestamp)));

/** A log in which deployments and incidents of several services name one another. */
export const entangledLog: fc.Arbitrary<CdEvent[]> = fc.array(fc.tuple(fc.oneof(
  maker('service.deployed', fc.record({ service, environment, artifact, reason: fc.constantFrom('hotfix', 'rollback', undefined), repairs: named(8) })),
  maker('incident.detected', fc.record({ incident, environment: fc.constant('prod'), service: fc.option(service, { nil: undefined }), deployments: named(8) })),
  maker('incident.resolved', fc.record({ incident, environment: fc.constant('prod'), service: fc.option(service, { nil: undefined }) })),
  maker('pavement-service.renamed', said.rename),
), at), { minLength: 4, maxLength: 12 }).map(made => made.map(([make, timestamp], index) => make(`e${index}`, timestamp)));

/** A question about a part of the time of such a log. */
export const arbitraryQuestion: fc.Arbitrary<Question> = fc.record({
  from: fc.integer({ min: 0, max: 60 }),
  length: fc.integer({ min: 1, max: 60 }),
  start: fc.constantFrom('first-commit' as const, 'commit' as const, 'merge' as const),
  mixed: fc.constantFrom('any' as const, 'all' as const),
  rollbacksCount: fc.boolean(),
  windowHours: fc.constantFrom(1, 24, 240),
}).map(({ from, length, windowHours, ...rest }) => ({
  ...QUESTION_DEFAULTS,
  ...rest,
  now: START + LENGTH_DAYS * DAY - 10 * DAY,
  from: START + from * DAY,
  to: START + (from + length) * DAY - HOUR,
  window: windowHours * HOUR,
}));
