import { CdEvent } from './event';
import { withoutPeople } from './personal-data';
import { eventProblems } from './validate-event';
import { throwProblems } from '../../core/problems';

/** Events as a log takes them: without people, all of them valid; otherwise every problem of every event, and none is taken. */
export function accepted(events: readonly unknown[], nameOf: (index: number) => string): CdEvent[] {
  const cleaned = events.map(event => isEvent(event) ? withoutPeople(event) : event);
  throwProblems(cleaned.flatMap((event, index) => eventProblems(event).map(problem => `[${nameOf(index)}] ${problem}`)));
  return cleaned as CdEvent[];
}

function isEvent(event: unknown): event is CdEvent {
  const content = (event as CdEvent | null)?.subject?.content as unknown;
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}
