import { RepositoryState } from './repository-state';
import { CdEvent } from '../metrics/events/event';
import { makeEvent } from '../metrics/events/make-event';

/** A scan of a repository as an event for the log, from which adoption is computed. */
export function scanEvent({ service, team, onPath, hatches, waivers, capabilities }: RepositoryState, timestamp: string, source: string): CdEvent {
  return makeEvent({
    type: 'pavement-service.scanned',
    timestamp,
    source,
    subject: service,
    content: {
      service: { id: service },
      ...team !== undefined && { team },
      managed: onPath !== undefined,
      drift: onPath?.drift.length ?? null,
      version: onPath?.version ?? null,
      sources: ['scm'],
      hatches: hatches.length,
      waivers,
      capabilities,
    },
  });
}
