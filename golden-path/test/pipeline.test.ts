import { parse } from 'yaml';
import { Seen, mapValues, seenInGithub, seenInGitlab } from './pipelines';
import { Repository, emptyFolder } from './repository';
import { IMAGES } from '../src/pins';

describe.each(['platform-service-ts', 'platform-service-py'])('the pipeline of a %s', type => {
  const repository = new Repository(emptyFolder(), type).synth({ ci: ['github', 'gitlab'], environments: ['dev', 'staging', 'prod'] });
  const gitlab = parse(repository.read('.gitlab-ci.yml'));
  const inGithub = seenInGithub(repository);
  const inGitlab = seenInGitlab(repository);

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
  const [ts, py] = ['platform-service-ts', 'platform-service-py'].map(type => seenInGithub(new Repository(emptyFolder(), type).synth()));
  const shared = (jobs: Record<string, Seen>) => mapValues(jobs, ({ image: _, script, ...rest }) => ({ ...rest, does: script[script.length - 1] }));

  expect(shared(py)).toEqual(shared(ts));
  expect(Object.keys(py).filter(id => py[id].image !== ts[id].image)).toEqual(['lint', 'test', 'drift', 'smoke-dev', 'smoke-staging', 'smoke-prod']);
  expect(py.lint).toMatchObject({ image: IMAGES.python, script: ['ci/setup.sh', 'npx projen lint'] });
});
