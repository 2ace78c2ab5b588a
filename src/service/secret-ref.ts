/** A secret in AWS Secrets Manager, by name; its value is nowhere in the program, the manifests or Terraform. */
export class SecretRef {
  /**
   * A secret of the service's own, at `/<organisation>/<environment>/<system>/<service>/<name>`.
   *
   * @param name - 1 to 40 lower-case letters, digits and single hyphens, starting with a letter
   */
  public static own(name: string): SecretRef {
    return new SecretRef(name, undefined);
  }

  /**
   * One value of a secret of the service's own that is a JSON object.
   *
   * @param name - 1 to 40 lower-case letters, digits and single hyphens, starting with a letter
   * @param key - key of the object
   */
  public static ownKey(name: string, key: string): SecretRef {
    return new SecretRef(name, key ?? '');
  }

  private constructor(
    /** @internal */
    public readonly _name: string,
    /** @internal */
    public readonly _key: string | undefined,
  ) {}
}
