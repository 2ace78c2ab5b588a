const DIGEST = /^sha256:[0-9a-f]{64}$/;
const REPOSITORY = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** A container image. */
export class Image {
  /**
   * An image that can never change: what production runs.
   *
   * @param repository - registry, path and name, such as `registry.example.com/shop/checkout-api`
   * @param digest - `sha256:` and 64 hexadecimal digits
   */
  public static digest(repository: string, digest: string): Image {
    return new Image(repository, `@${digest}`, [
      ...repositoryProblems(repository),
      ...(typeof digest === 'string' && DIGEST.test(digest) ? [] : [`the digest of image must be sha256: and 64 hexadecimal digits, got "${digest}"; copy it from the registry or from the build's output`]),
    ], true);
  }

  /**
   * An image by tag: convenient before production, refused there because a tag can be moved.
   *
   * @param repository - registry, path and name, such as `registry.example.com/shop/checkout-api`
   * @param tag - any tag but `latest`
   */
  public static tag(repository: string, tag: string): Image {
    return new Image(repository, `:${tag}`, [
      ...repositoryProblems(repository),
      ...(typeof tag === 'string' && TAG.test(tag) && tag !== 'latest' ? [] : [`the tag of image must name one build, got "${tag}"; use a version or Image.digest`]),
    ], false);
  }

  /** What a container runtime pulls. */
  public readonly reference: string;

  private constructor(
    /** Registry, path and name. */
    public readonly repository: string,
    suffix: string,
    /** @internal */
    public readonly _problems: string[],
    /** Whether it can never change. */
    public readonly immutable: boolean,
  ) {
    this.reference = repository + suffix;
  }
}

function repositoryProblems(repository: string): string[] {
  return typeof repository === 'string' && REPOSITORY.test(repository)
    ? []
    : [`the repository of image must be a registry host and a lower-case path, got "${repository}"; write it as "registry.example.com/shop/api", without tag or digest`];
}
