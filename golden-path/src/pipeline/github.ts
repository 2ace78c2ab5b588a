import { Job, MAIN, Pipeline } from './model';
import { ACTIONS, IMAGES } from '../pins';

/** A pipeline as GitHub Actions reads it. */
export function githubWorkflow({ jobs }: Pipeline): Record<string, unknown> {
  return {
    name: 'pipeline',
    on: { pull_request: {}, push: { branches: [MAIN] } },
    // a job has what it says, nothing else
    permissions: {},
    concurrency: { 'group': 'pipeline-${{ github.ref }}', 'cancel-in-progress': "${{ github.event_name == 'pull_request' }}" },
    env: { BRANCH: '${{ github.ref_name }}', COMMIT_SHA: '${{ github.sha }}', COMMIT_TIME: '${{ github.event.head_commit.timestamp }}', STANDARDS_DIGEST: '${{ vars.STANDARDS_DIGEST }}' },
    defaults: { run: { shell: 'sh -eu {0}' } },
    jobs: Object.fromEntries(jobs.map(job => [job.id, githubJob(job)])),
  };
}

function githubJob(job: Job): Record<string, unknown> {
  const { permissions: { push, registry, identities }, environment } = job;
  const env = {
    ...registry && { REGISTRY_USER: '${{ github.actor }}', REGISTRY_PASSWORD: '${{ github.token }}' },
    ...job.manual && { GITHUB_TOKEN: '${{ github.token }}' },
    ...environment !== undefined && { AWS_ROLE_ARN: '${{ vars.AWS_ROLE_ARN }}', SERVICE_URL: '${{ vars.SERVICE_URL }}' },
  };
  return {
    'name': `${job.stage} / ${job.id}`,
    'runs-on': 'ubuntu-24.04',
    // the machine's own Docker builds images
    ...job.image !== 'docker' && { container: { image: IMAGES[job.image] } },
    'timeout-minutes': job.timeoutMinutes,
    ...job.on === 'main' && { if: `github.ref == 'refs/heads/${MAIN}'` },
    ...job.needs.length > 0 && { needs: job.needs },
    ...environment !== undefined && { environment, concurrency: { 'group': environment, 'cancel-in-progress': false } },
    'permissions': {
      contents: push ? 'write' : 'read',
      ...registry && { packages: 'write' },
      ...job.manual && { actions: 'read' },
      ...identities.length > 0 && { 'id-token': 'write' },
    },
    ...Object.keys(env).length > 0 && { env },
    'steps': [
      { uses: ACTIONS.checkout.uses, with: { 'fetch-depth': 0, 'persist-credentials': push } },
      // the folder belongs to another user than that of the container
      ...job.image === 'docker' ? [] : [{ run: 'command -v git > /dev/null || exit 0\ngit config --global --add safe.directory "$GITHUB_WORKSPACE"' }],
      ...job.reads.map(id => ({ uses: ACTIONS.download.uses, with: { name: id, path: 'artifacts' } })),
      ...job.script.map(command => ({ run: command })),
      ...job.leaves ? [{ uses: ACTIONS.upload.uses, with: { 'name': job.id, 'path': 'artifacts/', 'retention-days': 30, 'if-no-files-found': 'ignore' } }] : [],
    ],
  };
}
