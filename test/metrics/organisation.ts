import { DAY, HOUR } from '../../src/metrics/definitions/question';
import { CdEvent } from '../../src/metrics/events/event';
import { makeEvent } from '../../src/metrics/events/make-event';
import { Said, say } from '../../src/metrics/events/say';

/** When the played organisation begins, and how long it is played. */
export const BEGINNING = Date.parse('2026-01-01T00:00:00Z');
export const PLAYED_DAYS = 240;

const TEAMS = ['team-checkout', 'team-identity', 'team-payments', 'team-search'];

/** Numbers that look random and are the same every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.imul(state + 0x6d2b79f5, 1); // eslint-disable-line no-bitwise
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state); // eslint-disable-line no-bitwise
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed; // eslint-disable-line no-bitwise
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296; // eslint-disable-line no-bitwise
  };
}

/** The events of an organisation, service by service: its beginning, changes, deployments, incidents, scans; at the end two surveys. */
export function* organisation(services: number, deploymentsEach: number): Generator<CdEvent> {
  for (let index = 0; index < services; index++) {
    yield* service(index, deploymentsEach);
  }
  for (const [survey, day, csat, nps] of [['2026-q1', 85, [2, 4, 9, 14, 6], [1, 0, 1, 1, 2, 4, 5, 7, 6, 5, 3]], ['2026-q2', 175, [1, 2, 6, 18, 11], [0, 0, 1, 0, 1, 2, 4, 8, 9, 8, 5]]] as const) {
    const timestamp = stamp(BEGINNING + day * DAY);
    yield makeEvent({ type: 'pavement-survey.opened', timestamp, source: '/played', subject: survey, content: { survey, invited: { 'team-payments': 30, 'team-search': 25 } } });
    yield makeEvent({ type: 'pavement-survey.responded', timestamp, source: '/played', subject: survey, content: { survey, team: 'team-payments', csat, nps } });
  }
}

function* service(index: number, deployments: number): Generator<CdEvent> {
  const roll = dice(index + 1);
  const name = `service-${String(index).padStart(4, '0')}`;
  const team = TEAMS[index % TEAMS.length];
  const onPath = roll() < 0.7;
  const began = BEGINNING + Math.floor(roll() * 170 * DAY);
  const event = (type: string, said: Said, at: number, id: string) => say(type, said, { timestamp: stamp(at), source: '/played', id: `${name}-${id}` });
  yield event('repository.created', { repository: name, uri: `https://git.example.com/${name}`, team }, began + HOUR, 'repository');
  if (onPath) yield event('pavement-repository.scaffolded', { service: name, team, version: '1.4.0' }, began, 'scaffolded');
  const first = began + Math.floor((onPath ? 1 + roll() * 6 : 5 + roll() * 40) * DAY);
  const step = Math.max(HOUR, (BEGINNING + PLAYED_DAYS * DAY - first) / (deployments + 1));
  for (let number = 0; number < deployments; number++) {
    const at = Math.floor(first + number * step + roll() * step / 2);
    const shas = [`${name}-c${number}-0`, `${name}-c${number}-1`];
    const started = at - Math.floor(HOUR * Math.exp(roll() * 5.5));
    const artifact = `pkg:oci/${name}@sha256%3A${number}`;
    const id = `deploy-${number}`;
    yield event('change.merged', { change: String(number), repository: name, service: name, commits: shas.map(sha => ({ sha })), firstCommitAt: stamp(started) }, at - HOUR / 2, `change-${number}`);
    yield event('service.deployed', {
      service: name,
      environment: 'prod',
      artifact,
      team,
      outcome: roll() < 0.03 ? 'failure' : undefined,
      commits: shas.map(sha => ({ sha, authoredAt: stamp(started) })),
      ...number > 0 && { base: `${name}-c${number - 1}-1` },
    }, at, id);
    if (roll() < (onPath ? 0.06 : 0.18)) {
      const incident = `${name}-inc-${number}`;
      yield event('incident.detected', { incident, environment: 'prod', service: name, artifact }, at + HOUR / 2, `detected-${number}`);
      if (roll() < 0.97) yield event('incident.resolved', { incident, environment: 'prod', service: name }, at + HOUR / 2 + Math.floor(roll() * 8 * HOUR), `resolved-${number}`);
    }
  }
  for (let day = 30; day < PLAYED_DAYS; day += 30) {
    const at = BEGINNING + day * DAY;
    if (at > began) {
      const managed = onPath || roll() < day / 600;
      yield makeEvent({
        type: 'pavement-service.scanned',
        timestamp: stamp(at),
        source: '/played',
        id: `${name}-scan-${day}`,
        subject: name,
        content: {
          service: { id: name },
          team,
          managed,
          drift: managed ? (roll() < 0.15 ? 2 : 0) : null,
          version: managed ? `1.${Math.floor(day / 40 + roll() * 2)}.0` : null,
          sources: ['scm'],
          hatches: roll() < 0.1 ? 1 : 0,
          waivers: roll() < 0.02 ? [{ control: 'PV-K8S-001', owner: team, expires: '2026-12-01' }] : [],
          capabilities: { ci: { platform: managed ? 1 : 0, all: 1 }, database: { platform: managed ? 1 : 0, all: roll() < 0.5 ? 1 : 2 } },
        },
      });
    }
  }
}

function stamp(at: number): string {
  return new Date(at).toISOString();
}
