import { CdEvent } from './event';

const E_MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
/** A purl names its version behind the same sign. */
const PURL = /pkg:[^\s"]+/g;

/** Fields of the standard that say who, or what somebody wrote in words; no metric reads them. */
const LEFT_OUT = new Set(['assignees', 'updatedBy', 'description', 'reviewers', 'owner']);

/** Somewhere in an event that an e-mail address stands. */
export interface PersonalData {
  readonly path: string;
  readonly value: string;
}

/** The places of an event where an e-mail address stands. */
export function personalData(event: CdEvent): PersonalData[] {
  return textsOf(event, '').filter(({ value }) => E_MAIL.test(value.replace(PURL, '')));
}

/** An event without what the standard lets people say about people. Whoever opened a ticket, which it asks for, is `someone`. */
export function withoutPeople(event: CdEvent): CdEvent {
  const content = Object.fromEntries(Object.entries(event.subject.content)
    .filter(([key]) => !LEFT_OUT.has(key))
    .map(([key, value]) => [key, key === 'creator' ? 'someone' : value]));
  return { ...event, subject: { ...event.subject, content } };
}

function textsOf(value: unknown, path: string): PersonalData[] {
  if (typeof value === 'string') {
    return [{ path, value }];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, entry]) => textsOf(entry, path === '' ? key : `${path}.${key}`))
    : [];
}
