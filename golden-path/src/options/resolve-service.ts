import { SERVICE_OPTIONS } from './option-table';
import { PlatformServiceTsOptions } from './options';
import { OptionsError } from './options-error';
import { duplicates, problemsOf, shown } from './problems';

/** A service in which nothing is optional any more. */
export interface ServiceSpec {
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
  readonly ci: readonly string[];
  readonly repository: string;
  readonly environments: readonly string[];
  readonly manualEnvironments: readonly string[];
  readonly gitops: string;
  readonly registry: string;
  /** Image without tag or digest. */
  readonly image: string;
  readonly platform: { readonly name: string; readonly spec: string };
  readonly logLevel: string;
  /** Undefined where the standards say it. */
  readonly traceSamplingPercent: number | undefined;
  readonly sloAvailability: number;
  readonly sloLatencyMs: number;
  readonly codeowners: readonly string[];
  readonly renovate: boolean;
  readonly docs: boolean;
  readonly deps: readonly string[];
  readonly devDeps: readonly string[];
  readonly gitignore: readonly string[];
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
  const { name, owner, environments = ['dev', 'staging', 'prod'], registry = 'registry.example.com', platformPackage = `pavement@${libraryVersion}` } = given;
  const manualEnvironments = given.manualEnvironments ?? environments.slice(-1);
  if (problems.length === 0) {
    problems.push(
      ...duplicates('ci', given.ci ?? []),
      ...duplicates('environments', environments),
      ...duplicates('codeowners', given.codeowners ?? []),
      ...manualEnvironments.filter(environment => !environments.includes(environment)).map(environment =>
        `[manualEnvironments] must name some of ${environments.join(', ')}, got ${shown(environment)}; correct it, or add it to environments`),
    );
  }
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  return {
    name,
    owner,
    system: given.system ?? name,
    description: given.description ?? `The service ${name} of ${owner}`,
    domain: given.domain,
    lifecycle: given.lifecycle,
    tier: given.tier ?? 'standard',
    port: given.port ?? 8080,
    postgres: given.database === 'postgres',
    ci: [...given.ci ?? ['github']].sort(),
    repository: given.repository ?? `${owner}/${name}`,
    environments,
    manualEnvironments,
    gitops: given.gitops ?? 'argocd',
    registry,
    image: `${registry}/${given.system ?? name}/${name}`,
    platform: platformOf(platformPackage),
    logLevel: given.logLevel ?? 'info',
    traceSamplingPercent: given.traceSamplingPercent,
    sloAvailability: given.sloAvailability ?? 99.9,
    sloLatencyMs: given.sloLatencyMs ?? 500,
    codeowners: given.codeowners ?? [],
    renovate: (given.dependencyBot ?? 'renovate') === 'renovate',
    docs: given.docs ?? true,
    deps: given.deps ?? [],
    devDeps: given.devDeps ?? [],
    gitignore: given.gitignore ?? [],
  };
}

/** Name and version of a package that was named as `npm install` takes it. */
export function platformOf(platformPackage: string): ServiceSpec['platform'] {
  const [, name = '', , spec = '*'] = /^((?:@[^/]+\/)?[^@]+)(@(.+))?$/.exec(platformPackage) ?? [];
  return { name, spec };
}
