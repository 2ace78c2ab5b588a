import { Audience, Job, MAIN, Pipeline } from './model';
import { IMAGES } from '../pins';

const AUDIENCES: Record<Audience, readonly [variable: string, aud: string]> = {
  aws: ['AWS_ID_TOKEN', 'sts.amazonaws.com'],
  npm: ['NPM_ID_TOKEN', 'npm:registry.npmjs.org'],
  sigstore: ['SIGSTORE_ID_TOKEN', 'sigstore'],
};

/** A pipeline as GitLab CI reads it. */
export function gitlabCi({ stages, jobs }: Pipeline): Record<string, unknown> {
  return {
    stages,
    workflow: {
      rules: [
        { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
        { if: `$CI_COMMIT_BRANCH == "${MAIN}"` },
      ],
    },
    variables: { BRANCH: '$CI_COMMIT_BRANCH', COMMIT_SHA: '$CI_COMMIT_SHA', COMMIT_TIME: '$CI_COMMIT_TIMESTAMP', GIT_DEPTH: '0' },
    ...Object.fromEntries(jobs.map(job => [job.id, gitlabJob(job)])),
  };
}

function gitlabJob(job: Job): Record<string, unknown> {
  const { permissions: { push, registry, identities } } = job;
  const variables = {
    ...registry && { REGISTRY_USER: '$CI_REGISTRY_USER', REGISTRY_PASSWORD: '$CI_REGISTRY_PASSWORD' },
    ...push && { PUSH_URL: 'https://gitlab-ci-token:$CI_JOB_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git' },
    ...job.image === 'docker' && {
      DOCKER_HOST: 'tcp://docker:2376', DOCKER_TLS_CERTDIR: '/certs', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs/client',
    },
  };
  return {
    stage: job.stage,
    // some images have a program of their own as entry point
    image: { name: IMAGES[job.image], entrypoint: [''] },
    ...job.image === 'docker' && { services: [{ name: IMAGES.docker, alias: 'docker' }] },
    rules: [job.on === 'main'
      ? { if: `$CI_COMMIT_BRANCH == "${MAIN}"`, ...job.manual && { when: 'manual' } }
      : { when: 'on_success' }],
    // a gate that nobody has passed holds up what comes after it
    ...job.manual && { allow_failure: false },
    needs: [
      ...job.needs.map(id => ({ job: id, artifacts: job.reads.includes(id) })),
      ...job.reads.filter(id => !job.needs.includes(id)).map(id => ({ job: id, artifacts: true })),
    ],
    ...job.environment !== undefined && {
      environment: { name: job.environment, action: job.id === `promote-${job.environment}` ? 'start' : 'access' },
      resource_group: job.environment,
    },
    ...identities.length > 0 && {
      id_tokens: Object.fromEntries(identities.map(audience => [AUDIENCES[audience][0], { aud: AUDIENCES[audience][1] }])),
    },
    ...Object.keys(variables).length > 0 && { variables },
    script: job.script,
    ...job.leaves && { artifacts: { paths: ['artifacts/'], expire_in: '30 days' } },
    timeout: `${job.timeoutMinutes} minutes`,
    interruptible: job.on === 'change',
  };
}
