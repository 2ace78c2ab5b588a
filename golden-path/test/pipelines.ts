import { parse } from 'yaml';
import type { Repository } from './repository';
import { IMAGES } from '../src/pins';

/** What a job is, whoever runs it. */
export interface Seen {
  readonly stage: string;
  readonly image: string;
  readonly needs: string[];
  readonly reads: string[];
  readonly onlyMain: boolean;
  readonly environment: string | undefined;
  readonly released: boolean;
  readonly pushes: boolean;
  readonly registry: boolean;
  readonly identity: boolean;
  readonly script: string[];
  readonly leaves: boolean;
  readonly minutes: number;
}

/** The jobs of a repository, as GitHub Actions reads them. */
export function seenInGithub(repository: Repository): Record<string, Seen> {
  const github = parse(repository.read('.github/workflows/pipeline.yml'));
  return mapValues(github.jobs, (job: any) => {
    const runs: string[] = job.steps.flatMap((step: any) => step.run ?? []);
    const actions = (name: string) => job.steps.filter((step: any) => step.uses?.startsWith(`actions/${name}@`));
    return {
      stage: job.name.split(' / ')[0],
      image: job.container?.image ?? IMAGES.docker,
      needs: [...job.needs ?? []].sort(),
      reads: actions('download-artifact').map((step: any) => step.with.name).sort(),
      onlyMain: job.if === 'github.ref == \'refs/heads/main\'',
      environment: job.environment,
      released: runs.some(command => command.startsWith('ci/gate.sh ')),
      pushes: job.permissions.contents === 'write' && actions('checkout')[0].with['persist-credentials'] === true,
      registry: job.permissions.packages === 'write' && job.env?.REGISTRY_PASSWORD === '${{ github.token }}',
      identity: job.permissions['id-token'] === 'write',
      script: runs.filter(command => !command.includes('safe.directory')),
      leaves: actions('upload-artifact').length === 1,
      minutes: job['timeout-minutes'],
    };
  });
}

/** The jobs of a repository, as GitLab CI reads them. */
export function seenInGitlab(repository: Repository): Record<string, Seen> {
  const gitlab = parse(repository.read('.gitlab-ci.yml'));
  const jobs = Object.fromEntries(Object.entries(gitlab).filter(([, job]: [string, any]) => Array.isArray(job.script)));
  return mapValues(jobs, (job: any) => ({
    stage: job.stage,
    image: job.image.name,
    needs: job.needs.map((need: any) => need.job).filter((id: string) => !transitive(jobs, job).includes(id)).sort(),
    reads: job.needs.filter((need: any) => need.artifacts).map((need: any) => need.job).sort(),
    onlyMain: job.rules.length === 1 && job.rules[0].if === '$CI_COMMIT_BRANCH == "main"',
    environment: job.environment?.name,
    released: job.rules[0].when === 'manual' && job.allow_failure === false,
    pushes: job.variables?.PUSH_URL?.includes('$CI_JOB_TOKEN') ?? false,
    registry: job.variables?.REGISTRY_PASSWORD === '$CI_REGISTRY_PASSWORD',
    identity: job.id_tokens !== undefined,
    script: job.script,
    leaves: job.artifacts?.paths.includes('artifacts/') ?? false,
    minutes: Number(/^(\d+) minutes$/.exec(job.timeout)?.[1]),
  }));
}

/** Jobs that have ended anyway when the direct ones have; GitLab wants them named to hand over their files. */
function transitive(jobs: Record<string, any>, job: any): string[] {
  return job.needs.flatMap((need: any) => {
    const before = jobs[need.job].needs.map((each: any) => each.job);
    return [...before, ...transitive(jobs, jobs[need.job])];
  });
}

/** A record of the same keys. */
export function mapValues<T, U>(values: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
