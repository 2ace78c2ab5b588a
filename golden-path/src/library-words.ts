import { firstEnvironments } from './files/first-environments';
import type { LibrarySpec } from './options/resolve-library';
import { PUBLISHER, TOOLS } from './pins';
import { TYPESCRIPT_WORDS, codeowners, sourceUrl } from './service-words';

/** What stands in the files of a platform team's library in place of `__WORD__`. */
export function libraryWords(spec: LibrarySpec): Record<string, string> {
  const { name, isPublic, teams, registry } = spec;
  return {
    ...TYPESCRIPT_WORDS,
    NAME: name,
    ENTITY: name.replace('@', '').replace('/', '-'),
    OWNER: spec.owner,
    CODEOWNERS: codeowners(spec),
    DESCRIPTION: spec.description,
    CATALOG_SOURCE: `${sourceUrl(spec)}${spec.docs ? '\n    backstage.io/techdocs-ref: dir:.' : ''}`,
    PLATFORM_PACKAGE: spec.platform.name,
    ORGANIZATION: spec.organization,
    TEAM: teams[0],
    TEAMS: teams.map(team => `  ${team}: { costCenter: ${team}, contact: ${team}@example.com, group: ${team} }`).join('\n'),
    ENVIRONMENTS: firstEnvironments(spec),
    REGISTRY: registry,
    PUBLISH: isPublic ? PUBLIC : INSIDE,
    PUBLISHING: isPublic ? PUBLIC_SETTINGS : INSIDE_SETTINGS,
    GITLEAKS: TOOLS.gitleaks,
    OSV_SCANNER: TOOLS.osvScanner,
    LOCKFILES: '--lockfile package-lock.json',
    MANAGED_DEPENDENCIES: '',
  };
}

const PUBLIC = `registry=https://registry.npmjs.org/
publish() { npx --yes ${PUBLISHER} publish ./artifacts/package --provenance --access public; }`;

const INSIDE = `if [ -n "\${GITHUB_ACTIONS:-}" ]; then registry=https://npm.pkg.github.com/; else registry="$CI_API_V4_URL/projects/$CI_PROJECT_ID/packages/npm/"; fi
printf '//%s:_authToken=%s\\n' "\${registry#*//}" "\${CI_JOB_TOKEN:-$REGISTRY_PASSWORD}" > "$npmrc"
publish() { npm publish ./artifacts/package --registry "$registry"; }`;

const PUBLIC_SETTINGS = `On npm, this repository and its pipeline are named as the trusted publisher of the package; there is no token. The repository has to be public,
because everybody reads how the package was made. \`npx golden-path set publishTo project\` keeps both inside.`;

const INSIDE_SETTINGS = `Versions go to the registry of this repository's own system, with the identity of the job; there is no token. Whoever installs one names that
registry in its \`.npmrc\`.`;
