import { SERVICE_OPTIONS } from './option-table';
import { PlatformServiceTsOptions } from './options';
import { OptionsError } from './options-error';
import { problemsOf, shown } from './problems';
import { RepositorySpec, duplicatesIn, resolveRepository } from './resolve-repository';

/** A service in which nothing is optional any more. */
export interface ServiceSpec extends RepositorySpec {
  readonly name: string;
  readonly owner: string;
  readonly system: string;
  readonly description: string;
  /** Undefined where it belongs to none. */
  readonly domain: string | undefined;
  /** Undefined where it follows from the environments. */
  readonly lifecycle: string | undefined;
  readonly tier: string;
  readonly port: number;
  readonly postgres: boolean;
  readonly repository: string;
  readonly manualEnvironments: readonly string[];
  readonly gitops: string;
  /** Image without tag or digest. */
  readonly image: string;
  readonly logLevel: string;
  /** Undefined where the standards say it. */
  readonly traceSamplingPercent: number | undefined;
  readonly sloAvailability: number;
  readonly sloLatencyMs: number;
}

/** Under it, options of which everything is known already bring a `ServiceSpec`: that of a template's skeleton. */
export const RESOLVED = Symbol('resolved');

/**
 * Fills in what was left out.
 *
 * @param libraryVersion - the version of this package, which the library shares
 * @param found - problems that were found before
 * @throws with every problem at once
 */
export function resolveService(given: PlatformServiceTsOptions, libraryVersion: string, found: readonly string[] = []): ServiceSpec {
  const resolved = (given as { [RESOLVED]?: ServiceSpec })[RESOLVED];
  if (resolved) {
    return resolved;
  }
  const problems = [...found, ...problemsOf(given as unknown as Record<string, unknown>, SERVICE_OPTIONS)];
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  const { name, owner, system = name } = given;
  const common = resolveRepository(given, libraryVersion);
  const { environments, registry } = common;
  const manualEnvironments = given.manualEnvironments ?? environments.slice(-1);
  problems.push(
    ...duplicatesIn(common),
    ...manualEnvironments.filter(environment => !environments.includes(environment)).map(environment =>
      `[manualEnvironments] must name some of ${environments.join(', ')}, got ${shown(environment)}; correct it, or add it to environments`),
  );
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  return {
    ...common,
    name,
    owner,
    system,
    description: given.description ?? `The service ${name} of ${owner}`,
    domain: given.domain,
    lifecycle: given.lifecycle,
    tier: given.tier ?? 'standard',
    port: given.port ?? 8080,
    postgres: given.database === 'postgres',
    repository: given.repository ?? `${owner}/${name}`,
    manualEnvironments,
    gitops: given.gitops ?? 'argocd',
    image: `${registry}/${system}/${name}`,
    logLevel: given.logLevel ?? 'info',
    traceSamplingPercent: given.traceSamplingPercent,
    sloAvailability: given.sloAvailability ?? 99.9,
    sloLatencyMs: given.sloLatencyMs ?? 500,
  };
}
