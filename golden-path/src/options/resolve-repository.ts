import { duplicates } from './problems';
import type { RepositoryOptions } from './repository-options';

/** What every repository has, nothing of it optional any more. */
export interface RepositorySpec {
  readonly ci: readonly string[];
  readonly environments: readonly string[];
  readonly registry: string;
  /** The library that it builds on. */
  readonly platform: { readonly name: string; readonly spec: string };
  readonly codeowners: readonly string[];
  readonly renovate: boolean;
  readonly docs: boolean;
  readonly deps: readonly string[];
  readonly devDeps: readonly string[];
  readonly gitignore: readonly string[];
}

/** What every type asks for, each in its own words. */
interface Given extends RepositoryOptions {
  readonly environments?: string[];
  readonly registry?: string;
  readonly platformPackage?: string;
}

/**
 * Fills in what was left out of options in which each by itself is right.
 *
 * @param libraryVersion - the version of this package, which the library shares
 */
export function resolveRepository(given: Given, libraryVersion: string): RepositorySpec {
  return {
    ci: [...given.ci ?? ['github']].sort(),
    environments: given.environments ?? ['dev', 'staging', 'prod'],
    registry: given.registry ?? 'registry.example.com',
    platform: platformOf(given.platformPackage ?? `pavement@${libraryVersion}`),
    codeowners: given.codeowners ?? [],
    renovate: (given.dependencyBot ?? 'renovate') === 'renovate',
    docs: given.docs ?? true,
    deps: given.deps ?? [],
    devDeps: given.devDeps ?? [],
    gitignore: given.gitignore ?? [],
  };
}

/** What is named twice where each counts once. */
export function duplicatesIn({ ci, environments, codeowners }: RepositorySpec): string[] {
  return [...duplicates('ci', ci), ...duplicates('environments', environments), ...duplicates('codeowners', codeowners)];
}

/** Name and version of a package that was named as `npm install` takes it. */
function platformOf(platformPackage: string): RepositorySpec['platform'] {
  const [, name = '', , spec = '*'] = /^((?:@[^/]+\/)?[^@]+)(@(.+))?$/.exec(platformPackage) ?? [];
  return { name, spec };
}
