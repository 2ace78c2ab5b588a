import { OptionRule, SERVICE_OPTIONS } from './option-table';
import { PlatformServiceTsOptions } from './options';
import { OptionsError } from './options-error';

/** A service in which nothing is optional any more. */
export interface ServiceSpec {
  readonly name: string;
  readonly owner: string;
  readonly system: string;
  readonly description: string;
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
  readonly sloAvailability: number;
  readonly sloLatencyMs: number;
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
  const problems = [...found, ...problemsOf(given as unknown as Record<string, unknown>)];
  const { name, owner, environments = ['dev', 'staging', 'prod'], registry = 'registry.example.com', platformPackage = `pavement@${libraryVersion}` } = given;
  const manualEnvironments = given.manualEnvironments ?? environments.slice(-1);
  if (problems.length === 0) {
    problems.push(
      ...duplicates('ci', given.ci ?? []),
      ...duplicates('environments', environments),
      ...manualEnvironments.filter(environment => !environments.includes(environment)).map(environment =>
        `[manualEnvironments] must name some of ${environments.join(', ')}, got ${shown(environment)}; correct it, or add it to environments`),
    );
  }
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  const [, packageName = '', , spec] = /^((?:@[^/]+\/)?[^@]+)(@(.+))?$/.exec(platformPackage) ?? [];
  return {
    name,
    owner,
    system: given.system ?? name,
    description: given.description ?? `The service ${name} of ${owner}`,
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
    platform: { name: packageName, spec: spec ?? '*' },
    logLevel: given.logLevel ?? 'info',
    sloAvailability: given.sloAvailability ?? 99.9,
    sloLatencyMs: given.sloLatencyMs ?? 500,
    renovate: (given.dependencyBot ?? 'renovate') === 'renovate',
    docs: given.docs ?? true,
    deps: given.deps ?? [],
    devDeps: given.devDeps ?? [],
    gitignore: given.gitignore ?? [],
  };
}

function problemsOf(given: Record<string, unknown>): string[] {
  const required = ['name', 'owner'].filter(name => given[name] === undefined);
  return [
    ...required.map(name => problem(name, undefined)),
    // what projen adds for itself begins with an underscore
    ...Object.keys(given).filter(name => !name.startsWith('_') && !Object.hasOwn(SERVICE_OPTIONS, name)).map(name =>
      `[${name}] must be an option of the project type, got ${shown(name)}; there are ${Object.keys(SERVICE_OPTIONS).join(', ')}`),
    ...Object.keys(SERVICE_OPTIONS)
      .filter(name => given[name] !== undefined && !holds(SERVICE_OPTIONS[name], given[name]))
      .map(name => problem(name, given[name])),
  ];
}

function problem(name: string, value: unknown): string {
  const { rule, remedy } = SERVICE_OPTIONS[name];
  return `[${name}] ${rule}, got ${shown(value)}; ${remedy}`;
}

function holds(option: OptionRule, value: unknown): boolean {
  switch (option.kind) {
    case 'flag': return typeof value === 'boolean';
    case 'number': return typeof value === 'number' && Number.isFinite(value) && (!option.whole || Number.isInteger(value))
      && value >= (option.least ?? -Infinity) && value <= (option.most ?? Infinity) && (option.oneOf?.includes(value) ?? true);
    case 'text': return isText(option, value);
    case 'list': return Array.isArray(value) && (value.length > 0 || option.mayBeEmpty === true) && value.every(each => isText(option, each));
  }
}

function isText({ values, pattern }: OptionRule, value: unknown): boolean {
  return typeof value === 'string' && (values?.includes(value) ?? true) && (pattern?.test(value) ?? true);
}

function duplicates(name: string, values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i).map(value => `[${name}] must name each once, got ${shown(value)} twice; leave one out`);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
