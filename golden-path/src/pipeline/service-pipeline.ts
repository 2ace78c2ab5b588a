import { INSTALL, NOTHING, job } from './job';
import { Job, Permissions, Pipeline } from './model';

/** What of a service its pipeline depends on. */
export interface PipelineOptions {
  readonly environments: readonly string[];
  readonly manualEnvironments: readonly string[];
}

/** What the jobs that run the service's own code need; the others need what its infrastructure is declared with. */
export interface Language {
  readonly image: Job['image'];
  /** Commands that install what it is written with. */
  readonly install: readonly string[];
}

/** Of a service in TypeScript: its infrastructure needs the same. */
export const TYPESCRIPT: Language = { image: 'node', install: [INSTALL] };

/** Of a service in Python. */
export const PYTHON: Language = { image: 'python', install: ['ci/setup.sh'] };

/** From a change to every environment, in order. */
export function servicePipeline({ environments, manualEnvironments }: PipelineOptions, language: Language): Pipeline {
  const checked = checks(language);
  const jobs = [...checked, ...artifact(checked)];
  for (const environment of environments) {
    jobs.push(...deployment(environment, language, manualEnvironments.includes(environment), jobs[jobs.length - 1].id));
  }
  return { stages: ['check', 'image', ...environments], jobs };
}

function checks({ image, install }: Language): Job[] {
  const check = (id: string, script: readonly string[], more: Partial<Job> = {}) => job(id, 'check', script, { on: 'change', ...more });
  return [
    check('lint', [...install, 'npx projen lint'], { image }),
    check('test', [...install, 'npx projen test'], { image }),
    check('drift', [...install, 'ci/drift.sh'], { image }),
    check('verify', [INSTALL, 'ci/verify.sh']),
    check('secrets', ['ci/secrets.sh'], { image: 'go' }),
    check('dependencies', ['ci/dependencies.sh'], { image: 'go' }),
  ];
}

function artifact(checked: readonly Job[]): Job[] {
  const registry = { ...NOTHING, registry: true };
  return [
    // `image` means something else to GitLab
    job('build-image', 'image', ['ci/image.sh'], {
      image: 'docker', needs: checked.map(({ id }) => id), leaves: true, permissions: registry, timeoutMinutes: 60,
    }),
    job('sbom', 'image', ['ci/sbom.sh'], { image: 'go', needs: ['build-image'], reads: ['build-image'], leaves: true, permissions: registry }),
    job('sign', 'image', ['ci/sign.sh'], {
      image: 'go', needs: ['sbom'], reads: ['build-image', 'sbom'], permissions: { ...registry, identities: ['sigstore'] },
    }),
  ];
}

function deployment(environment: string, { image }: Language, manual: boolean, after: string): Job[] {
  const step = (command: string, more: Partial<Job>, ...before: string[]) =>
    job(`${command}-${environment}`, environment, [...before, `ci/${command}.sh ${environment}`], { environment, ...more });
  const of = (command: string) => `${command}-${environment}`;
  const cloud: Permissions = { ...NOTHING, identities: ['aws'] };
  return [
    step('plan', { image: 'terraform', needs: [after], leaves: true, permissions: cloud }),
    step('verify-plan', { needs: [of('plan')], reads: [of('plan')] }, INSTALL),
    ...manual ? [gate(environment, of('verify-plan'))] : [],
    step('apply', {
      image: 'terraform', needs: [of(manual ? 'gate' : 'verify-plan')], reads: [of('plan')], permissions: cloud, timeoutMinutes: 120,
    }),
    // installs what the branch says by then
    step('promote', { needs: [of('apply')], reads: ['build-image'], permissions: { ...NOTHING, push: true } }),
    step('smoke', { image, needs: [of('promote')] }),
    step('event', { needs: [of('smoke')], reads: ['build-image'], leaves: true }, INSTALL),
  ];
}

/** Waits for somebody. In an environment of its own, so that GitHub asks once and not before each job that reads the variables of the other. */
function gate(environment: string, after: string): Job {
  const release = `${environment}-release`;
  return job(`gate-${environment}`, environment, [`ci/gate.sh ${release}`], { environment: release, manual: true, needs: [after] });
}
