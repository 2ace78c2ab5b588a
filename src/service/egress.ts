/** Something outside the cluster that a service reaches. */
export class Egress {
  /**
   * Hosts by name, over TCP. Needs a cluster whose network policies know names (Cilium).
   *
   * @param name - a host such as `api.example.com`; before production also `*.example.com`
   * @param port - 1 to 65535; usually 443
   */
  public static fqdn(name: string, port: number): Egress {
    return new Egress('fqdn', name, port);
  }

  /**
   * Addresses, over TCP.
   *
   * @param cidr - an IPv4 range such as `192.0.2.0/28`, of at most 65,536 addresses
   * @param port - 1 to 65535; usually 443
   */
  public static cidr(cidr: string, port: number): Egress {
    return new Egress('cidr', cidr, port);
  }

  /**
   * A service of AWS, in the environment's region, over TLS. What may be done there is for `permissions`.
   *
   * @param service - its name in host names, such as `sqs` or `secretsmanager`
   */
  public static awsService(service: string): Egress {
    return new Egress('aws', service, 443);
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'fqdn' | 'cidr' | 'aws',
    /** @internal */
    public readonly _target: string,
    /** @internal */
    public readonly _port: number,
  ) {}
}
