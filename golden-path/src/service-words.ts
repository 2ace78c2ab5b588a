import type { ServiceSpec } from './options/resolve-service';
import { IMAGES, TOOLS } from './pins';

/** What stands in the files of a service in place of `__WORD__`. */
export function serviceWords(spec: ServiceSpec): Record<string, string> {
  const stem = spec.name.replace(/-/g, '_');
  return {
    NAME: spec.name,
    OWNER: spec.owner,
    GROUP: spec.repository.split('/')[0],
    SYSTEM: spec.system,
    DESCRIPTION: spec.description,
    TIER: spec.tier.toUpperCase().replace(/-/g, '_'),
    PORT: String(spec.port),
    LOG_LEVEL: spec.logLevel,
    // 99.9 / 100 is not 0.999 in binary
    SLO_AVAILABILITY: String(Number((spec.sloAvailability / 100).toPrecision(7))),
    SLO_LATENCY: String(spec.sloLatencyMs / 1000),
    IMAGE: spec.image,
    SOURCE: sourceUrl(spec),
    CATALOG_MORE: inner(spec.docs && 'docs: \'.\',', spec.domain !== undefined && `domain: '${spec.domain}',`),
    SERVICE_MORE: inner(
      spec.lifecycle !== undefined && `catalog: { lifecycle: '${spec.lifecycle}' },`,
      spec.traceSamplingPercent !== undefined && `traceSamplingPercent: ${spec.traceSamplingPercent},`,
    ),
    CODEOWNERS: codeowners(spec),
    PLATFORM_PACKAGE: spec.platform.name,
    MANUAL_ENVIRONMENTS: spec.manualEnvironments.join(', ') || 'none',
    DATABASE: `${stem}_db`,
    ROLE: `${stem}_app`,
    ROLE_STEM: stem,
    POSTGRES_IMAGE: IMAGES.postgres,
    GITLEAKS: TOOLS.gitleaks,
    OSV_SCANNER: TOOLS.osvScanner,
    SYFT: TOOLS.syft,
    COSIGN: TOOLS.cosign,
  };
}

/** Who is asked about changes, as CODEOWNERS names them. */
export function codeowners({ repository, owner, codeowners: others }: Pick<ServiceSpec, 'repository' | 'owner' | 'codeowners'>): string {
  return [`@${repository.split('/')[0]}/${owner}`, ...others].join(' ');
}

/** More lines of an object in a program, each below the one before. */
function inner(...lines: readonly (string | false)[]): string {
  return lines.filter(line => line !== false).map(line => `\n    ${line}`).join('');
}

/** The words of a service in TypeScript. */
export const TYPESCRIPT_WORDS: Readonly<Record<string, string>> = {
  NODE_BUILD_IMAGE: IMAGES.nodeBuild,
  NODE_RUN_IMAGE: IMAGES.nodeRun,
  SMOKE: 'node test/smoke/smoke.mjs',
  LOCKFILES: '--lockfile package-lock.json',
  MANAGED_DEPENDENCIES: '',
  MIGRATE: '\'/nodejs/bin/node\', \'lib/platform/migrate.js\'',
};

/** The words of a service in Python. */
export function pythonWords({ postgres }: ServiceSpec): Readonly<Record<string, string>> {
  return {
    PYTHON_BUILD_IMAGE: IMAGES.pythonBuild,
    PYTHON_RUN_IMAGE: IMAGES.pythonRun,
    SMOKE: 'python3 test/smoke/smoke.py',
    LOCKFILES: ['package-lock.json', 'requirements.txt:requirements.txt', 'requirements.txt:requirements/platform.txt'].map(file => `--lockfile ${file}`).join(' '),
    MANAGED_DEPENDENCIES: ', "requirements/**"',
    MIGRATE: '\'/usr/bin/python3\', \'-m\', \'service.platform.migrate\'',
    COPY_MIGRATIONS: postgres ? 'COPY migrations migrations\n' : '',
    WITH_DATABASE: postgres ? ' (with the database below)' : '',
    DATABASE_TASKS: (postgres ? [
      '| run the database of this machine | `docker compose up --detach --wait` |',
      '| bring its tables up to date | `npx projen migrate:local` |',
      '| change tables | add `migrations/0002_what_changes.sql`; the pipeline applies it before the service |',
    ] : ['| add a database | `npx golden-path set database postgres`, then `npx projen synth` |']).join('\n'),
  };
}

/** Where the repository is. */
export function sourceUrl({ ci, repository }: Pick<ServiceSpec, 'ci' | 'repository'>): string {
  return `https://${ci[0]}.com/${repository}`;
}
