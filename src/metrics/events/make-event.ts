import { createHash } from 'crypto';
import { CdEvent, EventLink, SPEC_VERSION } from './event';
import { EVENT_TYPES, schemaUri } from './event-types';
import { canonicalJson } from '../../core/digest';

/** What somebody says happened. */
export interface EventOptions {
  /** Short name of the type: `service.deployed`. */
  readonly type: string;
  /** RFC 3339. */
  readonly timestamp: string;
  /** URI reference of who says so: a pipeline, a collector. */
  readonly source: string;
  readonly subject: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly customData?: Readonly<Record<string, unknown>>;
  readonly links?: readonly EventLink[];
  /** @default - follows from everything else: who says the same thing twice has said it once */
  readonly id?: string;
}

/** Makes an event; whether a log can take it, `eventProblems` says. */
export function makeEvent({ type, timestamp, source, subject, content, customData, links, id }: EventOptions): CdEvent {
  const fullType = EVENT_TYPES.get(type) ?? type;
  const uri = schemaUri(fullType);
  const said = {
    subject: { id: subject, content },
    ...customData && Object.keys(customData).length > 0 && { customData },
  };
  const context = {
    specversion: SPEC_VERSION,
    source,
    type: fullType,
    timestamp,
    ...uri !== undefined && { schemaUri: uri },
    ...links && links.length > 0 && { links },
  };
  return { context: { ...context, id: id ?? digest({ context, ...said }) }, ...said };
}

/** 128 bits of SHA-256. */
function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}
