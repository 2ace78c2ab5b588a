import { CursorState, Piece, Source } from './collector';
import { fail } from '../../core/problems';
import { CdEvent } from '../events/event';
import { flag, objects, record, text, texts } from '../events/read-field';
import { Said, say } from '../events/say';

/** Which labels of an alert say where it is. */
export interface AlertLabels {
  readonly service: string;
  readonly environment: string;
}

/** A document of a file and its place. */
export interface Document {
  readonly at: string;
  readonly value: unknown;
}

/** Documents that say something about incidents, read once and again. */
export class IncidentDocuments implements Source {
  public readonly kinds = ['incidents'] as const;

  constructor(public readonly name: string, private readonly documents: readonly Document[],
    private readonly read: (document: Document) => CdEvent[]) {}

  public async* pieces(_: CursorState): AsyncGenerator<Piece> {
    yield { events: this.documents.flatMap(this.read), state: {} };
  }
}

/** One JSON document, an array of them, or one on each line. */
export function documentsIn(name: string, content: string): Document[] {
  const whole = parse(content);
  if (whole !== undefined) {
    return Array.isArray(whole) ? whole.map((value, index) => ({ at: `${name}[${index}]`, value })) : [{ at: name, value: whole }];
  }
  return content.split('\n').map((line, index) => ({ line, at: `${name}:${index + 1}` })).filter(({ line }) => line.trim() !== '').map(({ line, at }) => {
    const value = parse(line);
    return value === undefined ? fail(at, 'a line must be JSON', line, 'write one document per line, or one array') : { at, value };
  });
}

/** An incident as any tool can say it: `{id, service, environment, startedAt, resolvedAt?, deployments?, artifact?, external?}`. */
export function webhookIncident({ at, value }: Document): CdEvent[] {
  const said = record(value) ?? {};
  const [id, environment, startedAt, resolvedAt] = [text(said.id), text(said.environment), text(said.startedAt), text(said.resolvedAt)];
  if (id === undefined || environment === undefined || (startedAt ?? resolvedAt) === undefined) {
    return fail(at, 'an incident must have id, environment and startedAt or resolvedAt', value, 'add what is missing');
  }
  return incidentEvents({
    incident: id,
    environment,
    service: text(said.service),
    artifact: text(said.artifact),
    team: text(said.team),
    deployments: texts(said.deployments),
    external: flag(said.external),
  }, '/webhook', startedAt, resolvedAt);
}

/** What Alertmanager sends to a webhook: every alert with a service and an environment is an incident; it is one from its start to its end. */
export function alertmanagerIncidents({ at, value }: Document, labels: AlertLabels): CdEvent[] {
  const alerts = record(value)?.alerts;
  if (!Array.isArray(alerts)) {
    return fail(at, 'a document of Alertmanager must have alerts', value, 'give what Alertmanager sends to a webhook');
  }
  return objects(alerts).flatMap((alert) => {
    const said = record(alert.labels) ?? {};
    const [environment, startsAt, fingerprint] = [text(said[labels.environment]), text(alert.startsAt), text(alert.fingerprint)];
    return environment === undefined || startsAt === undefined || fingerprint === undefined ? [] : incidentEvents(
      { incident: `${fingerprint} ${startsAt}`, environment, service: text(said[labels.service]), team: text(said.team) }, '/alertmanager', startsAt,
      alert.status === 'resolved' ? text(alert.endsAt) : undefined);
  });
}

function incidentEvents(said: Said, source: string, startedAt: string | undefined, resolvedAt: string | undefined): CdEvent[] {
  return [
    ...startedAt === undefined ? [] : [say('incident.detected', said, { timestamp: startedAt, source })],
    ...resolvedAt === undefined ? [] : [say('incident.resolved', said, { timestamp: resolvedAt, source })],
  ];
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
