import { RepositoryOptions } from './repository-options';

/** What a team says of a new service; every field but `name` and `owner` may be left out. */
export interface PlatformServiceTsOptions extends RepositoryOptions {
  /**
   * Name of the service: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter.
   *
   * @default $BASEDIR
   */
  readonly name: string;

  /** Id of the team that owns it, such as `team-payments`; one of the teams of the platform's standards. */
  readonly owner: string;

  /**
   * System that it belongs to: 1 to 40 lower-case letters, digits and single hyphens.
   *
   * @default - the name of the service
   */
  readonly system?: string;

  /**
   * Id of the domain that its system belongs to; one of the domains of the platform's standards.
   *
   * @default - none
   */
  readonly domain?: string;

  /**
   * How far it is, for the catalog: `experimental`, `production` or `deprecated`.
   *
   * @default - production once the standards have it run in production, else experimental
   */
  readonly lifecycle?: string;

  /**
   * How much depends on it: `critical`, `standard` or `best-effort`.
   *
   * @default "standard"
   */
  readonly tier?: string;

  /**
   * Port that it listens on: 1024 to 65535.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * Database that it begins with: `postgres` or `none`. One can be added later in platform/app.ts.
   *
   * @default "none"
   */
  readonly database?: string;

  /**
   * Where its repository is, as `group/name`.
   *
   * @default - owner and name
   */
  readonly repository?: string;

  /**
   * Environments of the platform's standards, in the order in which a change travels through them.
   *
   * @default ["dev", "staging", "prod"]
   */
  readonly environments?: string[];

  /**
   * Environments that somebody has to release into.
   *
   * @default - the last one
   */
  readonly manualEnvironments?: string[];

  /**
   * What brings manifests into clusters: `argocd` or `flux`.
   *
   * @default "argocd"
   */
  readonly gitops?: string;

  /**
   * Registry, with an optional folder, that its image is pushed to; the platform's standards must allow it.
   *
   * @default "registry.example.com"
   */
  readonly registry?: string;

  /**
   * Library that its infrastructure is declared with: `pavement`, an organisation's own such as `@acme/platform@^2.0.0`, or a tarball as
   * `pavement@file:../pavement.tgz`.
   *
   * @default - pavement, of this version
   */
  readonly platformPackage?: string;

  /**
   * Least severe log that is written: `debug`, `info`, `warn` or `error`.
   *
   * @default "info"
   */
  readonly logLevel?: string;

  /**
   * Traces that are kept, in percent, when the caller has not decided: 0 to 100.
   *
   * @default - the platform's standards for each environment
   */
  readonly traceSamplingPercent?: number;

  /**
   * Share of requests that should succeed over 28 days, in percent: 90 to 99.999.
   *
   * @default 99.9
   */
  readonly sloAvailability?: number;

  /**
   * Milliseconds in which 99 % of requests should be answered: one of 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000,
   * the boundaries of the histogram.
   *
   * @default 500
   */
  readonly sloLatencyMs?: number;
}
