import { RepositoryOptions } from './repository-options';

/** What a platform team says of its own library; every field but `name` and `owner` may be left out. */
export interface PlatformLibraryTsOptions extends RepositoryOptions {
  /**
   * Name of the package, such as `@acme/platform`: lower-case letters, digits, single hyphens, with an optional scope.
   *
   * @default $BASEDIR
   */
  readonly name: string;

  /** Id of the team that owns it, such as `team-platform`; it becomes one of the teams of the standards. */
  readonly owner: string;

  /**
   * Short name of the organisation, which is part of every global name of its resources: 1 to 40 lower-case letters, digits and single hyphens.
   *
   * @default - the scope of the package, or the first part of `repository`
   */
  readonly organization?: string;

  /**
   * Where its repository is, as `group/name`.
   *
   * @default - scope, or else owner, and name
   */
  readonly repository?: string;

  /**
   * Where its versions are published: `npm`, which everybody reads, with provenance, or `project`, the registry of the repository's own
   * system, which only the organisation reads.
   *
   * @default - npm; for GitLab alone, project
   */
  readonly publishTo?: string;

  /**
   * Teams that its standards begin with.
   *
   * @default - the owner
   */
  readonly teams?: string[];

  /**
   * Environments that its standards begin with, in the order in which a change travels through them; at most nine. The last one is for production.
   *
   * @default ["dev", "staging", "prod"]
   */
  readonly environments?: string[];

  /**
   * Registry, with an optional folder, that images of teams come from.
   *
   * @default "registry.example.com"
   */
  readonly registry?: string;

  /**
   * Library that it builds on: `pavement`, of another version or as a tarball, such as `pavement@file:/tmp/pavement.tgz`.
   *
   * @default - pavement, of this version
   */
  readonly platformPackage?: string;
}
