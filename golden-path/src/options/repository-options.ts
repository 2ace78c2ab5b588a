/** What can be said of every repository of the path. */
export interface RepositoryOptions {
  /**
   * What it is for, in one sentence of up to 200 characters.
   *
   * @default - a sentence with its name and owner
   */
  readonly description?: string;

  /**
   * Whose pipelines it has: `github`, `gitlab`, or both.
   *
   * @default ["github"]
   */
  readonly ci?: string[];

  /**
   * Who else is asked about every change beside the owner, as CODEOWNERS names them: `@acme/security`.
   *
   * @default - nobody
   */
  readonly codeowners?: string[];

  /**
   * What opens changes for new versions of what it uses: `renovate` or `none`.
   *
   * @default "renovate"
   */
  readonly dependencyBot?: string;

  /**
   * Whether it has a documentation site that TechDocs can read.
   *
   * @default true
   */
  readonly docs?: boolean;

  /**
   * More packages that it uses while it runs, such as `zod@^4`.
   *
   * @default - none
   */
  readonly deps?: string[];

  /**
   * More packages that build and test it.
   *
   * @default - none
   */
  readonly devDeps?: string[];

  /**
   * More patterns that git ignores.
   *
   * @default - none
   */
  readonly gitignore?: string[];

  /**
   * When it was created, as ISO 8601 in UTC: `2026-01-31T09:30:00Z`.
   *
   * @default - the moment in which the repository is created
   */
  readonly createdAt?: string;

  /**
   * Folder that it is created in.
   *
   * @default - the working directory
   */
  readonly outdir?: string;
}
