/** A CDEvent, as its published schema describes it: https://cdevents.dev. */
export interface CdEvent {
  readonly context: EventContext;
  readonly subject: {
    readonly id: string;
    readonly source?: string;
    readonly content: Readonly<Record<string, unknown>>;
  };
  /** What the standard has no field for and a metric needs. */
  readonly customData?: Readonly<Record<string, unknown>>;
}

/** When, where and by whom an event was sent. */
export interface EventContext {
  readonly specversion: string;
  /** The same event sent twice has the same one. */
  readonly id: string;
  /** URI reference of who sent it. */
  readonly source: string;
  readonly type: string;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly schemaUri?: string;
  readonly chainId?: string;
  readonly links?: readonly EventLink[];
}

/** How an event relates to another one. */
export interface EventLink {
  readonly linkType: string;
  readonly linkKind?: string;
  readonly target?: { readonly contextId?: string };
  readonly from?: { readonly contextId?: string };
}

/** The version of CDEvents whose schemas are in the library. */
export const SPEC_VERSION = '0.5.1';

/** The type of an event without its version: `service.deployed`, `pavement-service.scanned`. */
export function shortType(type: string): string {
  return type.replace(/^dev\.cdeventsx?\./, '').replace(/\.\d+\.\d+\.\d+$/, '');
}
