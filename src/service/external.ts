import { Protocol } from './service-props';

/** Something that takes requests: a service of the same program, or one that another program declares. */
export interface ICallee {
  /** Its name in the catalog. */
  readonly componentName: string;
}

/** Where the service of another program is. */
export interface ExternalServiceOptions {
  /**
   * Id of the team that owns it; needed where namespaces are named after teams.
   *
   * @default - the team of whoever calls it or is called by it
   */
  readonly team?: string;

  /**
   * Port its container listens on: what network policies name.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * What is spoken on it.
   *
   * @default Protocol.HTTP
   */
  readonly protocol?: Protocol;
}

/** What other programs declare, by its name in the catalog. */
export class External implements ICallee {
  /**
   * A service of another system, in the same environment.
   *
   * Each program opens its own end: the caller's with `calls()`, the other one's with `allowFrom()`.
   *
   * @param system - its system
   * @param name - its name
   * @param options - where it is
   */
  public static service(system: string, name: string, options: ExternalServiceOptions = {}): External {
    return new External(system, name, options);
  }

  /**
   * Whether something is one; an organisation's package may bring its own copy of the class.
   *
   * @param x - anything
   */
  public static isExternal(x: any): x is External { // eslint-disable-line @typescript-eslint/no-explicit-any
    return typeof x === 'object' && x !== null && '_options' in x && 'system' in x;
  }

  private constructor(
    /** Its system. */
    public readonly system: string,
    /** Its name in the catalog. */
    public readonly componentName: string,
    /** @internal */
    public readonly _options: ExternalServiceOptions,
  ) {}
}
