/** A directory or a file that all containers of a copy see. */
export class Volume {
  /**
   * An empty directory that can be written to; gone with the copy.
   *
   * @param path - where containers see it, such as `/var/cache/app`
   * @param sizeMiB - the most it may hold: 1 to 102400. A copy that exceeds it is stopped
   */
  public static scratch(path: string, sizeMiB: number): Volume {
    return new Volume(path, sizeMiB, undefined);
  }

  /**
   * A file that is no secret and cannot be written to. A change rolls out new copies.
   *
   * @param path - where containers see it, such as `/etc/app/rules.json`; the directory holds nothing else
   * @param content - its text, at most 1 MiB
   */
  public static file(path: string, content: string): Volume {
    return new Volume(path, 0, content ?? '');
  }

  private constructor(
    /** @internal */
    public readonly _path: string,
    /** @internal */
    public readonly _sizeMiB: number,
    /** @internal */
    public readonly _content: string | undefined,
  ) {}
}
