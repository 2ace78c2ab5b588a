import { LIBRARY_OPTIONS } from './library-option-table';
import { PlatformLibraryTsOptions } from './library-options';
import { OptionsError } from './options-error';
import { duplicates, problemsOf, shown } from './problems';
import { platformOf } from './resolve-service';

/** A platform team's library in which nothing is optional any more. */
export interface LibrarySpec {
  readonly name: string;
  readonly owner: string;
  readonly description: string;
  readonly organization: string;
  readonly ci: readonly string[];
  readonly repository: string;
  /** Whether everybody reads it, or only the organisation. */
  readonly isPublic: boolean;
  readonly teams: readonly string[];
  readonly environments: readonly string[];
  readonly registry: string;
  readonly platform: { readonly name: string; readonly spec: string };
  readonly codeowners: readonly string[];
  readonly renovate: boolean;
  readonly docs: boolean;
  readonly deps: readonly string[];
  readonly devDeps: readonly string[];
  readonly gitignore: readonly string[];
}

/** Accounts and networks of the examples are counted with one digit. */
const MOST_ENVIRONMENTS = 9;

/**
 * Fills in what was left out.
 *
 * @param libraryVersion - the version of this package, which the library shares
 * @param found - problems that were found before
 * @throws with every problem at once
 */
export function resolveLibrary(given: PlatformLibraryTsOptions, libraryVersion: string, found: readonly string[] = []): LibrarySpec {
  const problems = [...found, ...problemsOf(given as unknown as Record<string, unknown>, LIBRARY_OPTIONS)];
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  const { name, owner, environments = ['dev', 'staging', 'prod'], teams = [owner], platformPackage = `pavement@${libraryVersion}` } = given;
  const [, scope, bare = name] = /^@([^/]+)\/(.*)$/.exec(name) ?? [];
  const ci = [...given.ci ?? ['github']].sort();
  const repository = given.repository ?? `${scope ?? owner}/${bare}`;
  const isPublic = given.publishTo === undefined ? ci.includes('github') : given.publishTo === 'npm';
  const [group] = repository.split('/');
  const organization = given.organization ?? scope ?? group.toLowerCase();
  problems.push(
    ...problemsOf({ name, owner, organization }, LIBRARY_OPTIONS),
    ...duplicates('ci', ci),
    ...duplicates('teams', teams),
    ...duplicates('codeowners', given.codeowners ?? []),
    ...duplicates('environments', environments),
    ...environments.length > MOST_ENVIRONMENTS
      ? [`[environments] must be at most ${MOST_ENVIRONMENTS}, got ${environments.length}; add the others to standards.yaml`] : [],
    ...!isPublic && ci.includes('github') && scope !== group.toLowerCase()
      ? [`[name] must have the scope of its repository to be published to GitHub's registry, got ${shown(name)}; name it @${group.toLowerCase()}/${bare}, or say --publish-to npm`] : [],
  );
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  return {
    name,
    owner,
    description: given.description ?? `The platform library ${name} of ${owner}`,
    organization,
    ci,
    repository,
    isPublic,
    // whoever owns it owns something
    teams: teams.includes(owner) ? teams : [owner, ...teams],
    environments,
    registry: given.registry ?? 'registry.example.com',
    platform: platformOf(platformPackage),
    codeowners: given.codeowners ?? [],
    renovate: (given.dependencyBot ?? 'renovate') === 'renovate',
    docs: given.docs ?? true,
    deps: given.deps ?? [],
    devDeps: given.devDeps ?? [],
    gitignore: given.gitignore ?? [],
  };
}
