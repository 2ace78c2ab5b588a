/** Who can reach a service from outside its environment. */
export class Exposure {
  /** Nobody: only workloads of the environment that say that they call it. */
  public static internal(): Exposure {
    return new Exposure();
  }

  /**
   * Everybody who can reach the environment's gateway, under a host name.
   *
   * @param host - a name in one of the DNS zones of the environment, such as `checkout.prod.example.com`; `{zone}` stands for the environment's first zone
   */
  public static host(host: string): Exposure {
    return new Exposure(host ?? '');
  }

  private constructor(
    /** @internal */
    public readonly _host?: string,
  ) {}
}
