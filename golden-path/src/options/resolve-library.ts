import { LIBRARY_OPTIONS } from './library-option-table';
import { PlatformLibraryTsOptions } from './library-options';
import { OptionsError } from './options-error';
import { duplicates, problemsOf, shown } from './problems';
import { RepositorySpec, duplicatesIn, resolveRepository } from './resolve-repository';

/** A platform team's library in which nothing is optional any more. */
export interface LibrarySpec extends RepositorySpec {
  readonly name: string;
  readonly owner: string;
  readonly description: string;
  readonly organization: string;
  readonly repository: string;
  /** Whether everybody reads it, or only the organisation. */
  readonly isPublic: boolean;
  readonly teams: readonly string[];
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
  const { name, owner, teams = [owner] } = given;
  const common = resolveRepository(given, libraryVersion);
  const { ci, environments } = common;
  const [, scope, bare = name] = /^@([^/]+)\/(.*)$/.exec(name) ?? [];
  const repository = given.repository ?? `${scope ?? owner}/${bare}`;
  const isPublic = given.publishTo === undefined ? ci.includes('github') : given.publishTo === 'npm';
  const [group] = repository.split('/');
  const organization = given.organization ?? scope ?? group.toLowerCase();
  problems.push(
    ...problemsOf({ name, owner, organization }, LIBRARY_OPTIONS),
    ...duplicatesIn(common),
    ...duplicates('teams', teams),
    ...environments.length > MOST_ENVIRONMENTS
      ? [`[environments] must be at most ${MOST_ENVIRONMENTS}, got ${environments.length}; add the others to standards.yaml`] : [],
    ...!isPublic && ci.includes('github') && scope !== group.toLowerCase()
      ? [`[name] must have the scope of its repository to be published to GitHub's registry, got ${shown(name)}; name it @${group.toLowerCase()}/${bare}, or say --publish-to npm`] : [],
  );
  if (problems.length > 0) {
    throw new OptionsError(problems);
  }
  return {
    ...common,
    name,
    owner,
    description: given.description ?? `The platform library ${name} of ${owner}`,
    organization,
    repository,
    isPublic,
    // whoever owns it owns something
    teams: teams.includes(owner) ? teams : [owner, ...teams],
  };
}
