import { parse } from 'yaml';
import { Repository, emptyFolder } from './repository';
import { IMAGES } from '../src/pins';

/** What a job is, whoever runs it. */
interface Seen {
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

function seenInGithub(github: any): Record<string, Seen> {
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

function seenInGitlab(gitlab: any): Record<string, Seen> {
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

describe.each(['platform-service-ts', 'platform-service-py'])('the pipeline of a %s', type => {
  const repository = new Repository(emptyFolder(), type).synth({ ci: ['github', 'gitlab'], environments: ['dev', 'staging', 'prod'] });
  const gitlab = parse(repository.read('.gitlab-ci.yml'));
  const inGithub = seenInGithub(parse(repository.read('.github/workflows/pipeline.yml')));
  const inGitlab = seenInGitlab(gitlab);

  test('both systems run the same jobs: stages, order, gates, permissions, images, commands, files', () => {
    expect(inGithub).toEqual(inGitlab);
  });

  test('stages are in the order of the environments', () => {
    expect(gitlab.stages).toEqual(['check', 'image', 'dev', 'staging', 'prod']);
    expect([...new Set(Object.values(inGithub).map(({ stage }) => stage))]).toEqual(gitlab.stages);
  });

  test('what is proposed gets no identity, no registry, no environment and no right to push', () => {
    const proposed = Object.entries(inGithub).filter(([, job]) => !job.onlyMain);

    expect(proposed.map(([id]) => id)).toEqual(['lint', 'test', 'drift', 'verify', 'secrets', 'dependencies']);
    for (const [, job] of proposed) {
      expect(job).toMatchObject({ pushes: false, registry: false, identity: false, environment: undefined });
    }
  });

  test('nothing reaches an environment before every check, the image, its signature and the environment before it', () => {
    const jobs = inGithub;
    const before = (id: string): string[] => jobs[id].needs.flatMap(need => [need, ...before(need)]);

    expect(before('plan-dev')).toEqual(expect.arrayContaining(['lint', 'test', 'drift', 'verify', 'secrets', 'dependencies', 'build-image', 'sbom', 'sign']));
    expect(before('plan-prod')).toEqual(expect.arrayContaining(['smoke-dev', 'event-dev', 'smoke-staging', 'event-staging']));
    expect(before('apply-prod')).toEqual(expect.arrayContaining(['plan-prod', 'verify-plan-prod', 'gate-prod']));
    expect(before('promote-prod')).toEqual(expect.arrayContaining(['apply-prod']));
  });

  test('only the environments that somebody releases have a gate', () => {
    expect(Object.keys(inGithub).filter(id => id.startsWith('gate-'))).toEqual(['gate-prod']);
  });

  test('everything that is used is pinned by digest or commit, and there are no keys', () => {
    const [workflow, pipeline] = [repository.read('.github/workflows/pipeline.yml'), repository.read('.gitlab-ci.yml')];

    for (const [, used] of workflow.matchAll(/uses: (.*)/g)) expect(used).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    for (const job of [...Object.values(inGithub), ...Object.values(inGitlab)]) expect(job.image).toMatch(/@sha256:[0-9a-f]{64}$/);
    expect(`${workflow}${pipeline}`).not.toMatch(/\$\{\{ *secrets\.|AWS_SECRET|AWS_ACCESS_KEY/);
    for (const path of Object.keys(repository.files()).filter(each => each.startsWith('ci/'))) {
      for (const [, tool] of repository.read(path).matchAll(/go run (\S+)/g)) expect(tool).toMatch(/@v\d+\.\d+\.\d+$/);
    }
  });

  test('every script that a job runs is there and may be run', () => {
    const scripts = Object.values(inGithub).flatMap(({ script }) => script).filter(command => command.startsWith('ci/')).map(command => command.split(' ')[0]);
    const files = repository.files();

    expect(scripts.length).toBeGreaterThan(20);
    for (const script of scripts) expect(files[script]).toMatch(/^x #!\/bin\/sh\n/);
  });
});

test('services in every language have the same jobs, order, gates and permissions; only what runs their own code is installed another way', () => {
  const [ts, py] = ['platform-service-ts', 'platform-service-py'].map(type => seenInGithub(parse(new Repository(emptyFolder(), type).synth().read('.github/workflows/pipeline.yml'))));
  const shared = (jobs: Record<string, Seen>) => mapValues(jobs, ({ image: _, script, ...rest }) => ({ ...rest, does: script[script.length - 1] }));

  expect(shared(py)).toEqual(shared(ts));
  expect(Object.keys(py).filter(id => py[id].image !== ts[id].image)).toEqual(['lint', 'test', 'drift', 'smoke-dev', 'smoke-staging', 'smoke-prod']);
  expect(py.lint).toMatchObject({ image: IMAGES.python, script: ['ci/setup.sh', 'npx projen lint'] });
});

function mapValues<T, U>(values: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
