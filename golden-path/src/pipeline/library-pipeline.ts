import { INSTALL, NOTHING, job } from './job';
import { Job, Pipeline } from './model';

/** From a change of a platform team's library to a version that teams can take. */
export function libraryPipeline({ isPublic }: { readonly isPublic: boolean }): Pipeline {
  const checks = [
    check('lint', [INSTALL, 'npx projen lint']),
    check('test', [INSTALL, 'npx projen test']),
    check('drift', [INSTALL, 'ci/drift.sh']),
    check('changes', [INSTALL, 'ci/changes.sh'], { leaves: true }),
    check('secrets', ['ci/secrets.sh'], { image: 'go' }),
    check('dependencies', ['ci/dependencies.sh'], { image: 'go' }),
  ];
  const release = job('release', 'publish', [INSTALL, 'ci/release.sh'], {
    needs: checks.map(({ id }) => id),
    // npm trusts the pipeline itself, and so does who signs what it says of how the package was made
    permissions: isPublic ? { ...NOTHING, push: true, identities: ['npm', 'sigstore'] } : { ...NOTHING, push: true, registry: true },
  });
  return { stages: ['check', 'publish'], jobs: [...checks, release] };
}

function check(id: string, script: string[], more: Partial<Job> = {}): Job {
  return job(id, 'check', script, { on: 'change', ...more });
}
